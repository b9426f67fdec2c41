package io.landfall.emulator;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * The times of one export, in whole seconds: a run takes four minutes, less when it is not that long ago that it was
 * due, so that nothing lies in the future.
 */
record Timing(Instant scheduled, Instant started, Instant exported, Instant completed) {

    private static final Duration USUAL = Duration.ofMinutes(4);

    static Timing of(Instant slot, Instant now) {
        Duration since = Duration.between(slot, now);
        Duration whole = since.isNegative() || since.compareTo(USUAL) > 0 ? USUAL : since;
        return new Timing(slot, at(slot, whole.dividedBy(4)), at(slot, whole.dividedBy(2)), at(slot, whole));
    }

    /** The same start, but completed now. */
    static Timing late(Instant slot, Instant now) {
        Timing usual = of(slot, now);
        return new Timing(slot, usual.started(), usual.exported(), now.truncatedTo(ChronoUnit.SECONDS));
    }

    private static Instant at(Instant slot, Duration later) {
        return slot.plus(later).truncatedTo(ChronoUnit.SECONDS);
    }
}
