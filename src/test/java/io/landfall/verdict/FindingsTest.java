package io.landfall.verdict;

import static io.landfall.verdict.Scene.BEFORE;
import static io.landfall.verdict.Scene.good;
import static io.landfall.verdict.Scene.landing;
import static io.landfall.verdict.Scene.run;
import static org.assertj.core.api.Assertions.assertThat;

import io.landfall.model.Judgement;
import io.landfall.model.Landing;
import io.landfall.model.Reconcile;
import io.landfall.model.RunState;
import io.landfall.model.Trouble;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The sentences that a person reads. */
@Tag("zones")
class FindingsTest {

    private static String first(Scene scene) {
        return scene.judgement("A").findings().get(0);
    }

    @Test
    void whatIsMissing() {
        assertThat(first(good().run(run(RunState.SUCCEEDED, 89_921L, 4L)).seen("A", landing(0))))
                .isEqualTo("run run-1 succeeded at 2026-12-01T03:04:12Z and says 89,921 records in 4 files; the folder"
                        + " aep/orders/A/exportTime=20261201030000 holds no data file");
        assertThat(first(good().seen("A", Landing.none()))).endsWith("; no folder of this slot's time exists");
    }

    @Test
    void whatLanded() {
        Judgement j = good().judgement("A");
        assertThat(j.findings())
                .containsExactly(
                        "the folder aep/orders/A/exportTime=20261201030000 holds 2 data files, the newest of"
                                + " 2026-12-01T03:03:20Z",
                        "run run-1 succeeded at 2026-12-01T03:04:12Z and says 100 records in 2 files",
                        "the records were not all counted, so they are not compared with the run's");
        assertThat(good().noRun().judgement("A").findings())
                .contains("no run is known for this slot, so no count of one was compared");
    }

    @Test
    void theRunsState() {
        assertThat(first(good().run(run(RunState.FAILED, null, null))))
                .isEqualTo("run run-1 failed at 2026-12-01T03:04:12Z: CONNECTOR-2001-500 Job?aborted.");
        assertThat(first(good().run(run(RunState.UNKNOWN, null, null))))
                .isEqualTo("run run-1 is in a state that is not known, \"Paused_By_Moon\", and counts as not finished;"
                        + " begun 2026-12-01T03:00:20Z");
        assertThat(first(good().run(run(RunState.UNFINISHED, null, null)).at(BEFORE)))
                .isEqualTo("run run-1 is not finished (unfinished), begun 2026-12-01T03:00:20Z");
    }

    @Test
    void noRun() {
        assertThat(first(good().noRun().unseen("A")))
                .isEqualTo("no run exists for this slot (asked at 2026-12-01T05:30:00Z)");
        assertThat(first(good().noRun().unseen("A").flow(Optional.empty())))
                .startsWith("no dataflow exists for this export");
        assertThat(first(good().noRun().unseen("A").at(Instant.parse("2027-05-02T00:00:00Z"))))
                .endsWith("the dataflow tells no end time, and such end six months after their creation,"
                        + " 2027-05-01T00:00:00Z");
        assertThat(first(good().noRun().unseen("A").disabled())).isEqualTo("dataflow flow-1 is disabled");
        assertThat(first(good().noRun().unseen("A").ended()))
                .isEqualTo("dataflow flow-1 has ended at 2026-12-01T03:00:00Z, before this slot");
    }

    @Test
    void whoCouldNotBeAskedAndTheRemedy() {
        assertThat(first(good().barred("A")))
                .isEqualTo("storage:lake could not be asked, DENIED: 403 AccessDenied; grant s3:ListBucket");
        Scene noisy = good();
        noisy.view = new RunsView.NotAsked(
                new Trouble("platform:default", Trouble.Kind.BROKEN_ANSWER, "<html>\u001b[2J" + "x".repeat(9_000), ""));
        assertThat(first(noisy)).doesNotContain("\u001b").hasSizeLessThan(400);
    }

    @Test
    void countsThatDiffer() {
        assertThat(good().seen("A", landing(2, 99L)).judgement("A").findings())
                .contains("the run says 100 records, 99 landed");
        assertThat(good().seen("A", landing(3, 1_234L)).judgement("A").findings())
                .contains(
                        "3 data files landed, more than the run says", "1,234 records landed, more than the run says");
        assertThat(good().reconcile(Reconcile.OFF).judgement("A").findings())
                .contains("the run's counts are ignored (reconcile=off)");
        assertThat(first(good().reconcile(Reconcile.FAIL).seen("A", landing(2, 1L))))
                .isEqualTo("the run says 100 records, 1 landed");
    }

    @Test
    void badFiles() {
        Instant t = Scene.DUE.plusSeconds(5);
        assertThat(first(good().seen("A", landing(2, null, 0, 0, 1, true, t))))
                .isEqualTo("1 data file of 2 is truncated or damaged");
        assertThat(first(good().seen("A", landing(2, null, 0, 2, 0, true, t))))
                .isEqualTo("2 data files of 2 are not of the declared format and compression");
        assertThat(first(good().seen("A", landing(2, null, 2, 0, 0, true, t))))
                .startsWith("2 data files of 2 are empty");
    }
}
