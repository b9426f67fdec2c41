package io.landfall.calendar;

import io.landfall.model.Run;
import io.landfall.model.Schedule;
import io.landfall.model.Slot;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Which slot a run belongs to, and which of several runs a slot is judged by. */
public final class Runs {
    /** How much earlier than its slot a run may begin. */
    public static final Duration EARLY = Duration.ofMinutes(5);

    private static final Comparator<Run> WORST_TO_BEST =
            Comparator.comparingInt(Runs::rank).thenComparing(Run::began).thenComparing(Run::id);

    private Runs() {}

    /** The due time of the slot that a run belongs to: the newest one at or before its beginning, five minutes early allowed. */
    public static Optional<Instant> slotOf(Schedule schedule, Run run) {
        return slotOf(schedule, run, Optional.empty());
    }

    /** As {@link #slotOf(Schedule, Run)}; the {@code scheduledTime} of the run's manifest overrules (Flow Service §10). */
    public static Optional<Instant> slotOf(Schedule schedule, Run run, Optional<Instant> scheduledTime) {
        return Calendar.newestAtOrBefore(
                schedule, scheduledTime.orElse(run.began()).plus(EARLY));
    }

    /** Those of {@code runs} that belong to the slot, the best one first. */
    public static List<Run> ofSlot(Slot slot, Collection<Run> runs) {
        return runs.stream()
                .filter(run -> within(slot.due(), slot.next(), run.began()))
                .sorted(WORST_TO_BEST.reversed())
                .toList();
    }

    /** Whether a run's start, or the due time that its manifest tells, is of the slot {@code [due, next)}. */
    public static boolean within(Instant due, Instant next, Instant time) {
        return !time.isBefore(due.minus(EARLY)) && (next.equals(Instant.MAX) || time.isBefore(next.minus(EARLY)));
    }

    /**
     * The run that a slot is judged by: a succeeded one that wrote something, then a succeeded one, then a partial one,
     * then one that is not finished (it may be the repetition of a failed one), then a failed one; of equals the latest,
     * so that a repetition mends what was damaged.
     */
    public static Optional<Run> best(Collection<Run> runs) {
        return runs.stream().max(WORST_TO_BEST);
    }

    private static int rank(Run run) {
        boolean lossless = run.failedRecords().filter(n -> n > 0).isEmpty();
        return switch (run.state()) {
            case SUCCEEDED -> !lossless ? 2 : run.records().filter(n -> n == 0).isPresent() ? 3 : 4;
            case PARTIAL -> 2;
            case UNFINISHED, UNKNOWN -> 1;
            case FAILED -> 0;
        };
    }
}
