package io.landfall.alert;

import static io.landfall.alert.Sample.GRACE;
import static io.landfall.alert.Sample.SLOT;
import static io.landfall.alert.Sample.judged;
import static org.assertj.core.api.Assertions.assertThat;

import io.landfall.model.Channel.MessageFormat;
import io.landfall.model.Condition;
import io.landfall.model.Config;
import io.landfall.model.Incident.Resolution;
import io.landfall.model.Severity;
import io.landfall.model.Verdict;
import io.landfall.state.Standing;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TendTest {
    private static final Instant DUE = SLOT.plus(GRACE);

    @Test
    void remindsWhenRepeatHasElapsedSinceTheLastMessageOfAnyKind() {
        Story story = new Story(Sample.plain());
        story.at(DUE, judged("orders", SLOT, Verdict.MISSING));
        story.tend(DUE.plus(Duration.ofHours(12)).minusMillis(1));
        assertThat(story.reasons()).containsExactly("repeat has not elapsed");
        story.tend(DUE.plus(Duration.ofHours(12)));
        story.tend(DUE.plus(Duration.ofHours(12)).plusSeconds(30));
        assertThat(story.said()).containsExactly("opened ops", "reminded ops");
    }

    @Test
    void anAlertmanagerIsToldEveryFiveMinutesWhateverRepeatSays() {
        Story story = new Story(new Sample()
                .export("orders")
                .channel("am", "http://127.0.0.1:9093/api/v2/alerts", MessageFormat.ALERTMANAGER)
                .config());
        story.at(DUE, judged("orders", SLOT, Verdict.MISSING));
        story.tend(DUE.plusSeconds(299));
        story.tend(DUE.plusSeconds(300));
        assertThat(story.said()).containsExactly("opened am", "reminded am");
    }

    @Test
    void withdrawsWhatIsNoLongerDeclaredOrIsDisabled() {
        Story story = new Story(Sample.plain());
        story.at(DUE, judged("orders", SLOT, Verdict.MISSING));
        Config without =
                new Sample().channel("ops", "log:ops", MessageFormat.TEXT).config();
        Config disabled = new Sample()
                .export("orders", Map.of(), Optional.empty(), false, false)
                .channel("ops", "log:ops", MessageFormat.TEXT)
                .config();
        for (Config config : new Config[] {without, disabled}) {
            Story after = new Story(config);
            after.play(new Tend(config).decide(story.standing(), DUE.plusSeconds(60)), DUE.plusSeconds(60));
            assertThat(after.last().resolution()).contains(Resolution.WITHDRAWN);
            assertThat(after.said()).containsExactly("resolved ops");
        }
    }

    @Test
    void aConditionIsToldOnceAndResolvedWhenItIsNoLongerSo() {
        Config config = Sample.plain();
        Story story = new Story(config);
        Tend tend = new Tend(config);
        Found raised = found(
                Map.of(Condition.NO_DATAFLOW, Raised.of("none"), Condition.UNEXPLAINED_FOLDER, Raised.of("a folder")));
        story.play(tend.conditions(Sample.key("orders"), raised, Standing.empty(), DUE), DUE);
        story.play(tend.conditions(Sample.key("orders"), raised, story.standing(), DUE), DUE);
        assertThat(story.only().key()).isEqualTo("default/prod/orders/*/NO_DATAFLOW");
        assertThat(story.only().severity()).isEqualTo(Severity.PAGE);
        story.play(tend.conditions(Sample.key("orders"), found(Map.of()), story.standing(), DUE.plusSeconds(60)), DUE);
        assertThat(story.said()).containsExactly("opened ops", "resolved ops");
    }

    private static Found found(Map<Condition, Raised> raised) {
        return new Found(Set.of(Condition.values()), raised);
    }
}
