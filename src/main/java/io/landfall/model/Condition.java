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
}
