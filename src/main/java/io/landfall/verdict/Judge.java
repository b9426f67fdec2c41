package io.landfall.verdict;

import io.landfall.calendar.Runs;
import io.landfall.model.Judgement;
import io.landfall.model.Landing;
import io.landfall.model.Look;
import io.landfall.model.Run;
import io.landfall.model.Trouble;
import io.landfall.model.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Says what is to be said about each dataset of a slot. Where several verdicts hold, the cause comes before the symptom:
 * {@code UNKNOWN}, the run's verdicts, {@code MISSING}, {@code EMPTY}, {@code WRONG_FORMAT}, {@code CORRUPT}, {@code
 * INCOMPLETE}, then the good ones. It never fails and never leaves a dataset out.
 *
 * <ul>
 *   <li>Who could not look says {@code UNKNOWN}, whatever else is known; so a store is not asked once the run's verdict
 *       stands ({@link Need}). Runs that were asked for before the deadline only are not enough for a bad verdict after it.
 *   <li>Before the deadline what would be bad is a finding, and the verdict {@code WAITING} or {@code SETTLING}.
 *   <li>Files of the slot without any run: the storage is the proof. Once the set has stopped changing and the deadline
 *       has passed they are judged as any other, and a finding says that no run is known; a sister dataset without files
 *       is {@code UNKNOWN} then, since nobody says whether it had anything. Files that were written after the runs were
 *       asked for are {@code UNKNOWN} until they are asked for again. No files and no run is {@code NOT_STARTED}.
 *   <li>After the deadline a set that nothing proves complete is {@code LANDED} when the run's success came after the
 *       newest file, and else {@code UNKNOWN} until it has stopped changing.
 * </ul>
 */
public final class Judge {
    private Judge() {}

    /** One judgement per dataset of the slot, in the order of the inspection; kept ones unchanged. */
    public static List<Judgement> judge(Inspection inspection, Instant now) {
        return inspection.ids().stream()
                .map(id -> Optional.ofNullable(inspection.kept().get(id)).orElseGet(() -> judge(inspection, id, now)))
                .toList();
    }

    private static Judgement judge(Inspection inspection, String dataset, Instant now) {
        Optional<Run> run =
                inspection.runs() instanceof RunsView.Asked asked ? Runs.best(asked.runsOfSlot()) : Optional.empty();
        Optional<Landing> landing = inspection.landing(dataset);
        Optional<Trouble> trouble = trouble(inspection, dataset);
        List<String> findings = new ArrayList<>();
        Verdict verdict;
        if (trouble.isPresent()) {
            verdict = Verdict.UNKNOWN;
            findings.add(Wording.trouble(trouble.get()));
        } else {
            Ruling ruling = rule(inspection, dataset, run, landing, now);
            verdict = inspection.over(now)
                    ? ruling.verdict()
                    : early(
                            ruling.verdict(),
                            run.isPresent(),
                            landing.map(Landing::files).orElse(0L) > 0);
            trouble = verdict == Verdict.UNKNOWN ? ruling.trouble() : Optional.empty();
            findings.add(ruling.finding());
        }
        Remarks.on(inspection, dataset, run, landing).stream()
                .filter(remark -> !findings.get(0).contains(remark))
                .forEach(findings::add);
        return new Judgement(
                inspection.slot().key(),
                dataset,
                verdict,
                inspection.depth(),
                run,
                landing,
                trouble,
                findings.stream().distinct().toList(),
                now);
    }

    private static Optional<Trouble> trouble(Inspection inspection, String dataset) {
        return inspection.runs() instanceof RunsView.NotAsked platform
                ? Optional.of(platform.trouble())
                : inspection.looks().get(dataset) instanceof Look.Barred storage
                        ? Optional.of(storage.trouble())
                        : Optional.empty();
    }

    private static Ruling rule(
            Inspection inspection, String dataset, Optional<Run> run, Optional<Landing> landing, Instant now) {
        if (inspection.runs() instanceof RunsView.Asked asked && Need.stale(inspection, asked, run, now)) {
            return Ruling.undecided("the runs were last asked for at " + Wording.at(asked.askedAt())
                    + ", before the deadline "
                    + Wording.at(inspection.slot().deadline()));
        }
        if (run.isEmpty()) {
            return written(inspection, landing).orElseGet(() -> withoutRun(inspection, dataset, landing, now));
        }
        return switch (run.get().state()) {
            case FAILED -> Ruling.of(Verdict.RUN_FAILED, Wording.run(run.get()));
            case UNFINISHED, UNKNOWN -> Ruling.of(Verdict.RUN_STUCK, Wording.run(run.get()));
            case SUCCEEDED, PARTIAL -> landed(inspection, dataset, run, landing, now);
        };
    }

    /** Whoever wrote files since the runs were asked for may be a run that says what is wrong with them. */
    private static Optional<Ruling> written(Inspection inspection, Optional<Landing> landing) {
        if (!(inspection.runs() instanceof RunsView.Asked asked)) {
            return Optional.empty();
        }
        return landing.flatMap(Landing::newest)
                .filter(newest -> newest.isAfter(asked.askedAt()))
                .map(newest -> Ruling.undecided("no run is known for this slot, and its newest file was written at "
                        + Wording.at(newest) + ", after the runs were asked for at " + Wording.at(asked.askedAt())));
    }

    private static Ruling withoutRun(Inspection inspection, String dataset, Optional<Landing> landing, Instant now) {
        if (landing.filter(l -> l.files() > 0).isPresent()) {
            return landed(inspection, dataset, Optional.empty(), landing, now);
        }
        boolean others = inspection.ids().stream()
                .anyMatch(
                        id -> inspection.landing(id).filter(l -> l.files() > 0).isPresent());
        if (others) {
            return Ruling.undecided("no run is known for this slot, other datasets of it have files, this one has none:"
                    + " nobody says whether it had anything to export");
        }
        Optional<Pause> pause = Pause.of(inspection);
        if (pause.isPresent()) {
            return Ruling.of(pause.get().verdict(), pause.get().finding());
        }
        return Ruling.of(Verdict.NOT_STARTED, Remarks.noRun(inspection, now));
    }

    private static Ruling landed(
            Inspection inspection, String dataset, Optional<Run> run, Optional<Landing> landing, Instant now) {
        boolean files = landing.filter(l -> l.files() > 0).isPresent();
        if (inspection.expired(now) && !files) {
            return Ruling.of(
                    Verdict.EXPIRED,
                    "the store removes files after "
                            + Wording.count(inspection.retention().orElseThrow().toDays(), "day")
                            + "; this slot's are gone");
        }
        if (landing.isEmpty()) {
            return Ruling.undecided(
                    dataset.equals(Inspection.NO_DATASET)
                            ? "the datasets of this export are not known, so no folder could be looked at"
                            : "the storage has not been looked at");
        }
        Arrival arrival = new Arrival(inspection, dataset, run, landing.get(), inspection.over(now));
        return files ? arrival.withFiles() : arrival.withoutFiles();
    }

    /** The verdict while the grace lasts, of what would be said when it has passed. */
    private static Verdict early(Verdict verdict, boolean run, boolean files) {
        return switch (verdict) {
            case LANDED, LANDED_LATE -> run ? Verdict.LANDED : Verdict.SETTLING;
            case NOTHING_TO_EXPORT, PAUSED, ENDED, WAITING, SETTLING -> verdict;
            case EXPIRED,
                    UNKNOWN,
                    NOT_STARTED,
                    RUN_FAILED,
                    RUN_STUCK,
                    MISSING,
                    INCOMPLETE,
                    EMPTY,
                    WRONG_FORMAT,
                    CORRUPT -> files ? Verdict.SETTLING : Verdict.WAITING;
        };
    }
}
