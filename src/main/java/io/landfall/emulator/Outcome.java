package io.landfall.emulator;

/** How one export of a dataflow goes; what does not concern the whole run can differ between its datasets. */
public enum Outcome {
    /** Run and files as expected. */
    ON_TIME(false),
    /** Nothing at first; run and files come with {@link Exporter#deliverLate}. */
    LATE(true),
    /** The run fails, no files. */
    RUN_FAILED(true),
    /** The run stays in progress for ever, no files. */
    RUN_STUCK(true),
    /** No run, no files. */
    NOT_STARTED(true),
    /** The run succeeds and says that it wrote records; no files. */
    MISSING(false),
    /** The run succeeds and says one file more than there are. */
    PARTLY(false),
    /** Every file has zero bytes though the run wrote records. */
    EMPTY(false),
    /** The first file is damaged: the gzip stream cut, the Parquet footer gone. */
    TRUNCATED(false),
    /** Every file is something else: CSV text instead of Parquet, plain JSON under a {@code json.gz} name. */
    WRONG_FORMAT(false),
    /** The run succeeds with zero records, no files. */
    NOTHING_TO_EXPORT(false);

    private final boolean ofRun;

    Outcome(boolean ofRun) {
        this.ofRun = ofRun;
    }

    /** Whether it concerns the run as a whole, so that its datasets cannot differ. */
    public boolean ofRun() {
        return ofRun;
    }
}
