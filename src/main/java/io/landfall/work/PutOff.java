package io.landfall.work;

import java.time.Instant;

/** Thrown by work that cannot be done yet: its execution is taken up again at a given time, and has not failed. */
public final class PutOff extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final Instant until;

    /**
     * @param until when it is taken up again
     * @param why safe to show
     */
    public PutOff(Instant until, String why) {
        super(why);
        this.until = until;
    }

    public Instant until() {
        return until;
    }
}
