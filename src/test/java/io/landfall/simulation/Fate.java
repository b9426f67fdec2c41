package io.landfall.simulation;

/** What the world does with one slot. */
enum Fate {
    GOOD,
    /** The files come before the run begins to tell how many. */
    WITHOUT_COUNTS,
    /** The files appear in the store some time after the run ended. */
    LAGGING,
    FAILED,
    /** Failed, and run again with success. */
    RETRIED,
    /** Run again although it had succeeded. */
    AD_HOC,
    /** It had not finished in time, and does later or never. */
    SLOW,
    STUCK,
    /** A state that nobody has heard of, and later success. */
    STRANGE,
    NO_RUN,
    /** A run that had nothing to do. */
    NOTHING,
    /** It says that it wrote, and nothing is there. */
    MISSING,
    SHORT,
    PARTIAL,
    LOSSES,
    ZERO_BYTES,
    WRONG_FORMAT,
    CORRUPT,
    /** Success without any count, and nothing there. */
    SPEECHLESS
}
