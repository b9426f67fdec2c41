package io.landfall.verdict;

import static io.landfall.verdict.Scene.BEFORE;
import static io.landfall.verdict.Scene.DEADLINE;
import static io.landfall.verdict.Scene.DUE;
import static io.landfall.verdict.Scene.landing;
import static io.landfall.verdict.Scene.run;
import static org.assertj.core.api.Assertions.assertThat;

import io.landfall.model.Dataflow;
import io.landfall.model.Judgement;
import io.landfall.model.Landing;
import io.landfall.model.Look;
import io.landfall.model.Reconcile;
import io.landfall.model.Run;
import io.landfall.model.RunState;
import io.landfall.model.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What must hold whatever comes in, over all combinations of a small world. */
class InvariantsTest {
    private static final Set<Verdict> EARLY = EnumSet.of(
            Verdict.WAITING,
            Verdict.SETTLING,
            Verdict.LANDED,
            Verdict.NOTHING_TO_EXPORT,
            Verdict.PAUSED,
            Verdict.ENDED,
            Verdict.UNKNOWN);

    private static List<Optional<Run>> runs(List<Long> recordCounts) {
        List<Optional<Run>> all = new ArrayList<>(List.of(Optional.empty()));
        for (RunState state : RunState.values()) {
            for (Long records : recordCounts) {
                for (Long files : Arrays.asList(null, 0L, 2L)) {
                    for (Long failed : Arrays.asList(null, 3L)) {
                        all.add(Optional.of(run(state, records, files, failed, Map.of())));
                    }
                }
            }
        }
        return all;
    }

    private static List<Look> looks() {
        List<Look> all = new ArrayList<>(Arrays.asList(null, new Look.Barred(Scene.DENIED)));
        all.add(new Look.Seen(Landing.none()));
        for (long files : new long[] {1, 3}) {
            for (Long records : Arrays.asList(null, 0L, 100L)) {
                for (long[] bad : new long[][] {{0, 0, 0}, {1, 0, 0}, {0, 1, 0}, {0, 0, 1}, {1, 1, 1}}) {
                    for (boolean settled : new boolean[] {true, false}) {
                        for (Instant newest : List.of(DUE.plusSeconds(200), DEADLINE.plusSeconds(1))) {
                            all.add(new Look.Seen(landing(files, records, bad[0], bad[1], bad[2], settled, newest)));
                        }
                    }
                }
            }
        }
        return all;
    }

    private static List<Optional<Dataflow>> flows() {
        return List.of(
                Optional.empty(),
                Optional.of(Scene.flow("enabled", Optional.empty())),
                Optional.of(Scene.flow("DISABLED", Optional.empty())),
                Optional.of(Scene.flow("enabled", Optional.of(DUE))));
    }

    private static void forEachScene(
            List<Optional<Run>> runs, List<Look> first, List<Look> second, Consumer<Scene> then) {
        for (Optional<Run> run : runs) {
            for (Look a : first) {
                for (Look b : second) {
                    for (Optional<Dataflow> flow : flows()) {
                        for (Reconcile reconcile : Reconcile.values()) {
                            for (Instant now : List.of(BEFORE, DEADLINE)) {
                                Scene scene = new Scene()
                                        .flow(flow)
                                        .reconcile(reconcile)
                                        .at(now);
                                run.ifPresent(scene.runs::add);
                                put(scene, "A", a);
                                if (second.size() > 1) {
                                    scene.datasets.add("B");
                                    put(scene, "B", b);
                                }
                                then.accept(scene);
                            }
                        }
                    }
                }
            }
        }
    }

    private static void put(Scene scene, String dataset, Look look) {
        if (look != null) {
            scene.looks.put(dataset, look);
        }
    }

    @Test
    void oneDataset() {
        long[] seen = {0};
        List<Look> one = new ArrayList<>();
        one.add(null);
        forEachScene(runs(Arrays.asList(null, -1L, 0L, 100L)), looks(), one, scene -> {
            holds(scene);
            seen[0]++;
        });
        assertThat(seen[0]).isGreaterThan(300_000);
    }

    @Test
    void twoDatasets() {
        List<Look> all = looks();
        List<Look> some = new ArrayList<>();
        for (int i = 0; i < all.size(); i += i < 4 ? 1 : 61) {
            some.add(all.get(i));
        }
        forEachScene(runs(Arrays.asList(null, 100L)), some, some, InvariantsTest::holds);
    }

    @Test
    void whoCouldNotAskThePlatformKnowsNothing() {
        for (Look look : looks()) {
            for (Optional<Dataflow> flow : flows()) {
                for (Instant now : List.of(BEFORE, DEADLINE)) {
                    Scene scene = new Scene().flow(flow).at(now).notAsked();
                    put(scene, "A", look);
                    assertThat(scene.verdict()).isEqualTo(Verdict.UNKNOWN);
                    assertThat(scene.judgement("A").trouble()).contains(Scene.PLATFORM);
                }
            }
        }
    }

    private static void holds(Scene scene) {
        List<Judgement> judgements = scene.judged();
        require(judgements.size() == scene.datasets.size(), "one judgement per dataset", scene, judgements);
        for (Judgement j : judgements) {
            holds(scene, j);
        }
        needHolds(scene, judgements);
    }

    private static void holds(Scene scene, Judgement j) {
        Look look = scene.looks.get(j.dataset());
        Verdict v = j.verdict();
        boolean over = !scene.now.isBefore(DEADLINE);
        boolean good = v == Verdict.LANDED || v == Verdict.LANDED_LATE;
        Optional<Run> run = j.run();
        require(!j.findings().isEmpty() && !j.findings().get(0).isBlank(), "says why", scene, j);
        if (look instanceof Look.Barred) {
            require(v == Verdict.UNKNOWN && j.trouble().isPresent(), "could not look is unknown", scene, j);
        }
        if (!over) {
            require(EARLY.contains(v), "nothing bad before the deadline", scene, j);
            require(v != Verdict.UNKNOWN || look instanceof Look.Barred, "unknown is who could not look", scene, j);
            require(!good || run.isPresent(), "nothing lands early without a run", scene, j);
        } else {
            require(v != Verdict.WAITING && v != Verdict.SETTLING, "an answer at the deadline", scene, j);
        }
        if (look == null) {
            require(!good && v != Verdict.MISSING && v != Verdict.NOTHING_TO_EXPORT, "unseen is not judged", scene, j);
        }
        if (v == Verdict.NOT_STARTED || v == Verdict.PAUSED || v == Verdict.ENDED) {
            require(run.isEmpty() && j.landing().map(Landing::files).orElse(0L) == 0, "evidence wins", scene, j);
        }
        if (v == Verdict.MISSING || v == Verdict.NOTHING_TO_EXPORT) {
            require(j.landing().orElseThrow().files() == 0, "no file", scene, j);
        }
        if (good) {
            landed(scene, j);
        }
        require(v != Verdict.EXPIRED, "no retention, nothing expires", scene, j);
    }

    private static void landed(Scene scene, Judgement j) {
        Landing landing = j.landing().orElseThrow();
        require(landing.files() > 0 && landing.wrongFormat() + landing.corrupt() == 0, "good files", scene, j);
        boolean late = landing.newest().orElseThrow().isAfter(DEADLINE) && !scene.now.isBefore(DEADLINE);
        require((j.verdict() == Verdict.LANDED_LATE) == late, "late is after the deadline", scene, j);
        j.run().ifPresent(run -> {
            require(run.state() == RunState.SUCCEEDED, "only of a run that succeeded", scene, j);
            boolean counts = scene.reconcile != Reconcile.OFF;
            require(!counts || run.failedRecords().isEmpty(), "no failed records", scene, j);
            boolean alone = scene.datasets.size() == 1;
            require(!counts || !alone || run.files().orElse(0L) <= landing.files(), "all files", scene, j);
        });
    }

    private static void needHolds(Scene scene, List<Judgement> judgements) {
        Need need = Need.of(scene.inspection(), scene.now);
        require(!need.runs(), "asked just now", scene, judgements);
        if (need.storage() == Need.Storage.NOTHING && scene.looks.isEmpty()) {
            Set<Verdict> certain =
                    EnumSet.of(Verdict.WAITING, Verdict.RUN_FAILED, Verdict.RUN_STUCK, Verdict.PAUSED, Verdict.ENDED);
            require(
                    judgements.stream().allMatch(j -> certain.contains(j.verdict())),
                    "certain without a look",
                    scene,
                    judgements);
        }
    }

    private static void require(boolean holds, String what, Scene scene, Object judged) {
        if (!holds) {
            throw new AssertionError(what + "\n" + scene.inspection() + "\n" + scene.now + "\n" + judged);
        }
    }
}
