package io.landfall.verdict;

import io.landfall.calendar.Runs;
import io.landfall.model.Landing;
import io.landfall.model.Look;
import io.landfall.model.Manifest;
import io.landfall.model.Slot;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Whose a run is by the due time that its manifest tells: that overrules its start. */
final class Scheduled {
    private Scheduled() {}

    /** The runs but those that are another slot's. */
    static RunsView without(Slot slot, RunsView runs, Map<String, Look> seen) {
        if (!(runs instanceof RunsView.Asked asked)) {
            return runs;
        }
        Set<String> others = manifests(seen.values())
                .filter(m -> m.scheduledTime()
                        .filter(t -> !Runs.within(slot.due(), slot.next(), t))
                        .isPresent())
                .map(Manifest::run)
                .flatMap(Optional::stream)
                .collect(Collectors.toSet());
        return new RunsView.Asked(
                asked.runsOfSlot().stream()
                        .filter(run -> !others.contains(run.id()))
                        .toList(),
                asked.askedAt());
    }

    private static Stream<Manifest> manifests(Collection<Look> looks) {
        return looks.stream()
                .filter(Look.Seen.class::isInstance)
                .map(look -> ((Look.Seen) look).landing())
                .map(Landing::manifest)
                .flatMap(Optional::stream);
    }
}
