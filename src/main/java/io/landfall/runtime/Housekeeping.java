package io.landfall.runtime;

import io.landfall.model.Config;
import io.landfall.state.Attic;
import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Removes what is older than {@code state.keep}, a little at a time. */
public final class Housekeeping {
    /** Rows of a kind and turn: a fraction of a second of the write lock of SQLite. */
    static final int BATCH = 500;

    private static final Logger LOG = LoggerFactory.getLogger(Housekeeping.class);

    private final Duration keep;
    private final Attic attic;
    private final Clock clock;

    public Housekeeping(Config.Settings settings, Attic attic, Clock clock) {
        this.keep = settings.stateKeep();
        this.attic = attic;
        this.clock = clock;
    }

    /** One batch; whether there may be more. */
    public boolean sweep() {
        int gone = attic.clear(clock.instant().minus(keep), BATCH);
        if (gone > 0) {
            LOG.debug("removed {} rows older than {}", gone, keep);
        }
        return gone > 0;
    }
}
