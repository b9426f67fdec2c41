package io.landfall.content;

import io.landfall.content.FileFinding.Note;
import io.landfall.model.Compression;
import io.landfall.model.Depth;
import io.landfall.model.Format;
import io.landfall.model.StoredFile;

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

    /** The check of a file of this declared format to this depth, {@link #FIRST_READ} bytes first. */
    static Probe of(StoredFile file, Format format, Compression compression, Depth depth) {
        return of(file, format, compression, depth, FIRST_READ);
    }

    /**
     * The check of a file: by its name and size alone where these are wrong already or the depth is {@code PRESENCE}.
     *
     * @param firstRead bytes, at least 1024
     */
    static Probe of(StoredFile file, Format format, Compression compression, Depth depth, int firstRead) {
        if (firstRead < 1024) {
            throw new IllegalArgumentException("a first read of " + firstRead + " bytes");
        }
        if (file.bytes() == 0) {
            return new KnownProbe(FileFinding.of(Note.of(Topic.ZERO_BYTES)));
        }
        if (!DataFiles.suffixFits(file.name(), format, compression)) {
            return new KnownProbe(FileFinding.of(Note.of(Topic.WRONG_SUFFIX)));
        }
        return switch (depth) {
            case PRESENCE -> new KnownProbe(FileFinding.of());
            case INTEGRITY, RECORDS ->
                switch (format) {
                    case PARQUET -> new ParquetProbe(file.bytes(), compression, firstRead);
                    case JSON -> new JsonProbe(file.bytes(), compression, depth, firstRead);
                };
        };
    }
}
