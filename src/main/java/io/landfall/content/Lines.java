package io.landfall.content;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Counts the lines of newline-delimited JSON as they come in, in constant memory, and sees whether each is an object: its
 * first visible byte {@code {}, its last {@code }}. Blank lines do not count; the last line needs no newline.
 */
final class Lines {
    private static final int NONE = -1;
    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGH = 0x8080808080808080L;
    private static final long NEWLINES = '\n' * ONES;

    private long lines;
    private long at = 1;
    private int first = NONE;
    private int last = NONE;
    private Topic fault;
    private long faultLine;

    void feed(byte[] bytes, int from, int to) {
        int start = from;
        while (start < to && fault == null) {
            int end = newline(bytes, start, to);
            see(bytes, start, end);
            if (end < to && fault == null) {
                close();
            }
            start = end + 1;
        }
    }

    /** The end of the content: what stands after the last newline is a line. */
    void end() {
        if (first != NONE && fault == null) {
            close();
        }
    }

    /** The complete lines so far that are not blank. */
    long count() {
        return lines;
    }

    /** What is wrong with the first line that is no object; null while there is none. */
    Topic fault() {
        return fault;
    }

    /** Which line that is, from 1. */
    long faultLine() {
        return faultLine;
    }

    /** Where the next newline is, or {@code to}; eight bytes at a time. */
    private static int newline(byte[] bytes, int from, int to) {
        int i = from;
        for (; i <= to - Long.BYTES; i += Long.BYTES) {
            long x = (long) EIGHT.get(bytes, i) ^ NEWLINES;
            long zero = (x - ONES) & ~x & HIGH;
            if (zero != 0) {
                return i + (Long.numberOfTrailingZeros(zero) >>> 3);
            }
        }
        while (i < to && bytes[i] != '\n') {
            i++;
        }
        return i;
    }

    private void see(byte[] bytes, int start, int end) {
        int i = start;
        while (first == NONE && i < end) {
            if (visible(bytes[i])) {
                first = bytes[i] & 0xff;
                if (first != '{') {
                    setFault(lines > 0 ? Topic.DAMAGED_LINES : first == '[' ? Topic.JSON_ARRAY : Topic.NOT_NDJSON);
                    return;
                }
            }
            i++;
        }
        for (int j = end - 1; j >= start; j--) {
            if (visible(bytes[j])) {
                last = bytes[j] & 0xff;
                return;
            }
        }
    }

    private void close() {
        if (first != NONE) {
            if (last != '}') {
                setFault(lines == 0 ? Topic.NOT_NDJSON : Topic.DAMAGED_LINES);
                return;
            }
            lines++;
        }
        at++;
        first = NONE;
        last = NONE;
    }

    private void setFault(Topic topic) {
        fault = topic;
        faultLine = at;
    }

    private static boolean visible(byte b) {
        return b != ' ' && b != '\t' && b != '\r' && b != '\n';
    }
}
