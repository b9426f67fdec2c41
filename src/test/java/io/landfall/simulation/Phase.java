package io.landfall.simulation;

import io.landfall.model.Landing;
import io.landfall.model.Run;
import io.landfall.model.Verdict;
import java.time.Instant;
import java.util.List;

/**
 * From one moment on the world shows this of a slot, and this is what it means once its deadline has passed.
 *
 * @param means the meaning; written down by whoever made the world, never worked out from what it shows
 */
record Phase(Instant from, List<Run> runs, Landing landing, Verdict means) {

    boolean good() {
        return switch (means) {
            case LANDED, LANDED_LATE, NOTHING_TO_EXPORT -> true;
            case WAITING,
                    SETTLING,
                    EXPIRED,
                    PAUSED,
                    ENDED,
                    UNKNOWN,
                    NOT_STARTED,
                    RUN_FAILED,
                    RUN_STUCK,
                    MISSING,
                    INCOMPLETE,
                    EMPTY,
                    WRONG_FORMAT,
                    CORRUPT -> false;
        };
    }
}
