package io.landfall.runtime;

import io.landfall.model.Slot;
import io.landfall.model.Verdict;
import java.time.Duration;
import java.time.Instant;

/** When a slot need not be looked at any more; pure. */
final class Closing {
    /** How long after its deadline a bad slot is still looked at: files that come later are found by {@code verify}. */
    static final Duration PATIENCE = Duration.ofDays(7);

    private Closing() {}

    static boolean done(Verdict verdict, Slot slot, Instant now) {
        boolean over = !now.isBefore(slot.deadline());
        return switch (verdict) {
            case LANDED, LANDED_LATE, EXPIRED -> true;
            case NOTHING_TO_EXPORT, PAUSED, ENDED -> over;
            case WAITING,
                    SETTLING,
                    UNKNOWN,
                    NOT_STARTED,
                    RUN_FAILED,
                    RUN_STUCK,
                    MISSING,
                    INCOMPLETE,
                    EMPTY,
                    WRONG_FORMAT,
                    CORRUPT -> !now.isBefore(slot.deadline().plus(PATIENCE));
        };
    }
}
