package io.landfall.verdict;

import io.landfall.model.Landing;
import io.landfall.model.Look;
import io.landfall.model.Manifest;
import io.landfall.model.Reconcile;
import io.landfall.model.Run;
import io.landfall.model.RunState;
import io.landfall.model.Shown;
import io.landfall.model.Trouble;
import io.landfall.model.Verdict;
import java.time.Instant;
import java.util.Optional;

/**
 * Rules on what the storage showed for one dataset, of a run that ended well or in part, or of none.
 *
 * @param over whether the deadline has come
 */
record Arrival(Inspection inspection, String dataset, Optional<Run> run, Landing landing, boolean over, Counts counts) {

    Arrival(Inspection inspection, String dataset, Optional<Run> run, Landing landing, boolean over) {
        this(inspection, dataset, run, landing, over, new Counts(inspection, run));
    }

    /** An empty folder, or none: missing, nothing to export, or nobody can tell. */
    Ruling withoutFiles() {
        Optional<Long> expected = counts.expected(dataset);
        if (expected.filter(n -> n > 0).isPresent()) {
            return Ruling.of(Verdict.MISSING, says() + "; " + Wording.folder(landing) + share(expected.get()));
        }
        if (expected.isPresent()) {
            return counts.shortOfFiles() && !counts.toldEmpty(dataset)
                    ? Ruling.of(Verdict.INCOMPLETE, says() + "; " + Wording.folder(landing))
                    : nothing();
        }
        if (missingByManifest() > 0) {
            return Ruling.of(Verdict.MISSING, byManifest());
        }
        if (counts.alone()) {
            return counts.files()
                    .map(n -> n > 0 ? missing() : nothing())
                    .orElseGet(() -> undecided("whether it had anything to export cannot be told"));
        }
        return amongOthers();
    }

    private Ruling amongOthers() {
        Optional<String> unseen = counts.unseenOther(dataset);
        if (unseen.isPresent()) {
            return partial(unseen(unseen.get()));
        }
        if (counts.shortOfFiles()) {
            return missing();
        }
        boolean none = counts.files().filter(n -> n == 0).isPresent()
                && counts.records().isEmpty()
                && counts.landedFiles().filter(n -> n == 0).isPresent();
        return none || counts.othersHoldAll(dataset)
                ? nothing()
                : undecided(
                        "the run does not tell its datasets apart and the records of the others are not known to add"
                                + " up to its total, so whether this one had anything to export cannot be told");
    }

    /** Data files: what is wrong with them, or that they landed. */
    Ruling withFiles() {
        if (landing.empty() > 0 && emptyMatters()) {
            return emptiness();
        }
        if (landing.wrongFormat() > 0) {
            return Ruling.of(
                    Verdict.WRONG_FORMAT, of(landing.wrongFormat()) + " not of the declared format and compression");
        }
        if (landing.corrupt() > 0) {
            return Ruling.of(Verdict.CORRUPT, of(landing.corrupt()) + " truncated or damaged");
        }
        if (inPart()) {
            return Ruling.of(Verdict.INCOMPLETE, says());
        }
        if (missingByManifest() > 0) {
            return Ruling.of(Verdict.INCOMPLETE, byManifest());
        }
        if (counts.blamedForFiles(dataset)) {
            return Ruling.of(
                    Verdict.INCOMPLETE,
                    says() + "; "
                            + (counts.alone()
                                    ? Wording.folder(landing)
                                    : "over all datasets "
                                            + Wording.count(counts.landedFiles().orElse(0L), "data file")
                                            + " landed"));
        }
        if (inspection.reconcile() == Reconcile.FAIL && counts.blamedForRecords(dataset)) {
            return Ruling.of(Verdict.INCOMPLETE, Remarks.recordsShort(counts, dataset, landing));
        }
        Optional<String> unseen = counts.unseenOther(dataset);
        boolean sumMatters = counts.files().filter(n -> n > landing.files()).isPresent() && !counts.reached(dataset);
        return unseen.isPresent() && sumMatters ? unseen(unseen.get()) : complete();
    }

    private Ruling complete() {
        boolean afterAll = run.flatMap(Run::completedAt)
                .filter(end -> landing.newest().filter(n -> !n.isAfter(end)).isPresent())
                .isPresent();
        if (!landing.settled() && !counts.allThere(dataset) && !counts.completeByManifest(dataset)) {
            return over && afterAll
                    ? Ruling.of(late(), Wording.folder(landing) + ", the newest written before the run ended")
                    : Ruling.undecided(Wording.folder(landing)
                            + "; the set may still be changing, and nothing says that" + " it is complete");
        }
        return Ruling.of(late(), Wording.folder(landing) + newest());
    }

    private Verdict late() {
        Instant deadline = inspection.slot().deadline();
        return landing.newest().filter(t -> t.isAfter(deadline)).isPresent() ? Verdict.LANDED_LATE : Verdict.LANDED;
    }

    /** Files without records are no fault when all records are known to be there, or when there were none to write. */
    private boolean emptyMatters() {
        Optional<Boolean> wrote = counts.wrote(dataset);
        if (wrote.isEmpty()) {
            return landing.records().filter(n -> n > 0).isEmpty();
        }
        boolean someThere = counts.expected(dataset).isEmpty()
                && landing.records().filter(n -> n > 0).isPresent();
        return wrote.get() && !counts.reached(dataset) && !someThere;
    }

    private Ruling emptiness() {
        String finding = of(landing.empty()) + " empty";
        return counts.wrote(dataset).isEmpty() && landing.records().isPresent()
                ? Ruling.undecided(finding + ", and nobody says whether there was anything to write")
                : Ruling.of(Verdict.EMPTY, finding + run.map(r -> "; " + says()).orElse(""));
    }

    private long missingByManifest() {
        return landing.manifest().map(Manifest::missing).orElse(0L);
    }

    private String byManifest() {
        return "the run's manifest names "
                + Wording.count(landing.manifest().map(Manifest::files).orElse(0L), "file") + ", "
                + missingByManifest() + " of them " + (missingByManifest() == 1 ? "is" : "are") + " not there; "
                + Wording.folder(landing);
    }

    private Ruling missing() {
        return Ruling.of(Verdict.MISSING, says() + "; " + Wording.folder(landing));
    }

    private Ruling nothing() {
        return partial(Ruling.of(Verdict.NOTHING_TO_EXPORT, says() + "; " + Wording.folder(landing)));
    }

    private Ruling undecided(String why) {
        return partial(Ruling.undecided(says() + "; " + Wording.folder(landing) + "; " + why));
    }

    /** A run that ended in part is at least incomplete. */
    private Ruling partial(Ruling otherwise) {
        return inPart() ? Ruling.of(Verdict.INCOMPLETE, says() + "; " + Wording.folder(landing)) : otherwise;
    }

    private boolean inPart() {
        return counts.failedRecords()
                || run.filter(r -> r.state() == RunState.PARTIAL).isPresent();
    }

    private Ruling unseen(String other) {
        Optional<Trouble> trouble = inspection.looks().get(other) instanceof Look.Barred barred
                ? Optional.of(barred.trouble())
                : Optional.empty();
        return new Ruling(
                Verdict.UNKNOWN,
                says() + "; " + Wording.folder(landing) + "; its sum cannot be made up: "
                        + trouble.map(Wording::trouble)
                                .orElse("dataset " + Shown.shown(other) + " has not been looked at"),
                trouble);
    }

    private String says() {
        return run.map(Wording::run).orElse("no run is known for this slot");
    }

    private String share(long expected) {
        return counts.alone() ? "" : ", and " + Wording.count(expected, "record") + " of it are this dataset's";
    }

    private String of(long some) {
        return Wording.count(some, "data file") + " of " + landing.files() + (some == 1 ? " is" : " are");
    }

    private String newest() {
        return landing.newest().map(t -> ", the newest of " + Wording.at(t)).orElse("");
    }
}
