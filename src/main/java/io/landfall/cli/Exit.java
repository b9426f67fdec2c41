package io.landfall.cli;

/** The exit codes of all commands. */
final class Exit {
    /** All is well. */
    static final int WELL = 0;
    /** Could not do it; the reason is on stderr. */
    static final int FAILED = 1;
    /** Done, and there is something to tell: changes, a bad verdict, an open incident. */
    static final int TELL = 2;
    /** Wrong usage. */
    static final int USAGE = 64;
    /** Wrong configuration. */
    static final int CONFIG = 78;

    private Exit() {}
}
