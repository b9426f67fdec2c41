package io.landfall.emulator;

/** Switches for what the public documentation leaves open or contradicts itself about; each can be changed at any time. */
public final class Behaviour {

    private volatile boolean touchesAfterCreate = true;
    private volatile int readsUntilTouched;
    private volatile int initializingReads;
    private volatile int lingeringReads;
    private volatile boolean spellsAtWill;
    private volatile boolean mergesOnReplace;
    private volatile boolean masksSecrets = true;
    private volatile String folderTemplate;
    private volatile int pageSize = Listing.MOST;
    private volatile int shortDatasetPages = Integer.MAX_VALUE;
    private volatile boolean datasetPageInfo = true;

    Behaviour() {}

    /** Default true: the service changes each new entity once by itself, so the etag of the POST is stale (§4). */
    public Behaviour touchAfterCreate(boolean value) {
        touchesAfterCreate = value;
        return this;
    }

    /** After so many readings by its id a new entity is changed by the service once more. Default 0: not (§4). */
    public Behaviour touchAfterReads(int reads) {
        readsUntilTouched = reads;
        return this;
    }

    /** In so many answers a new entity says that it is {@code initializing}; no action is applicable until then (§8). */
    public Behaviour initializing(int reads) {
        initializingReads = reads;
        return this;
    }

    /** In so many answers a deleted entity still is there, {@code delete-finalizing}. Default 0 (§8). */
    public Behaviour lingering(int reads) {
        lingeringReads = reads;
        return this;
    }

    /** Default false: states and the words of formats come in upper, lower or mixed case, each entity in its own (§8, §9). */
    public Behaviour spellAtWill(boolean value) {
        spellsAtWill = value;
        return this;
    }

    /** Default false: replacing {@code /params} or {@code /scheduleParams} replaces the whole object (§4). */
    public Behaviour mergeOnReplace(boolean value) {
        mergesOnReplace = value;
        return this;
    }

    /** Default true: passwords and keys come back shortened to {@code abc****} (§6). */
    public Behaviour maskSecrets(boolean value) {
        masksSecrets = value;
        return this;
    }

    /**
     * The only spelling of the folder template that is kept, {@code foldernameTemplate} or {@code folderNameTemplate};
     * the other is dropped silently. Default null: both are kept (§8).
     */
    public Behaviour folderTemplate(String onlySpelling) {
        folderTemplate = onlySpelling;
        return this;
    }

    /** The most items on a page of any list, whatever its limit says. Default 100. */
    public Behaviour pageSize(int atMost) {
        pageSize = atMost;
        return this;
    }

    /** The most items on a page of the dataset list, with {@code hasNext} telling the truth (§7). Default: no bound. */
    public Behaviour shortDatasetPages(int atMost) {
        shortDatasetPages = atMost;
        return this;
    }

    /** Default true; false leaves {@code pageInfo} out of the dataset list (§7). */
    public Behaviour datasetPageInfo(boolean value) {
        datasetPageInfo = value;
        return this;
    }

    boolean touchesAfterCreate() {
        return touchesAfterCreate;
    }

    int readsUntilTouched() {
        return readsUntilTouched;
    }

    int initializingReads() {
        return initializingReads;
    }

    int lingeringReads() {
        return lingeringReads;
    }

    boolean spellsAtWill() {
        return spellsAtWill;
    }

    boolean mergesOnReplace() {
        return mergesOnReplace;
    }

    boolean masksSecrets() {
        return masksSecrets;
    }

    String folderTemplate() {
        return folderTemplate;
    }

    int pageSize() {
        return pageSize;
    }

    int shortDatasetPages() {
        return shortDatasetPages;
    }

    boolean hasDatasetPageInfo() {
        return datasetPageInfo;
    }
}
