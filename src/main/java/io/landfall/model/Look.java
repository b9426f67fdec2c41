package io.landfall.model;

/** The outcome of looking into a storage for one dataset of one slot: it was seen, or it could not be. */
public sealed interface Look {

    /** The storage answered completely. */
    record Seen(Landing landing) implements Look {}

    /** The storage could not be asked, or its answer was cut short. */
    record Barred(Trouble trouble) implements Look {}
}
