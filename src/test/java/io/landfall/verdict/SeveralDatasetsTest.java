package io.landfall.verdict;

import static io.landfall.verdict.Scene.landing;
import static io.landfall.verdict.Scene.run;
import static org.assertj.core.api.Assertions.assertThat;

import io.landfall.model.Judgement;
import io.landfall.model.Landing;
import io.landfall.model.Reconcile;
import io.landfall.model.RunState;
import io.landfall.model.Verdict;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("zones")
class SeveralDatasetsTest {
    private static final Landing NONE = Landing.none();

    private static Scene two(Long records, Long files, Landing a, Landing b) {
        return two(records, files, Map.of(), a, b);
    }

    private static Scene two(Long records, Long files, Map<String, Long> per, Landing a, Landing b) {
        return Scene.good()
                .run(run(RunState.SUCCEEDED, records, files, null, per))
                .seen("A", a)
                .seen("B", b);
    }

    @Test
    void theFilesOfAllAreComparedWithTheRuns() {
        assertThat(two(100L, 4L, landing(3), landing(1)).verdicts()).containsExactly(Verdict.LANDED, Verdict.LANDED);
        assertThat(two(100L, 5L, landing(3), landing(1)).verdicts())
                .containsExactly(Verdict.INCOMPLETE, Verdict.INCOMPLETE);
    }

    @Test
    void aShortfallGoesToTheOneWithoutFilesFirst() {
        Scene scene = two(100L, 5L, landing(3), NONE);
        assertThat(scene.verdicts()).containsExactly(Verdict.LANDED, Verdict.MISSING);
        assertThat(scene.judgement("A").findings()).contains("over all datasets fewer files landed than the run says");
    }

    @Test
    void aShortfallDoesNotGoToOneThatHadNothingByItsOwnCount() {
        Map<String, Long> per = Map.of("A", 100L, "B", 0L);
        assertThat(two(100L, 5L, per, landing(3), NONE).verdicts())
                .containsExactly(Verdict.INCOMPLETE, Verdict.NOTHING_TO_EXPORT);
    }

    @Test
    void aShortfallDoesNotGoToOneWhoseRecordsAreAllThere() {
        Map<String, Long> per = Map.of("A", 60L, "B", 40L);
        assertThat(two(100L, 5L, per, landing(3, 60L), landing(1)).verdicts())
                .containsExactly(Verdict.LANDED, Verdict.INCOMPLETE);
        assertThat(two(100L, 5L, per, landing(3, 60L), landing(1, 40L)).verdicts())
                .containsExactly(Verdict.INCOMPLETE, Verdict.INCOMPLETE);
    }

    @Test
    void withCountsOfItsOwnADatasetIsJudgedAlone() {
        Map<String, Long> per = Map.of("A", 60L, "B", 40L);
        assertThat(two(100L, null, per, landing(3), NONE).verdicts()).containsExactly(Verdict.LANDED, Verdict.MISSING);
        assertThat(two(100L, null, per, landing(3, 59L), landing(1, 40L))
                        .reconcile(Reconcile.FAIL)
                        .verdicts())
                .containsExactly(Verdict.INCOMPLETE, Verdict.LANDED);
    }

    @Test
    void withoutOwnCountsNothingToExportWhereTheOthersAddUp() {
        assertThat(two(100L, 3L, landing(3, 100L), NONE).verdicts())
                .containsExactly(Verdict.LANDED, Verdict.NOTHING_TO_EXPORT);
        assertThat(two(100L, null, landing(3, 101L), NONE).verdicts())
                .containsExactly(Verdict.LANDED, Verdict.NOTHING_TO_EXPORT);
        assertThat(two(100L, 3L, landing(3, 99L), NONE).verdicts()).containsExactly(Verdict.LANDED, Verdict.UNKNOWN);
        assertThat(two(100L, 3L, landing(3), NONE).verdicts()).containsExactly(Verdict.LANDED, Verdict.UNKNOWN);
        assertThat(two(null, null, landing(3, 100L), NONE).verdicts()).containsExactly(Verdict.LANDED, Verdict.UNKNOWN);
    }

    @Test
    void aRunOfZeroRecordsHadNothingOfAny() {
        assertThat(two(0L, 0L, NONE, NONE).verdicts())
                .containsExactly(Verdict.NOTHING_TO_EXPORT, Verdict.NOTHING_TO_EXPORT);
        assertThat(two(null, 0L, NONE, NONE).verdicts())
                .containsExactly(Verdict.NOTHING_TO_EXPORT, Verdict.NOTHING_TO_EXPORT);
        assertThat(two(100L, 2L, NONE, NONE).verdicts()).containsExactly(Verdict.MISSING, Verdict.MISSING);
        assertThat(two(100L, null, NONE, NONE).verdicts()).containsExactly(Verdict.UNKNOWN, Verdict.UNKNOWN);
    }

    @Test
    void recordsOfAllAreComparedWhereTheRunDoesNotTellThemApart() {
        assertThat(two(100L, null, landing(3, 60L), landing(1, 39L))
                        .reconcile(Reconcile.FAIL)
                        .verdicts())
                .containsExactly(Verdict.INCOMPLETE, Verdict.INCOMPLETE);
        assertThat(two(100L, null, landing(3, 60L), landing(1, 39L)).verdicts())
                .containsExactly(Verdict.LANDED, Verdict.LANDED);
        assertThat(two(100L, null, landing(3, 60L), landing(1))
                        .reconcile(Reconcile.FAIL)
                        .verdicts())
                .containsExactly(Verdict.LANDED, Verdict.LANDED);
    }

    @Test
    void whoCannotBeLookedAtHoldsUpTheSumOnly() {
        Scene scene = two(100L, 5L, landing(3), NONE).barred("B");
        assertThat(scene.verdicts()).containsExactly(Verdict.UNKNOWN, Verdict.UNKNOWN);
        Judgement a = scene.judgement("A");
        assertThat(a.trouble()).contains(Scene.DENIED);
        assertThat(a.findings().get(0)).contains("its sum cannot be made up: storage:lake could not be asked");
        assertThat(two(100L, null, landing(3), NONE).barred("B").verdicts())
                .containsExactly(Verdict.LANDED, Verdict.UNKNOWN);
        assertThat(two(100L, 3L, landing(3), NONE).barred("B").verdicts())
                .containsExactly(Verdict.LANDED, Verdict.UNKNOWN);
        assertThat(two(100L, 5L, Map.of("A", 60L), landing(3, 60L), NONE)
                        .barred("B")
                        .verdicts())
                .containsExactly(Verdict.LANDED, Verdict.UNKNOWN);
        assertThat(two(100L, 5L, landing(3), NONE).unseen("B").verdicts())
                .containsExactly(Verdict.UNKNOWN, Verdict.UNKNOWN);
    }

    @Test
    void earlierLandingsCountIntoTheSum() {
        Judgement landed = two(100L, 4L, landing(3), landing(1)).judgement("A");
        Scene later = two(100L, 4L, landing(3), landing(1)).unseen("A");
        later.kept.put("A", landed);
        assertThat(later.verdicts()).containsExactly(Verdict.LANDED, Verdict.LANDED);
        Scene shorter = two(100L, 5L, landing(3), landing(1)).unseen("A");
        shorter.kept.put("A", landed);
        assertThat(shorter.verdicts()).containsExactly(Verdict.LANDED, Verdict.INCOMPLETE);
    }

    @Test
    void withoutARunASisterWithoutFilesCannotBeDecided() {
        Scene scene = two(null, null, landing(3), NONE).noRun();
        assertThat(scene.verdicts()).containsExactly(Verdict.LANDED, Verdict.UNKNOWN);
        assertThat(two(null, null, NONE, NONE).noRun().verdicts())
                .containsExactly(Verdict.NOT_STARTED, Verdict.NOT_STARTED);
    }

    @Test
    void aFolderThatTwoShareCountsOnce() {
        Map<String, Long> per = Map.of("A", 60L, "B", 40L);
        assertThat(Scene.good()
                        .run(run(RunState.SUCCEEDED, 100L, 4L, null, per))
                        .shared(landing(4, 100L))
                        .reconcile(Reconcile.FAIL)
                        .verdicts())
                .containsExactly(Verdict.LANDED, Verdict.LANDED);
        assertThat(Scene.good()
                        .run(run(RunState.SUCCEEDED, 100L, 4L, null, per))
                        .shared(landing(3, 100L))
                        .verdicts())
                .containsExactly(Verdict.INCOMPLETE, Verdict.INCOMPLETE);
        Scene fewer =
                Scene.good().run(run(RunState.SUCCEEDED, 100L, null, null, per)).shared(landing(4, 99L));
        assertThat(fewer.verdicts()).containsExactly(Verdict.LANDED, Verdict.LANDED);
        assertThat(fewer.judgement("A").findings()).contains("the run says 100 records, 99 landed");
        assertThat(fewer.reconcile(Reconcile.FAIL).verdicts()).containsExactly(Verdict.INCOMPLETE, Verdict.INCOMPLETE);
    }

    @Test
    void offIgnoresAllCounts() {
        assertThat(two(100L, 9L, Map.of("A", 5L, "B", 95L), landing(3), NONE)
                        .reconcile(Reconcile.OFF)
                        .verdicts())
                .containsExactly(Verdict.LANDED, Verdict.UNKNOWN);
    }
}
