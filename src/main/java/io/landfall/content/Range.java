package io.landfall.content;

/**
 * Bytes of a file to read.
 *
 * @param from the first one, counted from 0
 * @param length how many, at least 1
 */
public record Range(long from, int length) {

    /** The last byte, inclusive, as an HTTP range has it. */
    public long last() {
        return from + length - 1;
    }

    static Range of(long from, long to) {
        return new Range(from, Math.toIntExact(to - from));
    }
}
