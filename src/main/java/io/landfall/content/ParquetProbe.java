package io.landfall.content;

import io.landfall.content.FileFinding.Note;
import io.landfall.model.Compression;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Parquet: {@code PAR1}, data, footer, the footer's length, {@code PAR1}. Of a file larger than the first read the first
 * four bytes and the tail are read, together no more than a first read; a longer footer takes one read more.
 */
final class ParquetProbe extends ReadingProbe {
    static final int MAGIC = 4;
    private static final int END = 8;
    private static final int LONGEST_FOOTER = 16 << 20;
    private static final byte[] PLAIN = "PAR1".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] SEALED = "PARE".getBytes(StandardCharsets.US_ASCII);

    private final long size;
    private final Compression declared;
    private final int firstRead;
    private final List<Note> notes = new ArrayList<>();
    private Optional<Long> records = Optional.empty();

    ParquetProbe(long size, Compression declared, int firstRead) {
        super(size <= firstRead ? Range.of(0, size) : Range.of(0, MAGIC));
        this.size = size;
        this.declared = declared;
        this.firstRead = firstRead;
    }

    @Override
    Range look(Range range, byte[] bytes) {
        if (range.from() == 0 && !head(bytes)) {
            return null;
        }
        if (range.last() == size - 1) {
            return tail(range, bytes);
        }
        if (range.from() == 0) {
            return Range.of(size - (firstRead - MAGIC), size);
        }
        footer(bytes, 0, bytes.length, range.from());
        return null;
    }

    @Override
    FileFinding found() {
        return FileFinding.of(records, notes);
    }

    private boolean head(byte[] bytes) {
        int there = Math.min(bytes.length, MAGIC);
        if (!begins(bytes, PLAIN, there) && !begins(bytes, SEALED, there)) {
            notes.add(Note.of(Topic.NOT_PARQUET));
            return false;
        }
        return true;
    }

    private Range tail(Range range, byte[] bytes) {
        if (size < MAGIC + END) {
            notes.add(Note.of(Topic.TRUNCATED));
            return null;
        }
        int end = bytes.length;
        boolean sealed = Arrays.equals(bytes, end - MAGIC, end, SEALED, 0, MAGIC);
        if (!sealed && !Arrays.equals(bytes, end - MAGIC, end, PLAIN, 0, MAGIC)) {
            notes.add(new Note(Topic.BAD_FOOTER, "no mark at its end: cut short, or never finished"));
            return null;
        }
        long length = length(bytes, end - END);
        if (length <= 0 || length > size - MAGIC - END) {
            notes.add(new Note(Topic.BAD_FOOTER, "a footer's length of " + length + " bytes in " + size));
            return null;
        }
        if (sealed) {
            notes.add(Note.of(Topic.ENCRYPTED));
            return null;
        }
        if (length > LONGEST_FOOTER) {
            notes.add(new Note(Topic.FOOTER_TOO_LONG, length + " bytes"));
            return null;
        }
        long from = size - END - length;
        if (from < range.from()) {
            return Range.of(from, size - END);
        }
        footer(bytes, Math.toIntExact(from - range.from()), (int) length, from);
        return null;
    }

    private void footer(byte[] bytes, int from, int length, long dataEnd) {
        Footer footer = Footer.read(bytes, from, length, dataEnd);
        if (footer.fault() != null) {
            notes.add(new Note(Topic.BAD_FOOTER, footer.fault()));
            return;
        }
        records = Optional.of(footer.rows());
        if (footer.rows() == 0) {
            notes.add(Note.of(Topic.NO_RECORDS));
        }
        if (!footer.compressedAs(declared)) {
            notes.add(new Note(Topic.OTHER_CODEC, footer.codecs()));
        }
    }

    private static boolean begins(byte[] bytes, byte[] magic, int there) {
        return Arrays.equals(bytes, 0, there, magic, 0, there);
    }

    /** Four bytes, the lowest first, unsigned. */
    private static long length(byte[] bytes, int at) {
        return (bytes[at] & 0xffL)
                | (bytes[at + 1] & 0xffL) << 8
                | (bytes[at + 2] & 0xffL) << 16
                | (bytes[at + 3] & 0xffL) << 24;
    }
}
