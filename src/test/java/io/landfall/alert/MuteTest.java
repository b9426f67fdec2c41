package io.landfall.alert;

import static io.landfall.alert.Sample.GRACE;
import static io.landfall.alert.Sample.NEXT;
import static io.landfall.alert.Sample.SLOT;
import static io.landfall.alert.Sample.judged;
import static io.landfall.alert.Sample.unknown;
import static org.assertj.core.api.Assertions.assertThat;

import io.landfall.model.Channel.MessageFormat;
import io.landfall.model.Config;
import io.landfall.model.Silence;
import io.landfall.model.Trouble;
import io.landfall.model.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** When a silence keeps what from being said, and what is said when it ends. */
class MuteTest {
    private static final Instant DUE = SLOT.plus(GRACE);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Config CONFIG = new Sample()
            .export("orders", Map.of("owner", "core", "tier", "1"), Optional.empty(), true, false)
            .export("events", Map.of("owner", "web"), Optional.empty(), true, false)
            .channel("ops", "log:ops", MessageFormat.TEXT)
            .config();

    private final Story story = new Story(CONFIG);

    private static Silence silence(Set<String> exports, Set<String> verdicts, Map<String, String> labels) {
        return new Silence(
                "s1",
                exports,
                verdicts,
                labels,
                "maintenance",
                DUE.minus(HOUR),
                Optional.of(DUE.plus(HOUR)),
                false,
                Optional.empty());
    }

    private static final Silence OF_ORDERS = silence(Set.of("orders"), Set.of(), Map.of());

    @Test
    void nothingIsSaidWhileItLastsAndTheReasonIsGiven() {
        story.silences(OF_ORDERS);
        story.at(DUE, judged("orders", SLOT, Verdict.MISSING));
        assertThat(story.reasons()).containsExactly("first, silenced by s1");
        story.tend(DUE.plusSeconds(30));
        assertThat(story.reasons()).containsExactly("silenced by s1");
        story.at(DUE.plusSeconds(60), judged("events", SLOT, Verdict.MISSING));
        assertThat(story.said()).containsExactly("opened ops");
    }

    @Test
    void whatStillIsWrongIsAnnouncedOnceWhenItEnds() {
        story.silences(OF_ORDERS);
        story.at(DUE, judged("orders", SLOT, Verdict.MISSING));
        story.tend(DUE.plus(HOUR).minusMillis(1));
        assertThat(story.said()).isEmpty();
        story.tend(DUE.plus(HOUR));
        assertThat(story.reasons()).containsExactly("its silence ended");
        story.tend(DUE.plus(HOUR).plusSeconds(30));
        assertThat(story.said()).containsExactly("opened ops");
    }

    @Test
    void whoWasToldBeforeItBeganIsRemindedWhenItEnds() {
        story.at(DUE, judged("orders", SLOT, Verdict.MISSING));
        Silence later = new Silence(
                "s2",
                Set.of(),
                Set.of("MISSING"),
                Map.of(),
                "",
                DUE.plusSeconds(60),
                Optional.empty(),
                true,
                Optional.of(DUE.plus(HOUR)));
        story.silences(later);
        story.tend(DUE.plusSeconds(120));
        story.tend(DUE.plus(HOUR));
        story.tend(DUE.plus(HOUR).plusSeconds(30));
        assertThat(story.said()).containsExactly("opened ops", "reminded ops");
    }

    @Test
    void theEndOfWhatWasNeverAnnouncedIsNotSaid() {
        story.silences(OF_ORDERS);
        story.at(DUE, judged("orders", SLOT, Verdict.MISSING));
        story.at(DUE.plusSeconds(60), judged("orders", SLOT, Verdict.LANDED_LATE));
        assertThat(story.open()).isEmpty();
        assertThat(story.said()).isEmpty();
    }

    @Test
    void theEndOfWhatWasAnnouncedIsSaidUnderASilenceToo() {
        story.at(DUE, judged("orders", SLOT, Verdict.MISSING));
        story.silences(OF_ORDERS);
        story.at(DUE.plusSeconds(60), judged("orders", SLOT, Verdict.LANDED_LATE));
        assertThat(story.said()).containsExactly("opened ops", "resolved ops");
    }

    @Test
    void whatBecomesWorseIsNotSaid() {
        story.at(DUE, judged("orders", SLOT, Verdict.MISSING));
        story.silences(silence(Set.of(), Set.of(), Map.of("owner", "core")));
        story.at(DUE.plusSeconds(60), judged("orders", SLOT, Verdict.CORRUPT));
        assertThat(story.only().what()).isEqualTo("CORRUPT");
        assertThat(story.said()).containsExactly("opened ops");
    }

    @Test
    void allThatItNamesHasToFit() {
        story.at(DUE, judged("orders", SLOT, Verdict.MISSING));
        for (Silence fits : List.of(
                silence(Set.of("events", "orders"), Set.of("MISSING", "CORRUPT"), Map.of("owner", "core")),
                silence(Set.of(), Set.of(), Map.of("owner", "core", "tier", "1")))) {
            assertThat(mute(fits, DUE).over(story.only())).as("%s", fits).contains(fits);
        }
        for (Silence other : List.of(
                silence(Set.of("events"), Set.of(), Map.of()),
                silence(Set.of("orders"), Set.of("CORRUPT"), Map.of()),
                silence(Set.of("orders"), Set.of(), Map.of("owner", "web")),
                silence(Set.of(), Set.of(), Map.of("owner", "core", "tier", "2")))) {
            assertThat(mute(other, DUE).over(story.only())).as("%s", other).isEmpty();
        }
        assertThat(mute(OF_ORDERS, DUE.minus(HOUR).minusMillis(1)).over(story.only()))
                .isEmpty();
        assertThat(mute(OF_ORDERS, DUE.plus(HOUR)).over(story.only())).isEmpty();
    }

    @Test
    void aCauseThatHitsOthersTooIsSaid() {
        story.at(DUE, unknown("orders", SLOT, "storage:lake", Trouble.Kind.DENIED, DUE));
        assertThat(mute(OF_ORDERS, DUE).over(story.only())).isPresent();
        story.at(DUE, unknown("events", SLOT, "storage:lake", Trouble.Kind.DENIED, DUE));
        assertThat(mute(OF_ORDERS, DUE).over(story.only())).isEmpty();
        assertThat(mute(silence(Set.of("orders", "events"), Set.of("UNKNOWN"), Map.of()), DUE)
                        .over(story.only()))
                .isPresent();
    }

    @Test
    void oneThatLastsUntilItIsFixedEndsWhenNothingOfItIsOpenAnyMore() {
        Silence until = new Silence(
                "s3", Set.of("orders"), Set.of(), Map.of(), "", DUE, Optional.empty(), false, Optional.empty());
        Silence covering = new Silence(
                "s3", Set.of("orders"), Set.of(), Map.of(), "", DUE, Optional.empty(), true, Optional.empty());
        assertThat(mute(until, DUE).fixed(List.of()))
                .as("nothing was broken yet")
                .isEmpty();
        story.at(DUE, judged("orders", SLOT, Verdict.MISSING));
        assertThat(mute(until, DUE).covering(story.open())).containsExactly("s3");
        assertThat(mute(covering, DUE).covering(story.open())).isEmpty();
        assertThat(mute(covering, DUE).fixed(story.open())).isEmpty();
        assertThat(mute(covering, DUE).fixed(List.of())).containsExactly("s3");
        assertThat(mute(OF_ORDERS, DUE).fixed(List.of())).isEmpty();
    }

    @Test
    void whatOpensAfterItEndedIsSaidAsEver() {
        story.silences(OF_ORDERS);
        Instant later = NEXT.plus(GRACE);
        story.at(later, judged("orders", NEXT, Verdict.MISSING));
        story.tend(later.plusSeconds(30));
        assertThat(story.said()).containsExactly("opened ops");
    }

    @Test
    void whatOpensAtTheVeryEndOfASilenceIsNotLost() {
        story.silences(OF_ORDERS);
        story.at(DUE, judged("orders", SLOT, Verdict.MISSING));
        Silence ended = new Silence(
                "s1",
                Set.of("orders"),
                Set.of(),
                Map.of(),
                "",
                DUE.minus(HOUR),
                Optional.empty(),
                true,
                Optional.of(DUE));
        story.silences(ended);
        story.tend(DUE.plusSeconds(30));
        assertThat(story.said()).containsExactly("opened ops");
    }

    private static Mute mute(Silence silence, Instant now) {
        return new Mute(CONFIG, List.of(silence), now);
    }
}
