package io.landfall.content;

import io.landfall.content.FileFinding.Note;
import io.landfall.model.Compression;
import java.util.List;
import java.util.Optional;

/** The lines of a JSON file, inflated where it is gzip, as far as its bytes have come in; in constant memory. */
final class Text implements AutoCloseable {
    /** How far any file is inflated, bytes. */
    static final long MOST_INFLATED = 64L << 20;

    /**
     * How many times its own size a larger one is inflated: rows of real exports come to 5 to 30, deflate itself ends
     * at 1032.
     */
    static final int MOST_TIMES = 200;

    private final boolean gzip;
    private final Gunzip gunzip = new Gunzip(this::sink);
    private final Lines lines = new Lines();
    private long read;
    private long inflated;
    private boolean begun;
    private boolean foreign;

    Text(Compression compression) {
        this.gzip = compression == Compression.GZIP;
    }

    /**
     * Takes the next bytes of the file. A line that is wrong does not keep them from being inflated: a damaged stream
     * shows itself a little behind the first wrong line.
     */
    void feed(byte[] bytes) {
        read += bytes.length;
        if (!gzip) {
            lines.feed(bytes, 0, bytes.length);
            return;
        }
        if (!begun) {
            begun = true;
            foreign = bytes[0] != 0x1f || (bytes.length > 1 && (bytes[1] & 0xff) != 0x8b);
        }
        if (!foreign) {
            gunzip.feed(bytes);
        }
    }

    private boolean sink(byte[] bytes, int length) {
        inflated += length;
        lines.feed(bytes, 0, length);
        return inflated <= most();
    }

    private long most() {
        return Math.max(MOST_INFLATED, MOST_TIMES * read);
    }

    /**
     * What is to be said of the bytes that came in.
     *
     * @param all whether they are the whole file
     * @param notes what is said is added here
     * @return the number of lines, where all of them were counted
     */
    Optional<Long> judge(boolean all, List<Note> notes) {
        if (foreign) {
            notes.add(Note.of(Topic.NOT_GZIP));
            return Optional.empty();
        }
        if (gunzip.damage() != null) {
            notes.add(new Note(Topic.DAMAGED_GZIP, gunzip.damage()));
            return Optional.empty();
        }
        boolean ended = all && (!gzip || gunzip.whole());
        if (ended) {
            lines.end();
        }
        if (lines.fault() != null) {
            notes.add(new Note(lines.fault(), "line " + lines.faultLine()));
            return Optional.empty();
        }
        if (gunzip.stopped()) {
            notes.add(new Note(Topic.INFLATES_TOO_FAR, "beyond " + (most() >> 20) + " MiB"));
            return Optional.empty();
        }
        if (!ended) {
            if (all) {
                notes.add(Note.of(Topic.TRUNCATED));
            }
            return Optional.empty();
        }
        if (lines.count() == 0) {
            notes.add(Note.of(Topic.NO_RECORDS));
        }
        return Optional.of(lines.count());
    }

    /** Whether what is to be said stands, however the file goes on. */
    boolean decided() {
        return foreign || gunzip.damage() != null || gunzip.stopped() || lines.fault() != null;
    }

    @Override
    public void close() {
        gunzip.close();
    }
}
