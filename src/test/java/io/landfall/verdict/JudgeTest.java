package io.landfall.verdict;

import static io.landfall.verdict.Scene.BEFORE;
import static io.landfall.verdict.Scene.DEADLINE;
import static io.landfall.verdict.Scene.DUE;
import static io.landfall.verdict.Scene.good;
import static io.landfall.verdict.Scene.landing;
import static io.landfall.verdict.Scene.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.landfall.model.Judgement;
import io.landfall.model.Landing;
import io.landfall.model.Reconcile;
import io.landfall.model.Run;
import io.landfall.model.RunState;
import io.landfall.model.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("zones")
class JudgeTest {
    private static final Landing NONE = Landing.none();
    private static final Instant LATE = DEADLINE.plusSeconds(60);
    private static final Landing UNSETTLED = landing(2, null, 0, 0, 0, false, DUE.plusSeconds(200));

    /** Each row: what is bent, the verdict before the deadline, the verdict at it. */
    static Stream<Arguments> rows() {
        return Stream.of(
                row("all is well", good(), Verdict.LANDED, Verdict.LANDED),
                row(
                        "the newest file came after the deadline",
                        good().seen("A", landing(2, null, 0, 0, 0, true, LATE)),
                        Verdict.LANDED,
                        Verdict.LANDED_LATE),
                row("no run, no files", good().noRun().seen("A", NONE), Verdict.WAITING, Verdict.NOT_STARTED),
                row("no run, not looked", good().noRun().unseen("A"), Verdict.WAITING, Verdict.NOT_STARTED),
                row("no run, but files", good().noRun(), Verdict.SETTLING, Verdict.LANDED),
                row("no run, damaged files", good().noRun().seen("A", bad(0, 0, 1)), Verdict.SETTLING, Verdict.CORRUPT),
                row("no run, files come still", good().noRun().seen("A", UNSETTLED), Verdict.SETTLING, Verdict.UNKNOWN),
                row(
                        "no dataflow",
                        good().noRun().unseen("A").flow(Optional.empty()),
                        Verdict.WAITING,
                        Verdict.NOT_STARTED),
                row("failed, no files", good().run(failed()).seen("A", NONE), Verdict.WAITING, Verdict.RUN_FAILED),
                row("failed, with files", good().run(failed()), Verdict.SETTLING, Verdict.RUN_FAILED),
                row("failed, not looked", good().run(failed()).unseen("A"), Verdict.WAITING, Verdict.RUN_FAILED),
                row("running, no files", good().run(running()).seen("A", NONE), Verdict.WAITING, Verdict.RUN_STUCK),
                row("running, with files", good().run(running()), Verdict.SETTLING, Verdict.RUN_STUCK),
                row("unknown state", good().run(run(RunState.UNKNOWN, 100L, 2L)), Verdict.SETTLING, Verdict.RUN_STUCK),
                row("records but no file", good().seen("A", NONE), Verdict.WAITING, Verdict.MISSING),
                row("files told but no file", ran(null, 4L).seen("A", NONE), Verdict.WAITING, Verdict.MISSING),
                row(
                        "zero records",
                        ran(0L, null).seen("A", NONE),
                        Verdict.NOTHING_TO_EXPORT,
                        Verdict.NOTHING_TO_EXPORT),
                row("zero files", ran(null, 0L).seen("A", NONE), Verdict.NOTHING_TO_EXPORT, Verdict.NOTHING_TO_EXPORT),
                row("zero records in two files", ran(0L, 2L).seen("A", NONE), Verdict.WAITING, Verdict.INCOMPLETE),
                row("no count, no file", ran(null, null).seen("A", NONE), Verdict.WAITING, Verdict.UNKNOWN),
                row("−1 is no count", ran(-1L, -1L).seen("A", NONE), Verdict.WAITING, Verdict.UNKNOWN),
                row("no count, files", ran(null, null), Verdict.LANDED, Verdict.LANDED),
                row("zero records, files", ran(0L, null), Verdict.LANDED, Verdict.LANDED),
                row("not looked", good().unseen("A"), Verdict.WAITING, Verdict.UNKNOWN),
                row("fewer files", ran(100L, 3L), Verdict.SETTLING, Verdict.INCOMPLETE),
                row("more files", ran(100L, 1L), Verdict.LANDED, Verdict.LANDED),
                row(
                        "succeeded in part",
                        good().run(run(RunState.PARTIAL, 100L, 2L)),
                        Verdict.SETTLING,
                        Verdict.INCOMPLETE),
                row("in part, nothing", good().run(part(0L)).seen("A", NONE), Verdict.WAITING, Verdict.INCOMPLETE),
                row("in part, no count", good().run(part(null)).seen("A", NONE), Verdict.WAITING, Verdict.INCOMPLETE),
                row("failed records", good().run(failedRecords(7L)), Verdict.SETTLING, Verdict.INCOMPLETE),
                row("no failed record", good().run(failedRecords(0L)), Verdict.LANDED, Verdict.LANDED),
                row("fewer records", good().seen("A", landing(2, 99L)), Verdict.LANDED, Verdict.LANDED),
                row("fewer records, fail", fail().seen("A", landing(2, 99L)), Verdict.SETTLING, Verdict.INCOMPLETE),
                row("more records, fail", fail().seen("A", landing(2, 101L)), Verdict.LANDED, Verdict.LANDED),
                row("not counted, fail", fail(), Verdict.LANDED, Verdict.LANDED),
                row("fewer files, off", off().run(run(RunState.SUCCEEDED, 100L, 9L)), Verdict.LANDED, Verdict.LANDED),
                row("failed records, off", off().run(failedRecords(7L)), Verdict.LANDED, Verdict.LANDED),
                row("no files, off", off().seen("A", NONE), Verdict.WAITING, Verdict.UNKNOWN),
                row("an empty file", good().seen("A", bad(1, 0, 0)), Verdict.SETTLING, Verdict.EMPTY),
                row("an empty one, all records", good().seen("A", holed(100L)), Verdict.LANDED, Verdict.LANDED),
                row("an empty one, fewer", good().seen("A", holed(99L)), Verdict.SETTLING, Verdict.EMPTY),
                row("empty as told", ran(0L, 2L).seen("A", holed(0L)), Verdict.LANDED, Verdict.LANDED),
                row("an empty one, no count", ran(null, null).seen("A", holed(5L)), Verdict.LANDED, Verdict.LANDED),
                row("no record, no count", ran(null, null).seen("A", holed(0L)), Verdict.SETTLING, Verdict.UNKNOWN),
                row("zero bytes, no count", ran(null, null).seen("A", bad(1, 0, 0)), Verdict.SETTLING, Verdict.EMPTY),
                row("wrong format", good().seen("A", bad(0, 1, 0)), Verdict.SETTLING, Verdict.WRONG_FORMAT),
                row("corrupt", good().seen("A", bad(0, 0, 1)), Verdict.SETTLING, Verdict.CORRUPT),
                row("young files, all counted", good().seen("A", UNSETTLED), Verdict.LANDED, Verdict.LANDED),
                row("young files, no count", ran(null, null).seen("A", UNSETTLED), Verdict.SETTLING, Verdict.LANDED),
                row(
                        "files younger than the run's end, no count",
                        ran(null, null).seen("A", landing(2, null, 0, 0, 0, false, DUE.plusSeconds(900))),
                        Verdict.SETTLING,
                        Verdict.UNKNOWN),
                row("disabled, no run", good().noRun().unseen("A").disabled(), Verdict.PAUSED, Verdict.PAUSED),
                row("disabled, looked", good().noRun().seen("A", NONE).disabled(), Verdict.PAUSED, Verdict.PAUSED),
                row("disabled, but a run", good().run(failed()).disabled(), Verdict.SETTLING, Verdict.RUN_FAILED),
                row("disabled, but landed", good().disabled(), Verdict.LANDED, Verdict.LANDED),
                row("disabled, but files", good().noRun().disabled(), Verdict.SETTLING, Verdict.LANDED),
                row("ended", good().noRun().unseen("A").ended(), Verdict.ENDED, Verdict.ENDED),
                row("ended, but landed", good().ended(), Verdict.LANDED, Verdict.LANDED),
                row(
                        "the end is after the slot, though past",
                        good().noRun()
                                .seen("A", NONE)
                                .flow(Optional.of(Scene.flow("enabled", Optional.of(DUE.plusSeconds(1))))),
                        Verdict.WAITING,
                        Verdict.NOT_STARTED),
                row("storage barred", good().barred("A"), Verdict.UNKNOWN, Verdict.UNKNOWN),
                row("platform not asked", good().notAsked(), Verdict.UNKNOWN, Verdict.UNKNOWN),
                row("asked before the deadline, none", good().noRun().asked(BEFORE), Verdict.SETTLING, Verdict.UNKNOWN),
                row("asked before it, failed", good().run(failed()).asked(BEFORE), Verdict.SETTLING, Verdict.UNKNOWN),
                row("asked before it, succeeded", good().asked(BEFORE), Verdict.LANDED, Verdict.LANDED));
    }

    private static Arguments row(String name, Scene scene, Verdict before, Verdict at) {
        return arguments(name, scene, before, at);
    }

    private static Scene ran(Long records, Long files) {
        return good().run(run(RunState.SUCCEEDED, records, files));
    }

    private static Scene fail() {
        return good().reconcile(Reconcile.FAIL);
    }

    private static Scene off() {
        return good().reconcile(Reconcile.OFF);
    }

    private static Run failed() {
        return run(RunState.FAILED, null, null);
    }

    private static Run running() {
        return run(RunState.UNFINISHED, null, null);
    }

    private static Run part(Long records) {
        return run(RunState.PARTIAL, records, null);
    }

    private static Run failedRecords(Long failed) {
        return run(RunState.SUCCEEDED, 100L, 2L, failed, Map.of());
    }

    private static Landing bad(long empty, long wrong, long corrupt) {
        return landing(2, null, empty, wrong, corrupt, true, DUE.plusSeconds(200));
    }

    /** Two files, of which one is without records. */
    private static Landing holed(long records) {
        return landing(2, records, 1, 0, 0, true, DUE.plusSeconds(200));
    }

    @ParameterizedTest(name = "{0}: {2}, then {3}")
    @MethodSource("rows")
    void everyRow(String name, Scene scene, Verdict before, Verdict at) {
        assertThat(scene.at(BEFORE).verdict()).as("before the deadline").isEqualTo(before);
        assertThat(scene.at(DEADLINE).verdict()).as("at the deadline").isEqualTo(at);
    }

    @Test
    void everyVerdictOfTheRowsIsCoveredButThatOfRetention() {
        List<Verdict> covered = rows().flatMap(r -> Stream.of((Verdict) r.get()[2], (Verdict) r.get()[3]))
                .distinct()
                .toList();
        assertThat(covered)
                .containsAll(Stream.of(Verdict.values())
                        .filter(v -> v != Verdict.EXPIRED)
                        .toList());
    }

    @Test
    void newestExactlyAtTheDeadlineIsInTime() {
        Scene scene =
                good().seen("A", landing(2, null, 0, 0, 0, true, DEADLINE)).at(LATE);
        assertThat(scene.verdict()).isEqualTo(Verdict.LANDED);
        scene.seen("A", landing(2, null, 0, 0, 0, true, DEADLINE.plusMillis(1)));
        assertThat(scene.verdict()).isEqualTo(Verdict.LANDED_LATE);
    }

    /** The heavier of two faults that hold at once is the verdict. */
    static Stream<Arguments> pairs() {
        List<Fault> faults = List.of(
                new Fault(Verdict.UNKNOWN, s -> s.barred("A")),
                new Fault(Verdict.RUN_FAILED, s -> s.run(failed())),
                new Fault(Verdict.RUN_STUCK, s -> s.run(running())),
                new Fault(Verdict.MISSING, s -> s.seen("A", NONE)),
                new Fault(Verdict.EMPTY, s -> s.seen("A", with(s, 1, 0, 0))),
                new Fault(Verdict.WRONG_FORMAT, s -> s.seen("A", with(s, 0, 1, 0))),
                new Fault(Verdict.CORRUPT, s -> s.seen("A", with(s, 0, 0, 1))),
                new Fault(Verdict.INCOMPLETE, s -> s.run(part(100L))));
        return faults.stream()
                .flatMap(cause -> faults.stream()
                        .filter(symptom -> faults.indexOf(symptom) > faults.indexOf(cause))
                        .filter(symptom -> !sameThing(cause, symptom))
                        .map(symptom -> arguments(cause, symptom)));
    }

    private record Fault(Verdict verdict, UnaryOperator<Scene> bend) {
        @Override
        public String toString() {
            return verdict.name();
        }
    }

    /** A run has one state, and a folder without files has no bad ones. */
    private static boolean sameThing(Fault a, Fault b) {
        List<Verdict> ofRun = List.of(Verdict.RUN_FAILED, Verdict.RUN_STUCK, Verdict.INCOMPLETE);
        List<Verdict> ofFiles = List.of(Verdict.EMPTY, Verdict.WRONG_FORMAT, Verdict.CORRUPT);
        return (ofRun.contains(a.verdict()) && ofRun.contains(b.verdict()))
                || (a.verdict() == Verdict.MISSING && ofFiles.contains(b.verdict()));
    }

    private static Landing with(Scene scene, long empty, long wrong, long corrupt) {
        Landing old = scene.inspection().landing("A").orElse(NONE);
        return bad(empty + old.empty(), wrong + old.wrongFormat(), corrupt + old.corrupt());
    }

    @ParameterizedTest(name = "{0} before {1}")
    @MethodSource("pairs")
    void theCauseComesBeforeTheSymptom(Fault cause, Fault symptom) {
        assertThat(symptom.bend().apply(good()).verdict()).isEqualTo(symptom.verdict());
        assertThat(cause.bend().apply(symptom.bend().apply(good())).verdict()).isEqualTo(cause.verdict());
    }

    @Test
    void ofSeveralRunsASucceededOneCounts() {
        Scene scene = good();
        scene.runs.add(0, failed());
        scene.runs.add(running());
        assertThat(scene.verdict()).isEqualTo(Verdict.LANDED);
        assertThat(scene.judgement("A").findings()).contains("3 runs belong to this slot");
    }

    @Test
    void afterTheStoresRetentionItIsExpiredUnlessFilesAreThere() {
        Scene scene = good().unseen("A").retention(Duration.ofDays(7)).at(DUE.plus(Duration.ofDays(7)));
        assertThat(scene.verdict()).isEqualTo(Verdict.EXPIRED);
        assertThat(scene.seen("A", NONE).verdict()).isEqualTo(Verdict.EXPIRED);
        assertThat(scene.seen("A", landing(2)).verdict()).isEqualTo(Verdict.LANDED);
        assertThat(scene.barred("A").verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(scene.unseen("A").run(failed()).verdict()).isEqualTo(Verdict.RUN_FAILED);
        Scene inTime = good().seen("A", NONE).retention(Duration.ofDays(7)).at(DUE.plus(Duration.ofDays(6)));
        assertThat(inTime.verdict()).isEqualTo(Verdict.MISSING);
    }

    @Test
    void withoutAnyDatasetThereStillIsAVerdict() {
        Scene scene = good().noRun();
        scene.datasets.clear();
        assertThat(scene.judged()).extracting(Judgement::dataset).containsExactly("*");
        assertThat(scene.verdict()).isEqualTo(Verdict.NOT_STARTED);
        assertThat(scene.run(failed()).verdict()).isEqualTo(Verdict.RUN_FAILED);
        assertThat(scene.run(run(RunState.SUCCEEDED, 100L, 2L)).verdict()).isEqualTo(Verdict.UNKNOWN);
    }

    @Test
    void whatIsFinalIsAnsweredUnchanged() {
        Judgement landed = good().judgement("A");
        Scene later = good().run(failed()).barred("A").at(LATE);
        later.kept.put("A", landed);
        assertThat(later.judged()).containsExactly(landed);
    }
}
