package io.landfall.verdict;

import static io.landfall.verdict.Scene.BEFORE;
import static io.landfall.verdict.Scene.DEADLINE;
import static io.landfall.verdict.Scene.DUE;
import static io.landfall.verdict.Scene.good;
import static io.landfall.verdict.Scene.run;
import static org.assertj.core.api.Assertions.assertThat;

import io.landfall.model.RunState;
import io.landfall.verdict.Need.Storage;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("zones")
class NeedTest {

    private static Need at(Scene scene, java.time.Instant now) {
        return Need.of(scene.at(now).inspection(), now);
    }

    private static void expect(Scene scene, Storage before, Storage at) {
        assertThat(at(scene, BEFORE)).isEqualTo(new Need(false, before));
        assertThat(at(scene, DEADLINE)).isEqualTo(new Need(false, at));
    }

    @Test
    void theStoreIsAskedOnlyWhereItsAnswerMatters() {
        expect(good(), Storage.CONTENT, Storage.CONTENT);
        expect(good().run(run(RunState.PARTIAL, 1L, 1L)), Storage.CONTENT, Storage.CONTENT);
        expect(good().noRun(), Storage.NOTHING, Storage.CONTENT);
        expect(good().noRun().disabled(), Storage.NOTHING, Storage.NOTHING);
        expect(good().noRun().ended(), Storage.NOTHING, Storage.NOTHING);
        expect(good().disabled(), Storage.CONTENT, Storage.CONTENT);
        expect(good().run(run(RunState.FAILED, null, null)), Storage.NOTHING, Storage.NOTHING);
        expect(good().run(run(RunState.UNFINISHED, null, null)), Storage.LISTING, Storage.NOTHING);
        expect(good().run(run(RunState.UNKNOWN, null, null)), Storage.LISTING, Storage.NOTHING);
    }

    @Test
    void runsThatAreOlderThanTheDeadlineAreAskedForAgainUnlessOneSucceeded() {
        Need again = new Need(true, Storage.NOTHING);
        assertThat(at(good().noRun().asked(BEFORE), DEADLINE)).isEqualTo(again);
        assertThat(at(good().run(run(RunState.FAILED, null, null)).asked(BEFORE), DEADLINE))
                .isEqualTo(again);
        assertThat(at(good().asked(BEFORE), DEADLINE)).isEqualTo(new Need(false, Storage.CONTENT));
        assertThat(at(good().noRun().asked(DUE), BEFORE)).isEqualTo(new Need(false, Storage.NOTHING));
        assertThat(at(good().notAsked(), DEADLINE)).isEqualTo(again);
    }

    @Test
    void nothingIsAskedAboutWhatIsFinalOrExpiredOrUnknown() {
        Scene landed = good();
        landed.kept.put("A", good().judgement("A"));
        assertThat(at(landed, DEADLINE)).isEqualTo(new Need(false, Storage.NOTHING));
        Scene old = good().retention(Duration.ofDays(7));
        assertThat(at(old, DUE.plus(Duration.ofDays(8)))).isEqualTo(new Need(false, Storage.NOTHING));
        Scene none = good();
        none.datasets.clear();
        assertThat(at(none, DEADLINE)).isEqualTo(new Need(false, Storage.NOTHING));
    }
}
