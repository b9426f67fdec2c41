package io.landfall.verdict;

import io.landfall.model.Dataflow;
import io.landfall.model.Dataset;
import io.landfall.model.Depth;
import io.landfall.model.ExportKey;
import io.landfall.model.Judgement;
import io.landfall.model.Landing;
import io.landfall.model.Look;
import io.landfall.model.Reconcile;
import io.landfall.model.Run;
import io.landfall.model.RunState;
import io.landfall.model.Schedule;
import io.landfall.model.Slot;
import io.landfall.model.SlotKey;
import io.landfall.model.Trouble;
import io.landfall.model.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A slot at 03:00 with its deadline at 05:30, a good run and a good landing; each test bends one thing or two. */
final class Scene {
    static final Instant DUE = Instant.parse("2026-12-01T03:00:00Z");
    static final Instant DEADLINE = Instant.parse("2026-12-01T05:30:00Z");
    static final Instant BEFORE = DEADLINE.minusMillis(1);
    static final Slot SLOT = new Slot(
            new SlotKey(new ExportKey("default", "prod", "orders"), DUE),
            DUE,
            Instant.parse("2026-12-01T06:00:00Z"),
            DEADLINE);
    static final Trouble DENIED =
            new Trouble("storage:lake", Trouble.Kind.DENIED, "403 AccessDenied", "grant s3:ListBucket");
    static final Trouble PLATFORM =
            new Trouble("platform:default", Trouble.Kind.TIMED_OUT, "no answer in 30 s", "look at its status page");

    Instant now = DEADLINE;
    Optional<Dataflow> dataflow = Optional.of(flow("enabled", Optional.empty()));
    List<String> datasets = new ArrayList<>(List.of("A"));
    List<Run> runs = new ArrayList<>();
    RunsView view;
    Instant askedAt;
    final Map<String, Look> looks = new HashMap<>();
    final Map<String, Judgement> kept = new HashMap<>();
    Reconcile reconcile = Reconcile.WARN;
    Optional<Duration> retention = Optional.empty();

    static Scene good() {
        Scene scene = new Scene();
        scene.runs.add(run(RunState.SUCCEEDED, 100L, 2L));
        return scene.seen("A", landing(2));
    }

    static Dataflow flow(String state, Optional<Instant> end) {
        return new Dataflow(
                "flow-1",
                "landfall/orders",
                state,
                Instant.parse("2026-11-01T00:00:00Z"),
                new Schedule(Instant.parse("2026-11-01T00:00:00Z"), Duration.ofHours(3), end),
                Optional.empty(),
                "s",
                "t",
                List.of());
    }

    static Run run(RunState state, Long records, Long files) {
        return run(state, records, files, null, Map.of());
    }

    static Run run(RunState state, Long records, Long files, Long failed, Map<String, Long> perDataset) {
        boolean finished = state != RunState.UNFINISHED && state != RunState.UNKNOWN;
        return new Run(
                "run-1",
                "flow-1",
                state,
                state == RunState.UNKNOWN ? "Paused_By_Moon" : state.name().toLowerCase(java.util.Locale.ROOT),
                DUE.plusSeconds(10),
                DUE.plusSeconds(300),
                Optional.of(DUE.plusSeconds(20)),
                finished ? Optional.of(DUE.plusSeconds(252)) : Optional.empty(),
                Optional.ofNullable(records),
                Optional.ofNullable(files),
                perDataset,
                Optional.ofNullable(failed),
                Optional.empty(),
                state == RunState.FAILED ? List.of("CONNECTOR-2001-500 Job\naborted.") : List.of());
    }

    static Landing landing(long files) {
        return landing(files, null);
    }

    static Landing landing(long files, Long records) {
        return landing(files, records, 0, 0, 0, true, DUE.plusSeconds(200));
    }

    static Landing landing(
            long files, Long records, long empty, long wrong, long corrupt, boolean settled, Instant newest) {
        return new Landing(
                Optional.of("aep/orders/A/exportTime=20261201030000"),
                files,
                files * 1_000,
                files == 0 ? Optional.empty() : Optional.of(newest),
                Optional.ofNullable(records),
                empty,
                wrong,
                corrupt,
                settled,
                List.of());
    }

    Scene run(Run run) {
        runs = new ArrayList<>(List.of(run));
        return this;
    }

    Scene noRun() {
        runs = new ArrayList<>();
        return this;
    }

    Scene seen(String dataset, Landing landing) {
        if (!datasets.contains(dataset)) {
            datasets.add(dataset);
        }
        looks.put(
                dataset, new Look.Seen(in(landing.folder().map(f -> f.replace("/A/", "/" + dataset + "/")), landing)));
        return this;
    }

    /** Two datasets whose files lie in one folder: each look sees all of them. */
    Scene shared(Landing landing) {
        seen("A", landing).seen("B", landing);
        looks.put("A", new Look.Seen(landing));
        looks.put("B", new Look.Seen(landing));
        return this;
    }

    static Landing in(Optional<String> folder, Landing l) {
        return new Landing(
                folder,
                l.files(),
                l.bytes(),
                l.newest(),
                l.records(),
                l.empty(),
                l.wrongFormat(),
                l.corrupt(),
                l.settled(),
                l.manifest(),
                l.findings());
    }

    Scene barred(String dataset) {
        seen(dataset, Landing.none());
        looks.put(dataset, new Look.Barred(DENIED));
        return this;
    }

    Scene unseen(String dataset) {
        seen(dataset, Landing.none());
        looks.remove(dataset);
        return this;
    }

    Scene at(Instant t) {
        now = t;
        return this;
    }

    Scene asked(Instant t) {
        askedAt = t;
        return this;
    }

    Scene notAsked() {
        view = new RunsView.NotAsked(PLATFORM);
        return this;
    }

    Scene flow(Optional<Dataflow> flow) {
        dataflow = flow;
        return this;
    }

    Scene disabled() {
        return flow(Optional.of(flow("disabled", Optional.empty())));
    }

    Scene ended() {
        return flow(Optional.of(flow("enabled", Optional.of(DUE))));
    }

    Scene reconcile(Reconcile r) {
        reconcile = r;
        return this;
    }

    Scene retention(Duration d) {
        retention = Optional.of(d);
        return this;
    }

    Inspection inspection() {
        return new Inspection(
                SLOT,
                dataflow,
                datasets.stream().map(id -> new Dataset(id, "name of " + id)).toList(),
                view != null ? view : new RunsView.Asked(runs, askedAt != null ? askedAt : now),
                looks,
                kept,
                Depth.INTEGRITY,
                reconcile,
                retention);
    }

    List<Judgement> judged() {
        return Judge.judge(inspection(), now);
    }

    Judgement judgement(String dataset) {
        return judged().stream()
                .filter(j -> j.dataset().equals(dataset))
                .findFirst()
                .orElseThrow();
    }

    Verdict verdict() {
        return judged().get(0).verdict();
    }

    List<Verdict> verdicts() {
        return judged().stream().map(Judgement::verdict).toList();
    }
}
