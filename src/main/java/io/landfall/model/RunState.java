package io.landfall.model;

/** What the spellings of a run's state come down to (Flow Service §9.2); {@code UNKNOWN} counts as not finished. */
public enum RunState {
    SUCCEEDED,
    PARTIAL,
    FAILED,
    UNFINISHED,
    UNKNOWN
}
