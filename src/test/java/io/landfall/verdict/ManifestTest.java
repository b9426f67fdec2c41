package io.landfall.verdict;

import static io.landfall.verdict.Scene.DUE;
import static org.assertj.core.api.Assertions.assertThat;

import io.landfall.model.Landing;
import io.landfall.model.Manifest;
import io.landfall.model.Reconcile;
import io.landfall.model.RunState;
import io.landfall.model.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The run's own manifest is better evidence than its number of files, and says which slot the run was for. */
@Tag("zones")
class ManifestTest {

    private static Landing landing(long files, boolean settled, Manifest manifest) {
        Landing l = Scene.landing(files, null, 0, 0, 0, settled, DUE.plusSeconds(400));
        return new Landing(
                l.folder(),
                l.files(),
                l.bytes(),
                l.newest(),
                l.records(),
                l.empty(),
                l.wrongFormat(),
                l.corrupt(),
                l.settled(),
                Optional.of(manifest),
                l.findings());
    }

    private static Manifest manifest(long files, long missing) {
        return new Manifest(Optional.of("run-1"), Optional.of(DUE), files, missing, 0);
    }

    private static Scene withoutCounts(Landing landing) {
        return new Scene().run(Scene.run(RunState.SUCCEEDED, null, null)).seen("A", landing);
    }

    @Test
    void aFileThatItNamesAndThatIsNotThereIsIncompleteWhateverIsReconciled() {
        for (Reconcile reconcile : Reconcile.values()) {
            Scene scene =
                    Scene.good().seen("A", landing(2, true, manifest(3, 1))).reconcile(reconcile);
            assertThat(scene.verdict()).isEqualTo(Verdict.INCOMPLETE);
            assertThat(scene.judgement("A").findings().get(0))
                    .startsWith("the run's manifest names 3 files, 1 of them is not there");
        }
    }

    @Test
    void aCompleteOneMakesASetCompleteThatIsStillYoung() {
        assertThat(withoutCounts(landing(2, false, manifest(2, 0))).verdict()).isEqualTo(Verdict.LANDED);
        assertThat(withoutCounts(landing(2, false, manifest(2, 0).withoutFiles()))
                        .verdict())
                .isEqualTo(Verdict.UNKNOWN);
    }

    @Test
    void aCompleteOneOutweighsTheRunsNumberOfFiles() {
        Scene scene =
                new Scene().run(Scene.run(RunState.SUCCEEDED, 100L, 9L)).seen("A", landing(2, true, manifest(2, 0)));
        assertThat(scene.verdict()).isEqualTo(Verdict.LANDED);
        assertThat(scene.judgement("A").findings())
                .contains(
                        "complete by the run's manifest: 2 files",
                        "over all datasets fewer files landed than the run says");
    }

    @Test
    void filesThatItNamesAndNoneIsThereAreMissingWithoutAnyCountOfTheRun() {
        assertThat(withoutCounts(landing(0, true, manifest(2, 2))).verdict()).isEqualTo(Verdict.MISSING);
    }

    @Test
    void oneOfAnotherRunIsSaid() {
        Manifest other = new Manifest(Optional.of("run-\u202e7"), Optional.of(DUE), 2, 0, 0);
        assertThat(Scene.good()
                        .seen("A", landing(2, true, other))
                        .judgement("A")
                        .findings())
                .contains("the manifest is of another run, run-?7");
    }

    @Test
    void aRunThatWasForAnotherSlotIsNotThisOnes() {
        Manifest earlier =
                new Manifest(Optional.of("run-1"), Optional.of(Instant.parse("2026-12-01T00:00:00Z")), 0, 0, 0);
        Landing none = Landing.none();
        Landing rejected = new Landing(
                none.folder(), 0, 0, none.newest(), none.records(), 0, 0, 0, true, Optional.of(earlier), List.of());
        Scene scene = Scene.good().seen("A", rejected);
        Inspection inspection = scene.inspection().looked(scene.looks);
        assertThat(Judge.judge(inspection, scene.now).get(0).verdict()).isEqualTo(Verdict.NOT_STARTED);
        Scene own = Scene.good().seen("A", landing(2, true, manifest(2, 0)));
        assertThat(Judge.judge(own.inspection().looked(own.looks), own.now)
                        .get(0)
                        .verdict())
                .isEqualTo(Verdict.LANDED);
    }
}
