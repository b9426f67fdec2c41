package io.landfall.content;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What was found out about one file.
 *
 * @param kind the first that holds of empty, wrong format, corrupt; whether empty is a fault depends on what the run wrote
 * @param records how many it holds; absent where they were not counted to the end
 * @param notes what was seen, checked and not checked
 */
public record FileFinding(Kind kind, Optional<Long> records, List<Note> notes) {

    public FileFinding {
        notes = List.copyOf(notes);
    }

    static FileFinding of(Optional<Long> records, List<Note> notes) {
        Kind kind = notes.stream()
                .map(note -> note.topic().kind())
                .filter(k -> k != Kind.GOOD)
                .min(Comparator.naturalOrder())
                .orElse(Kind.GOOD);
        return new FileFinding(kind, records, notes);
    }

    static FileFinding of(Note... notes) {
        return of(Optional.empty(), Arrays.asList(notes));
    }

    /** In the order of cause before symptom. */
    public enum Kind {
        EMPTY,
        WRONG_FORMAT,
        CORRUPT,
        GOOD
    }

    /**
     * One thing to say.
     *
     * @param detail more of it, made of figures and fixed words only; may be empty
     */
    public record Note(Topic topic, String detail) {
        static Note of(Topic topic) {
            return new Note(topic, "");
        }
    }
}
