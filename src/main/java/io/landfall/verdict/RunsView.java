package io.landfall.verdict;

import io.landfall.model.Run;
import io.landfall.model.Trouble;
import java.time.Instant;
import java.util.List;

/** What is known of the runs of a slot: the platform was asked, or it could not be. */
public sealed interface RunsView {

    /**
     * The platform answered completely: asked by dataflow, without a filter on metrics, paged until runs were last
     * updated before the slot.
     *
     * @param runsOfSlot the runs that belong to the slot, in any order
     * @param askedAt when it was asked
     */
    record Asked(List<Run> runsOfSlot, Instant askedAt) implements RunsView {
        public Asked {
            runsOfSlot = List.copyOf(runsOfSlot);
        }
    }

    /** The platform could not be asked, or its answer was cut short. */
    record NotAsked(Trouble trouble) implements RunsView {}
}
