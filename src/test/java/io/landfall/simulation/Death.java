package io.landfall.simulation;

/** The process is dead: nothing that it still does has an effect. */
final class Death extends Error {
    private static final long serialVersionUID = 1L;

    Death(String where) {
        super("dead " + where, null, false, false);
    }
}
