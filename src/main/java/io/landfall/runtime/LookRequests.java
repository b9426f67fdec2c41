package io.landfall.runtime;

import io.landfall.calendar.Runs;
import io.landfall.model.Config;
import io.landfall.model.Dataflow;
import io.landfall.model.Dataset;
import io.landfall.model.Depth;
import io.landfall.model.Export;
import io.landfall.model.Reconcile;
import io.landfall.model.Run;
import io.landfall.model.Target;
import io.landfall.storage.ByteBudget;
import io.landfall.storage.LookRequest;
import io.landfall.verdict.Inspection;
import io.landfall.verdict.Need;
import io.landfall.verdict.RunsView;
import java.util.Optional;

/** What to ask a storage for one dataset of an inspection. */
final class LookRequests {
    private LookRequests() {}

    /** @param target where and how the dataflow writes */
    static LookRequest of(
            Config config,
            Export export,
            Target target,
            Inspection inspection,
            Dataset dataset,
            Need.Storage need,
            ByteBudget budget) {
        Optional<Run> run =
                inspection.runs() instanceof RunsView.Asked asked ? Runs.best(asked.runsOfSlot()) : Optional.empty();
        return new LookRequest(
                config.storage(export).in(export.key().platform(), export.key().sandbox()),
                target.path(),
                dataset,
                inspection.slot().due(),
                inspection.slot().next(),
                inspection.dataflow().flatMap(Dataflow::folderTemplate).or(export::folder),
                target.format(),
                target.compression(),
                need == Need.Storage.LISTING ? Depth.PRESENCE : export.verify(),
                export.reconcile() == Reconcile.OFF ? Optional.empty() : run.flatMap(Run::files),
                run.map(Run::began),
                config.settings().settle(),
                budget);
    }
}
