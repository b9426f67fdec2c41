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
    private static final int TAIL = 4096;

    private final long size;
    private final Compression compression;
    private final Depth depth;
    private final List<Note> notes = new ArrayList<>();
    private Optional<Long> records = Optional.empty();

    JsonProbe(long size, Compression compression, Depth depth, int firstRead) {
        super(Range.of(0, Math.min(size, firstRead)));
        this.size = size;
        this.compression = compression;
        this.depth = depth;
    }

    @Override
    Range look(Range range, byte[] bytes) {
        if (range.from() > 0) {
            tail(bytes);
            return null;
        }
        boolean whole = range.length() == size;
        try (Text text = new Text(compression)) {
            text.feed(bytes);
            records = text.judge(whole, notes);
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

    private void tail(byte[] bytes) {
        for (byte b : bytes) {
            if (b != 0) {
                if (compression == Compression.NONE) {
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
