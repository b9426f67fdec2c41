package io.landfall.simulation;

import com.github.kagkarlsson.scheduler.testhelper.SettableClock;
import io.landfall.TestClock;
import java.time.Instant;

/** The one clock of a performance: it stands until it is turned, and never goes back. */
final class Hourglass extends TestClock {
    Hourglass(Instant now) {
        super(now);
    }

    void turn(Instant to) {
        Require.that(!to.isBefore(now), () -> "time goes back from " + now + " to " + to);
        now = to;
    }

    /** The same as db-scheduler knows one. */
    SettableClock scheduler() {
        return new SettableClock() {
            @Override
            public Instant now() {
                return Hourglass.this.now;
            }
        };
    }
}
