package io.landfall.content;

import static io.landfall.model.Shown.shown;

import io.landfall.content.FileFinding.Kind;
import io.landfall.content.FileFinding.Note;
import io.landfall.model.Landing;
import io.landfall.model.StoredFile;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;

/**
 * Adds up what was found in one dataset's folder, from any number of threads, in memory that does not grow with the
 * number of files. Of each thing to say it keeps five examples, those first by name, so that the order in which files are
 * looked at has no say.
 */
public final class Tally {
    private static final int EXAMPLES = 5;

    private final Optional<String> folder;
    private final LongAdder files = new LongAdder();
    private final LongAdder bytes = new LongAdder();
    private final LongAdder records = new LongAdder();
    private final LongAdder counted = new LongAdder();
    private final LongAdder others = new LongAdder();
    private final LongAccumulator newest = new LongAccumulator(Math::max, Long.MIN_VALUE);
    private final Map<Kind, LongAdder> kinds = new EnumMap<>(Kind.class);
    private final Map<Topic, Heap> topics = new EnumMap<>(Topic.class);

    /** @param folder the folder that is looked into; absent where none belongs to the slot */
    public Tally(Optional<String> folder) {
        this.folder = folder;
        for (Kind kind : Kind.values()) {
            kinds.put(kind, new LongAdder());
        }
        for (Topic topic : Topic.values()) {
            topics.put(topic, new Heap());
        }
    }

    /** Adds a data file. */
    public void add(StoredFile file, FileFinding finding) {
        files.increment();
        bytes.add(file.bytes());
        newest.accumulate(file.modified().toEpochMilli());
        kinds.get(finding.kind()).increment();
        if (finding.records().isPresent()) {
            records.add(finding.records().get());
            counted.increment();
        }
        for (Note note : finding.notes()) {
            topics.get(note.topic()).add(file.name(), note.detail());
        }
    }

    /** Adds an object that is no data: a marker, a temporary object, a manifest. */
    public void pass(StoredFile other) {
        others.increment();
    }

    /** The data files so far. */
    public long files() {
        return files.sum();
    }

    /**
     * The sum, once all threads are done.
     *
     * @param settled whether the set has stopped changing
     */
    public Landing landing(boolean settled) {
        long n = files.sum();
        return new Landing(
                folder,
                n,
                bytes.sum(),
                n == 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(newest.get())),
                n > 0 && counted.sum() == n ? Optional.of(records.sum()) : Optional.empty(),
                kinds.get(Kind.EMPTY).sum(),
                kinds.get(Kind.WRONG_FORMAT).sum(),
                kinds.get(Kind.CORRUPT).sum(),
                settled,
                findings());
    }

    private List<String> findings() {
        List<String> findings = new ArrayList<>();
        topics.forEach((topic, heap) -> heap.sentence(topic).ifPresent(findings::add));
        if (others.sum() > 0) {
            findings.add(number(others.sum()) + " other " + (others.sum() == 1 ? "object" : "objects")
                    + " (markers, temporary objects, manifests) not counted");
        }
        return findings;
    }

    private static String number(long n) {
        return String.format(Locale.ROOT, "%,d", n);
    }

    /** The files of which one thing is said. */
    private static final class Heap {
        private final TreeMap<String, String> examples = new TreeMap<>();
        private long size;

        synchronized void add(String name, String detail) {
            size++;
            if (examples.size() < EXAMPLES || name.compareTo(examples.lastKey()) < 0) {
                examples.put(name, detail);
                if (examples.size() > EXAMPLES) {
                    examples.pollLastEntry();
                }
            }
        }

        synchronized Optional<String> sentence(Topic topic) {
            if (size == 0) {
                return Optional.empty();
            }
            String named = examples.entrySet().stream()
                    .map(e -> shown(e.getKey()) + (e.getValue().isEmpty() ? "" : " (" + e.getValue() + ")"))
                    .collect(Collectors.joining(", "));
            long more = size - examples.size();
            return Optional.of(number(size) + (size == 1 ? " file " : " files ") + topic.words() + ": " + named
                    + (more > 0 ? " and " + number(more) + " more" : ""));
        }
    }
}
