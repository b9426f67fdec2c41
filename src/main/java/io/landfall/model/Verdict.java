package io.landfall.model;

/** The closed list of what Landfall says about one dataset of one slot; switched over without a default branch. */
public enum Verdict {
    /** Not due yet, or due and still within its grace. */
    WAITING,
    /** Files are there; the run is not finished or the set is still changing, within grace. */
    SETTLING,
    /** All there, checked to the depth asked, the newest data file by the deadline. */
    LANDED,
    /** As {@link #LANDED}, after the deadline. */
    LANDED_LATE,
    /** The run succeeded with zero records and nothing landed. */
    NOTHING_TO_EXPORT,
    /** Asked about after the store's own retention. */
    EXPIRED,
    /** The dataflow is disabled. */
    PAUSED,
    /** The dataflow's end time has passed. */
    ENDED,
    /** The storage or the platform could not be asked, or cannot decide. */
    UNKNOWN,
    /** The deadline has passed and no run exists for the slot. */
    NOT_STARTED,
    /** The run failed. */
    RUN_FAILED,
    /** The run is not finished at the deadline. */
    RUN_STUCK,
    /** The run says that it wrote records; the folder holds no file. */
    MISSING,
    /** Fewer files, or with {@code reconcile=fail} fewer records, than the run or the manifest says. */
    INCOMPLETE,
    /** Data files of zero bytes or zero records though the run wrote some. */
    EMPTY,
    /** Suffix or head is not the declared format and compression. */
    WRONG_FORMAT,
    /** The head is right, the rest is not. */
    CORRUPT;

    /** Whether somebody has to be told; {@link #NOTHING_TO_EXPORT} is bad only with {@code empty=alert}. */
    public boolean bad(boolean alertOnEmpty) {
        return switch (this) {
            case UNKNOWN, NOT_STARTED, RUN_FAILED, RUN_STUCK, MISSING, INCOMPLETE, EMPTY, WRONG_FORMAT, CORRUPT -> true;
            case NOTHING_TO_EXPORT -> alertOnEmpty;
            case WAITING, SETTLING, LANDED, LANDED_LATE, EXPIRED, PAUSED, ENDED -> false;
        };
    }

    /** Whether the slot need never be looked at again. */
    public boolean last() {
        return this == LANDED || this == LANDED_LATE;
    }

    /** A verdict of the run, the same for all datasets of the slot. */
    public boolean ofTheRun() {
        return this == NOT_STARTED || this == RUN_FAILED || this == RUN_STUCK;
    }

    /** How loud an incident of this verdict is unless the export says so itself. */
    public Severity severity() {
        return this == UNKNOWN ? Severity.TICKET : Severity.PAGE;
    }
}
