package io.landfall.storage;

import static io.landfall.model.Shown.shown;

import io.landfall.model.Storage;
import io.landfall.model.Trouble;

/** A store could not be asked, or its answer cannot be used. Says nothing about what the store holds. */
public final class StoreFailure extends RuntimeException {
    private static final long serialVersionUID = 1;
    private static final int LONGEST = 400;

    private final transient Trouble trouble;
    private final boolean passing;

    private StoreFailure(Trouble trouble, boolean passing, Throwable cause) {
        super(trouble.toString(), cause);
        this.trouble = trouble;
        this.passing = passing;
    }

    /** One that is worth another try right away. */
    static StoreFailure passing(Storage storage, Trouble.Kind kind, String detail, String remedy, Throwable cause) {
        return new StoreFailure(trouble(storage, kind, detail, remedy), true, cause);
    }

    /** One that stays until somebody does something. */
    public static StoreFailure lasting(
            Storage storage, Trouble.Kind kind, String detail, String remedy, Throwable cause) {
        return new StoreFailure(trouble(storage, kind, detail, remedy), false, cause);
    }

    /** The same, where something has changed since, so that another try is worth it. */
    StoreFailure passingNow() {
        return new StoreFailure(trouble, true, this);
    }

    /** The same, where repeating it would not help. */
    StoreFailure lasting() {
        return new StoreFailure(trouble, false, this);
    }

    public Trouble trouble() {
        return trouble;
    }

    public boolean passing() {
        return passing;
    }

    private static Trouble trouble(Storage storage, Trouble.Kind kind, String detail, String remedy) {
        return new Trouble("storage:" + storage.name(), kind, shown(detail, LONGEST), remedy);
    }
}
