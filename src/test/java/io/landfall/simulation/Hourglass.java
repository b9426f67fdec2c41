package io.landfall.simulation;

import com.github.kagkarlsson.scheduler.testhelper.SettableClock;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** The one clock of a performance: it stands until it is turned. */
final class Hourglass extends Clock {
    private Instant now;

    Hourglass(Instant now) {
        this.now = now;
    }

    void turn(Instant to) {
        Require.that(!to.isBefore(now), () -> "time goes back from " + now + " to " + to);
        now = to;
    }

    void pass(Duration time) {
        now = now.plus(time);
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

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("times are in UTC");
    }
}
