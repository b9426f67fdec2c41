package io.landfall.verdict;

import io.landfall.calendar.Runs;
import io.landfall.model.Run;
import io.landfall.model.RunState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What has to be asked before a slot can be judged.
 *
 * @param runs the platform again: what is known of the runs is older than the deadline, and a run that was missing,
 *     failed or not finished then may be a good one now
 * @param storage how much of the storage
 */
public record Need(boolean runs, Storage storage) {

    /** How much of the storage has to be asked. */
    public enum Storage {
        /** Nothing; no look changes the verdict. */
        NOTHING,
        /** Whether there are files; reading any is too early. */
        LISTING,
        /** All that the export's depth asks for. */
        CONTENT
    }

    /**
     * No store is asked before a run exists and within grace, when the run's verdict comes first (failed, or not finished
     * at the deadline), when the runs are not known, while the dataflow is paused or has ended and shows no run, after the
     * store's retention, and when all is landed already. After the deadline without a run it is asked: files are evidence
     * that something ran.
     */
    public static Need of(Inspection inspection, Instant now) {
        if (inspection.kept().keySet().containsAll(inspection.ids())) {
            return new Need(false, Storage.NOTHING);
        }
        if (!(inspection.runs() instanceof RunsView.Asked asked)) {
            return new Need(true, Storage.NOTHING);
        }
        Optional<Run> run = Runs.best(asked.runsOfSlot());
        if (stale(inspection, asked, run, now)) {
            return new Need(true, Storage.NOTHING);
        }
        boolean known = !inspection.ids().equals(List.of(Inspection.NO_DATASET));
        return new Need(
                false,
                known && !inspection.expired(now) ? storage(inspection, run, inspection.over(now)) : Storage.NOTHING);
    }

    /** Whether the runs were asked for before the deadline, it has passed since, and the run seen then was no good one. */
    static boolean stale(Inspection inspection, RunsView.Asked asked, Optional<Run> run, Instant now) {
        return inspection.over(now)
                && asked.askedAt().isBefore(inspection.slot().deadline())
                && run.filter(r -> r.state() == RunState.SUCCEEDED).isEmpty();
    }

    private static Storage storage(Inspection inspection, Optional<Run> run, boolean over) {
        if (run.isEmpty()) {
            return over && Pause.of(inspection).isEmpty() ? Storage.CONTENT : Storage.NOTHING;
        }
        return switch (run.get().state()) {
            case SUCCEEDED, PARTIAL -> Storage.CONTENT;
            case UNFINISHED, UNKNOWN -> over ? Storage.NOTHING : Storage.LISTING;
            case FAILED -> Storage.NOTHING;
        };
    }
}
