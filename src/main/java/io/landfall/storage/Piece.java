package io.landfall.storage;

import io.landfall.model.StoredFile;

/**
 * Bytes to read of a file as it was listed.
 *
 * @param from the first one, counted from 0
 * @param length how many, at least 1
 */
public record Piece(StoredFile file, long from, int length) {

    /** The last byte, inclusive. */
    public long last() {
        return from + length - 1;
    }

    /** Whether it goes to the end of the file as listed. */
    boolean toTheEnd() {
        return from + length == file.bytes();
    }
}
