package io.landfall.content;

import io.landfall.content.FileFinding.Note;
import io.landfall.model.Compression;
import io.landfall.model.Depth;
import io.landfall.model.Format;
import io.landfall.model.StoredFile;
import java.util.Optional;

/**
 * The check of one file, driven by whoever reads it:
 *
 * <pre>{@code
 * while (probe.more()) {
 *     Range range = probe.next();
 *     probe.take(read(range));
 * }
 * FileFinding finding = probe.finding();
 * }</pre>
 *
 * The ranges of a file need not be neighbours and may be any number: a check that streams through a whole file asks for
 * one piece after the other. A probe holds no more than what one range gave, belongs to one thread at a time, and never
 * fails over what is in a file.
 */
public interface Probe {
    /** The first read, bytes: a file of this size or less is read at once, and whole. */
    int FIRST_READ = 64 * 1024;

    /** Whether another range has to be read. */
    boolean more();

    /**
     * The range to read; the same one until its bytes were taken.
     *
     * @throws IllegalStateException where nothing more has to be read
     */
    Range next();

    /**
     * Takes the bytes of the range that {@link #next} gave.
     *
     * @throws ShortReadException where they are not as many as asked for; the probe then is as it was before
     */
    void take(byte[] bytes) throws ShortReadException;

    /**
     * What was found out.
     *
     * @throws IllegalStateException while something has to be read
     */
    FileFinding finding();

    /**
     * What a file's name and size tell already: all, where these are wrong or the depth is {@code PRESENCE}; then nothing
     * of it has to be read.
     */
    static Optional<FileFinding> unread(StoredFile file, Format format, Compression compression, Depth depth) {
        if (file.bytes() == 0) {
            return Optional.of(FileFinding.of(Note.of(Topic.ZERO_BYTES)));
        }
        if (!DataFiles.suffixFits(file.name(), format, compression)) {
            return Optional.of(FileFinding.of(Note.of(Topic.WRONG_SUFFIX)));
        }
        return switch (depth) {
            case PRESENCE -> Optional.of(FileFinding.of());
            case INTEGRITY, RECORDS -> Optional.empty();
        };
    }

    /**
     * How many bytes of a file are read for its records alone: all of it for JSON that is larger than a first read, none
     * for Parquet, whose footer is read anyway.
     */
    static long forRecords(StoredFile file, Format format, Depth depth) {
        return switch (depth) {
            case PRESENCE, INTEGRITY -> 0;
            case RECORDS ->
                switch (format) {
                    case PARQUET -> 0;
                    case JSON -> file.bytes() <= FIRST_READ ? 0 : file.bytes();
                };
        };
    }

    /** The check of a file of this declared format to this depth. */
    static Probe of(StoredFile file, Format format, Compression compression, Depth depth, Reads reads) {
        return unread(file, format, compression, depth)
                .<Probe>map(KnownProbe::new)
                .orElseGet(() -> switch (format) {
                    case PARQUET -> new ParquetProbe(file.bytes(), compression, reads.first());
                    case JSON ->
                        depth == Depth.RECORDS && reads.whole()
                                ? new RecordsProbe(file.bytes(), compression, reads.piece())
                                : new JsonProbe(file.bytes(), compression, depth, reads.first());
                });
    }
}
