package io.landfall.model;

/** What can be wrong with an export beside its slots. */
public enum Condition {
    NO_DATAFLOW,
    ENDED,
    ENDING_SOON,
    CREDENTIAL_EXPIRING,
    DRIFT,
    DATASET_GONE,
    UNEXPLAINED_FOLDER;

    public Severity severity() {
        return this == NO_DATAFLOW || this == ENDED ? Severity.PAGE : Severity.INFO;
    }

    /** Whether people are reminded of it: not of what is said once, nor of a day that is told again as it comes nearer. */
    public boolean reminded() {
        return switch (this) {
            case NO_DATAFLOW, DRIFT, DATASET_GONE -> true;
            case ENDED, ENDING_SOON, CREDENTIAL_EXPIRING, UNEXPLAINED_FOLDER -> false;
        };
    }
}
