package io.landfall.verdict;

import io.landfall.calendar.Calendar;
import io.landfall.model.Landing;
import io.landfall.model.Manifest;
import io.landfall.model.Reconcile;
import io.landfall.model.Run;
import io.landfall.model.Shown;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The findings beside the one that made the verdict. */
final class Remarks {
    private Remarks() {}

    static List<String> on(Inspection inspection, String dataset, Optional<Run> run, Optional<Landing> landing) {
        List<String> remarks = new ArrayList<>();
        run.map(Wording::run).ifPresent(remarks::add);
        landing.map(Landing::findings).ifPresent(remarks::addAll);
        landing.flatMap(Landing::manifest).map(m -> manifest(m, run)).ifPresent(remarks::addAll);
        if (run.isPresent()) {
            landing.filter(l -> l.files() > 0).ifPresent(l -> {
                remarks.add(Wording.folder(l));
                remarks.addAll(counted(inspection, dataset, run, l));
            });
            if (inspection.reconcile() == Reconcile.OFF && landing.isPresent()) {
                remarks.add("the run's counts are ignored (reconcile=off)");
            }
        } else if (landing.filter(l -> l.files() > 0).isPresent()) {
            remarks.add("no run is known for this slot, so no count of one was compared");
        }
        if (inspection.runs() instanceof RunsView.Asked asked
                && asked.runsOfSlot().size() > 1) {
            remarks.add(Wording.count(asked.runsOfSlot().size(), "run") + " belong to this slot");
        }
        return remarks;
    }

    private static List<String> manifest(Manifest manifest, Optional<Run> run) {
        List<String> remarks = new ArrayList<>();
        if (manifest.complete()) {
            remarks.add("complete by the run's manifest: " + Wording.count(manifest.files(), "file"));
        }
        if (run.isPresent()
                && manifest.run().filter(id -> !id.equals(run.get().id())).isPresent()) {
            remarks.add("the manifest is of another run, "
                    + Shown.shown(manifest.run().get()));
        }
        return remarks;
    }

    static String noRun(Inspection inspection, Instant now) {
        String asked = inspection.runs() instanceof RunsView.Asked view
                ? " (asked at " + Wording.at(view.askedAt()) + ")"
                : "";
        if (inspection.dataflow().isEmpty()) {
            return "no dataflow exists for this export" + asked + ", so no run was started";
        }
        Instant end = Calendar.assumedEnd(inspection.dataflow().get());
        boolean perhapsEnded = inspection.dataflow().get().schedule().end().isEmpty() && !now.isBefore(end);
        return "no run exists for this slot" + asked
                + (perhapsEnded
                        ? "; the dataflow tells no end time, and such end six months after their creation, "
                                + Wording.at(end)
                        : "");
    }

    static String recordsShort(Counts counts, String dataset, Landing landing) {
        return counts.expected(dataset)
                .map(n -> "the run says " + Wording.count(n, "record") + ", " + number(landing.records()) + " landed")
                .orElseGet(() -> "the run says "
                        + Wording.count(counts.records().orElse(0L), "record") + " over all datasets, fewer landed");
    }

    private static List<String> counted(Inspection inspection, String dataset, Optional<Run> run, Landing landing) {
        Counts counts = new Counts(inspection, run);
        List<String> remarks = new ArrayList<>();
        if (counts.blamedForRecords(dataset)) {
            remarks.add(recordsShort(counts, dataset, landing));
        }
        if (counts.shortOfFiles() && !counts.blamedForFiles(dataset)) {
            remarks.add("over all datasets fewer files landed than the run says");
        }
        if (counts.files().isPresent()
                && counts.landedFiles().filter(n -> n > counts.files().get()).isPresent()) {
            remarks.add(Wording.count(counts.landedFiles().get(), "data file") + " landed, more than the run says");
        }
        Optional<Long> expected = counts.expected(dataset);
        if (expected.isPresent()
                && landing.records().filter(n -> n > expected.get()).isPresent()) {
            remarks.add(number(landing.records()) + " records landed, more than the run says");
        }
        if (landing.records().isEmpty() && expected.isPresent()) {
            remarks.add("the records were not all counted, so they are not compared with the run's");
        }
        return remarks;
    }

    private static String number(Optional<Long> n) {
        return n.map(v -> String.format(Locale.ROOT, "%,d", v)).orElse("an uncounted number");
    }
}
