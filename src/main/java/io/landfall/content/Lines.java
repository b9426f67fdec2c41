package io.landfall.content;

/**
 * Counts the lines of newline-delimited JSON as they come in, in constant memory, and sees whether each is an object: its
 * first visible byte {@code {}, its last {@code }}. Blank lines do not count; the last line needs no newline.
 */
final class Lines {
    private static final int NONE = -1;

    private long lines;
    private long at = 1;
    private int first = NONE;
    private int last = NONE;
    private Topic fault;
    private long faultLine;

    void feed(byte[] bytes, int from, int to) {
        int start = from;
        while (start < to && fault == null) {
            int end = start;
            while (end < to && bytes[end] != '\n') {
                end++;
            }
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
