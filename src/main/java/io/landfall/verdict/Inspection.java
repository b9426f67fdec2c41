package io.landfall.verdict;

import io.landfall.model.Dataflow;
import io.landfall.model.Dataset;
import io.landfall.model.Depth;
import io.landfall.model.Export;
import io.landfall.model.Judgement;
import io.landfall.model.Landing;
import io.landfall.model.Look;
import io.landfall.model.Reconcile;
import io.landfall.model.Slot;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All that the judge of one slot goes by.
 *
 * @param dataflow as last reported; absent when the platform has none for this export
 * @param datasets those of the run's own source connection, else of the dataflow; empty when none are known
 * @param looks what the storage showed, by dataset id; absent where it was not looked at (yet)
 * @param kept earlier judgements that are final, by dataset id: answered unchanged, and counted into the sums
 * @param depth how deep the looks were to go
 * @param reconcile what the run's counts are used for
 * @param retention how long the storage keeps files by itself (Data Landing Zone: 7 days, Flow Service §12)
 * @param unscheduled the dataflow's schedule was changed before anything was said of this slot, and it is no due time of
 *     it any more
 */
public record Inspection(
        Slot slot,
        Optional<Dataflow> dataflow,
        List<Dataset> datasets,
        RunsView runs,
        Map<String, Look> looks,
        Map<String, Judgement> kept,
        Depth depth,
        Reconcile reconcile,
        Optional<Duration> retention,
        boolean unscheduled) {

    /** The dataset id of a judgement where no dataset is known. */
    public static final String NO_DATASET = "*";

    public Inspection {
        datasets = List.copyOf(datasets);
        looks = Map.copyOf(looks);
        kept = Map.copyOf(kept);
    }

    /** Of a slot that is one of the dataflow's schedule. */
    public Inspection(
            Slot slot,
            Optional<Dataflow> dataflow,
            List<Dataset> datasets,
            RunsView runs,
            Map<String, Look> looks,
            Map<String, Judgement> kept,
            Depth depth,
            Reconcile reconcile,
            Optional<Duration> retention) {
        this(slot, dataflow, datasets, runs, looks, kept, depth, reconcile, retention, false);
    }

    /** With what the export asks for, nothing looked at and nothing kept yet. */
    public static Inspection of(
            Export export, Slot slot, Optional<Dataflow> dataflow, List<Dataset> datasets, RunsView runs) {
        return new Inspection(
                slot,
                dataflow,
                datasets,
                runs,
                Map.of(),
                Map.of(),
                export.verify(),
                export.reconcile(),
                Optional.empty());
    }

    /** With what the storage showed; a run whose manifest names another due time is not this slot's (Flow Service §10). */
    public Inspection looked(Map<String, Look> seen) {
        return new Inspection(
                slot,
                dataflow,
                datasets,
                Scheduled.without(slot, runs, seen),
                seen,
                kept,
                depth,
                reconcile,
                retention,
                unscheduled);
    }

    public Inspection keeping(Map<String, Judgement> finals) {
        return new Inspection(slot, dataflow, datasets, runs, looks, finals, depth, reconcile, retention, unscheduled);
    }

    public Inspection retained(Duration by) {
        return new Inspection(
                slot, dataflow, datasets, runs, looks, kept, depth, reconcile, Optional.of(by), unscheduled);
    }

    public Inspection asked(RunsView view) {
        return new Inspection(slot, dataflow, datasets, view, looks, kept, depth, reconcile, retention, unscheduled);
    }

    public Inspection unscheduled(boolean now) {
        return new Inspection(slot, dataflow, datasets, runs, looks, kept, depth, reconcile, retention, now);
    }

    /** The ids of the datasets to judge, {@link #NO_DATASET} alone where none is known. */
    public List<String> ids() {
        return datasets.isEmpty()
                ? List.of(NO_DATASET)
                : datasets.stream().map(Dataset::id).distinct().toList();
    }

    /** Whether the deadline has come. */
    boolean over(Instant now) {
        return !now.isBefore(slot.deadline());
    }

    /** Whether the store has removed the slot's files by itself. */
    boolean expired(Instant now) {
        return over(now)
                && retention.map(r -> !now.isBefore(slot.due().plus(r))).orElse(false);
    }

    Optional<Landing> landing(String dataset) {
        Optional<Landing> earlier = Optional.ofNullable(kept.get(dataset)).flatMap(Judgement::landing);
        return earlier.isPresent()
                ? earlier
                : looks.get(dataset) instanceof Look.Seen seen ? Optional.of(seen.landing()) : Optional.empty();
    }
}
