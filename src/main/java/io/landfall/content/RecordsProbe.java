package io.landfall.content;

import io.landfall.content.FileFinding.Note;
import io.landfall.model.Compression;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Counts the records of newline-delimited JSON, gzip or plain, of any size: piece after piece to the file's end, or to the
 * first thing that is wrong. It holds one piece.
 */
final class RecordsProbe extends ReadingProbe {
    private final long size;
    private final int piece;
    private final Text text;
    private final List<Note> notes = new ArrayList<>();
    private Optional<Long> records = Optional.empty();

    RecordsProbe(long size, Compression compression, int piece) {
        super(Range.of(0, Math.min(size, piece)));
        this.size = size;
        this.piece = piece;
        this.text = new Text(compression);
    }

    @Override
    Range look(Range range, byte[] bytes) {
        text.feed(bytes);
        long next = range.last() + 1;
        if (next < size && !text.decided()) {
            return Range.of(next, Math.min(size, next + piece));
        }
        // a probe that never gets here leaves its inflater to the collector, which ends it too
        text.close();
        records = text.judge(next == size, notes);
        return null;
    }

    @Override
    FileFinding found() {
        return FileFinding.of(records, notes);
    }
}
