package io.landfall.model;

/**
 * Why somebody could not look: never evidence of a missing file.
 *
 * @param what the neighbour, {@code storage:<name>} or {@code platform:<name>}
 * @param kind what went wrong, for grouping
 * @param detail the neighbour's own code and words, redacted and cut
 * @param remedy what a person can do
 */
public record Trouble(String what, Kind kind, String detail, String remedy) {

    /** Kinds of trouble; each has one remedy. */
    public enum Kind {
        DENIED,
        EXPIRED,
        NO_SUCH_PLACE,
        UNREACHABLE,
        TIMED_OUT,
        HOST_KEY_CHANGED,
        LIMITED,
        REJECTED,
        BROKEN_ANSWER
    }

    @Override
    public String toString() {
        return what + " " + kind + ": " + detail;
    }
}
