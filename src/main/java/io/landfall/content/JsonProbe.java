package io.landfall.content;

import io.landfall.content.FileFinding.Kind;
import io.landfall.content.FileFinding.Note;
import io.landfall.model.Compression;
import io.landfall.model.Depth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Newline-delimited JSON, gzip or plain: a file that fits into the first read is looked through to its end; of a larger
 * one the head is inflated as far as it goes, and its last bytes are looked at.
 *
 * <p>The length in a gzip trailer is used only where everything before it was inflated: alone it proves nothing, since a
 * file may have several members.
 */
final class JsonProbe extends ReadingProbe {
    /** How far one file is inflated, bytes; what goes beyond is left, and said to be. */
    static final long MOST_INFLATED = 64L << 20;

    private static final int TAIL = 4096;

    private final long size;
    private final boolean gzip;
    private final Depth depth;
    private final Lines lines = new Lines();
    private final List<Note> notes = new ArrayList<>();
    private long inflated;
    private Optional<Long> records = Optional.empty();

    JsonProbe(long size, Compression compression, Depth depth, int firstRead) {
        super(Range.of(0, Math.min(size, firstRead)));
        this.size = size;
        this.gzip = compression == Compression.GZIP;
        this.depth = depth;
    }

    @Override
    Range look(Range range, byte[] bytes) {
        if (range.from() > 0) {
            tail(bytes);
            return null;
        }
        boolean whole = range.length() == size;
        if (gzip) {
            gzip(bytes, whole);
        } else {
            lines.feed(bytes, 0, bytes.length);
            content(whole);
        }
        if (whole || FileFinding.of(records, notes).kind() != Kind.GOOD) {
            return null;
        }
        notes.add(Note.of(Topic.MIDDLE_NOT_READ));
        if (depth == Depth.RECORDS) {
            notes.add(Note.of(Topic.NOT_COUNTED));
        }
        return Range.of(Math.max(range.last() + 1, size - TAIL), size);
    }

    @Override
    FileFinding found() {
        return FileFinding.of(records, notes);
    }

    private void gzip(byte[] bytes, boolean whole) {
        if (bytes[0] != 0x1f || (bytes.length > 1 && (bytes[1] & 0xff) != 0x8b)) {
            notes.add(Note.of(Topic.NOT_GZIP));
            return;
        }
        try (Gunzip gunzip = new Gunzip(this::sink)) {
            gunzip.feed(bytes);
            if (gunzip.damage() != null) {
                notes.add(new Note(Topic.DAMAGED_GZIP, gunzip.damage()));
                return;
            }
            boolean ended = whole && gunzip.whole();
            content(ended);
            if (gunzip.stopped()) {
                notes.add(new Note(Topic.INFLATES_TOO_FAR, "beyond " + (MOST_INFLATED >> 20) + " MiB"));
            } else if (whole && !ended) {
                notes.add(Note.of(Topic.TRUNCATED));
            }
        }
    }

    private boolean sink(byte[] bytes, int length) {
        inflated += length;
        lines.feed(bytes, 0, length);
        return inflated <= MOST_INFLATED;
    }

    /** Judges what was seen of the content, which may be all of it. */
    private void content(boolean ended) {
        if (ended) {
            lines.end();
        }
        if (lines.fault() != null) {
            notes.add(new Note(lines.fault(), "line " + lines.faultLine()));
        } else if (ended) {
            records = Optional.of(lines.count());
            if (lines.count() == 0) {
                notes.add(Note.of(Topic.NO_RECORDS));
            }
        }
    }

    private void tail(byte[] bytes) {
        for (byte b : bytes) {
            if (b != 0) {
                if (!gzip) {
                    plainTail(bytes);
                }
                return;
            }
        }
        notes.add(Note.of(Topic.ZERO_TAIL));
    }

    private void plainTail(byte[] bytes) {
        int i = bytes.length - 1;
        while (i > 0 && (bytes[i] == '\n' || bytes[i] == '\r' || bytes[i] == ' ')) {
            i--;
        }
        if (bytes[i] != '}') {
            notes.add(Note.of(Topic.TRUNCATED));
        }
    }
}
