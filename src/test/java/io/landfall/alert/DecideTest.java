package io.landfall.alert;

import static io.landfall.alert.Sample.DATASET;
import static io.landfall.alert.Sample.GRACE;
import static io.landfall.alert.Sample.NEXT;
import static io.landfall.alert.Sample.OTHER;
import static io.landfall.alert.Sample.SLOT;
import static io.landfall.alert.Sample.judged;
import static io.landfall.alert.Sample.unknown;
import static org.assertj.core.api.Assertions.assertThat;

import io.landfall.model.Channel.MessageFormat;
import io.landfall.model.Config;
import io.landfall.model.Incident.Resolution;
import io.landfall.model.Severity;
import io.landfall.model.Step;
import io.landfall.model.Trouble;
import io.landfall.model.Verdict;
import io.landfall.state.Standing;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class DecideTest {
    private static final Instant DUE = SLOT.plus(GRACE);
    private final Story story = new Story(Sample.plain());

    @ParameterizedTest
    @EnumSource(Verdict.class)
    void everyVerdictAtTheDeadlineOpensAnIncidentWhereItIsBadAndOnlyThen(Verdict verdict) {
        story.at(DUE, judged("orders", SLOT, verdict));
        assertThat(story.said()).hasSize(verdict.bad(false) ? 1 : 0);
    }

    @ParameterizedTest
    @CsvSource({
        "MISSING,     default/prod/orders/5ef3e3259ad2a1191ab7dd7d/2026-12-01T03:00:00Z, PAGE",
        "UNKNOWN,     default/prod/orders/5ef3e3259ad2a1191ab7dd7d/2026-12-01T03:00:00Z, TICKET",
        "RUN_FAILED,  default/prod/orders/*/2026-12-01T03:00:00Z, PAGE",
        "NOT_STARTED, default/prod/orders/*/2026-12-01T03:00:00Z, PAGE",
        "RUN_STUCK,   default/prod/orders/*/2026-12-01T03:00:00Z, PAGE"
    })
    void theKeyNamesTheDatasetOrAllOfThemForVerdictsOfTheRun(Verdict verdict, String key, Severity severity) {
        story.at(DUE, judged("orders", SLOT, verdict));
        assertThat(story.only().key()).isEqualTo(key);
        assertThat(story.only().severity()).isEqualTo(severity);
        assertThat(story.only().since()).isEqualTo(DUE);
    }

    @Test
    void aFailedRunOfTwoDatasetsIsOneIncident() {
        story.at(
                DUE,
                judged("orders", DATASET, SLOT, Verdict.RUN_FAILED, DUE),
                judged("orders", OTHER, SLOT, Verdict.RUN_FAILED, DUE));
        assertThat(story.said()).containsExactly("opened ops");
        story.at(
                DUE.plusSeconds(60),
                judged("orders", DATASET, SLOT, Verdict.LANDED_LATE, DUE),
                judged("orders", OTHER, SLOT, Verdict.RUN_FAILED, DUE));
        assertThat(story.said()).containsExactly("opened ops");
        story.at(
                DUE.plusSeconds(90),
                judged("orders", DATASET, SLOT, Verdict.LANDED_LATE, DUE),
                judged("orders", OTHER, SLOT, Verdict.LANDED_LATE, DUE));
        assertThat(story.said()).containsExactly("opened ops", "resolved ops");
        assertThat(story.last().resolution()).contains(Resolution.LANDED);
    }

    @Test
    void nothingIsSaidBeforeTheDeadline() {
        story.at(DUE.minusMillis(1), judged("orders", SLOT, Verdict.UNKNOWN));
        assertThat(story.reasons()).containsExactly("within its grace until " + DUE);
        story.at(DUE, judged("orders", SLOT, Verdict.UNKNOWN));
        assertThat(story.said()).containsExactly("opened ops");
    }

    @Test
    void nothingIsSaidOfSlotsThatWereOverBeforeTheExportWasFirstSeen() {
        Judged old = judged("orders", SLOT, Verdict.MISSING);
        story.at(DUE, new Judged(old.judgement(), DUE, DUE.plusMillis(1)));
        assertThat(story.said()).isEmpty();
        story.at(DUE, new Judged(old.judgement(), DUE, DUE));
        assertThat(story.said()).containsExactly("opened ops");
    }

    @Test
    void theSameVerdictAgainSaysNothing() {
        story.at(DUE, judged("orders", SLOT, Verdict.MISSING));
        story.at(DUE.plusSeconds(30), judged("orders", SLOT, Verdict.MISSING));
        assertThat(story.reasons()).containsExactly("known");
        assertThat(story.said()).containsExactly("opened ops");
    }

    @Test
    void notToKnowForAWhileIsNotWorseThanWhatWasTold() {
        // files of a late run land one by one, and its run shows up after them
        story.at(DUE, judged("orders", SLOT, Verdict.NOT_STARTED));
        story.at(DUE.plusSeconds(5), judged("orders", SLOT, Verdict.UNKNOWN));
        assertThat(story.reasons()).containsExactly("not decided now; what was told of this slot stands");
        story.at(DUE.plusSeconds(9), judged("orders", SLOT, Verdict.LANDED_LATE));
        assertThat(story.said()).containsExactly("opened ops", "resolved ops");
    }

    @Test
    void aVerdictThatNobodyWasToldOfIsToldByTheNextDecision() {
        // a verify without --alert records MISSING and decides nothing: there is no change any more, only a verdict
        story.at(DUE.plusSeconds(600), judged("orders", SLOT, Verdict.MISSING));
        assertThat(story.said()).containsExactly("opened ops");
    }

    @Test
    void anotherBadVerdictOfTheSlotAndLaterBadSlotsJoinAndAreToldOnceInRepeat() {
        story.at(DUE, judged("orders", SLOT, Verdict.MISSING));
        story.at(DUE.plusSeconds(60), judged("orders", SLOT, Verdict.CORRUPT));
        assertThat(story.said()).containsExactly("opened ops", "worsened ops");
        assertThat(story.reasons()).containsExactly("changed");
        for (int i = 1; i <= 3; i++) {
            Instant slot = SLOT.plus(Duration.ofHours(3L * i));
            story.at(slot.plus(GRACE), judged("orders", slot, Verdict.MISSING));
            assertThat(story.reasons()).containsExactly("another slot");
        }
        assertThat(story.said()).containsExactly("opened ops", "worsened ops");
        assertThat(story.only().bad()).hasSize(4);
        Instant slot = SLOT.plus(Duration.ofHours(12));
        story.at(slot.plus(GRACE).plusSeconds(60), judged("orders", slot, Verdict.MISSING));
        assertThat(story.said()).containsExactly("opened ops", "worsened ops", "worsened ops");
        assertThat(story.only().key()).endsWith(SLOT.toString());
    }

    @Test
    void aVerdictOfTheRunJoinsWhatIsOpenForTheSameDataset() {
        story.at(DUE, judged("orders", SLOT, Verdict.MISSING));
        story.at(NEXT.plus(GRACE), judged("orders", NEXT, Verdict.NOT_STARTED));
        assertThat(story.said()).containsExactly("opened ops", "worsened ops");
        assertThat(story.open()).hasSize(1);
    }

    @Test
    void aVerdictOfADatasetJoinsWhatIsOpenForTheRun() {
        story.at(DUE, judged("orders", SLOT, Verdict.RUN_STUCK));
        story.at(DUE.plusSeconds(60), judged("orders", SLOT, Verdict.MISSING));
        assertThat(story.said()).containsExactly("opened ops", "worsened ops");
        story.at(DUE.plusSeconds(90), judged("orders", SLOT, Verdict.LANDED_LATE));
        assertThat(story.last().resolution()).contains(Resolution.LANDED);
    }

    @Test
    void aLaterSlotThatLandsSupersedesTheMissedOneAndTheMissedOneIsNotToldAgain() {
        story.at(DUE, judged("orders", SLOT, Verdict.MISSING));
        Instant landed = NEXT.plusSeconds(600);
        story.at(landed, judged("orders", DATASET, NEXT, Verdict.LANDED, landed));
        assertThat(story.said()).containsExactly("opened ops", "resolved ops");
        assertThat(story.last().resolution()).contains(Resolution.SUPERSEDED);
        story.at(landed.plusSeconds(60), judged("orders", SLOT, Verdict.MISSING));
        assertThat(story.said()).containsExactly("opened ops", "resolved ops");
        assertThat(story.reasons()).containsExactly("was told, and its incident was superseded or withdrawn");
    }

    @Test
    void aSlotThatLandsLateLeavesTheOthersOpen() {
        story.at(DUE, judged("orders", SLOT, Verdict.MISSING));
        story.at(NEXT.plus(GRACE), judged("orders", NEXT, Verdict.MISSING));
        story.at(NEXT.plus(GRACE).plusSeconds(60), judged("orders", SLOT, Verdict.LANDED_LATE));
        assertThat(story.only().bad()).extracting(m -> m.slot()).containsExactly(NEXT);
        story.at(NEXT.plus(GRACE).plusSeconds(90), judged("orders", NEXT, Verdict.LANDED_LATE));
        assertThat(story.said()).containsExactly("opened ops", "worsened ops", "resolved ops");
        assertThat(story.last().resolution()).contains(Resolution.LANDED);
    }

    @Test
    void aLandingThatWasSeenBeforeDoesNotSwallowAMissedSlotThatIsFoundLater() {
        Instant seen = NEXT.plusSeconds(600);
        story.at(seen, judged("orders", DATASET, NEXT, Verdict.LANDED, seen));
        story.at(seen.plusSeconds(60), judged("orders", SLOT, Verdict.MISSING));
        story.at(seen.plusSeconds(90), judged("orders", DATASET, NEXT, Verdict.LANDED, seen));
        assertThat(story.said()).containsExactly("opened ops");
    }

    @Test
    void aMissedSlotInAPausedDataflowIsWithdrawn() {
        story.at(DUE, judged("orders", SLOT, Verdict.NOT_STARTED));
        story.at(DUE.plusSeconds(60), judged("orders", SLOT, Verdict.PAUSED));
        assertThat(story.last().resolution()).contains(Resolution.WITHDRAWN);
    }

    @Test
    void nothingToExportIsBadOnlyWhereTheExportSaysSo() {
        Config config = new Sample()
                .export("orders", Map.of(), Optional.of(Severity.INFO), true, true)
                .channel("ops", "log:ops", MessageFormat.TEXT)
                .config();
        Story strict = new Story(config);
        strict.at(DUE, judged("orders", SLOT, Verdict.NOTHING_TO_EXPORT));
        assertThat(strict.said()).containsExactly("opened ops");
        assertThat(strict.only().severity()).isEqualTo(Severity.INFO);
        story.at(DUE, judged("orders", SLOT, Verdict.MISSING));
        story.at(DUE, judged("orders", SLOT, Verdict.NOTHING_TO_EXPORT));
        assertThat(story.last().resolution()).contains(Resolution.LANDED);
    }

    @Test
    void oneCauseThatHitsManyExportsIsOneIncidentThatNamesThemAll() {
        Sample sample = new Sample().channel("ops", "log:ops", MessageFormat.TEXT);
        for (int i = 10; i < 50; i++) {
            sample.export("export-" + i);
        }
        Story many = new Story(sample.config());
        for (int i = 10; i < 50; i++) {
            many.at(DUE, unknown("export-" + i, SLOT, "platform:default", Trouble.Kind.DENIED, DUE));
        }
        assertThat(many.said()).containsExactly("opened ops");
        assertThat(many.only().key()).isEqualTo("default/prod/cause/platform:default/DENIED");
        assertThat(many.only().affected()).hasSize(40).startsWith("export-10", "export-11");
        Step.Change first = (Step.Change) many.all().get(0);
        assertThat(first.hold()).isEqualTo(Decide.GATHER);
        for (int i = 10; i < 49; i++) {
            many.at(DUE.plusSeconds(90), judged("export-" + i, SLOT, Verdict.LANDED));
        }
        assertThat(many.open()).hasSize(1);
        many.at(DUE.plusSeconds(90), judged("export-49", SLOT, Verdict.LANDED));
        assertThat(many.said()).containsExactly("opened ops", "resolved ops");
        assertThat(many.last().affected()).hasSize(40);
    }

    @Test
    void aSlotThatTurnsOutMissingOnceItCanBeLookedAtGetsAnIncidentOfItsOwn() {
        story.at(DUE, unknown("orders", SLOT, "storage:lake", Trouble.Kind.TIMED_OUT, DUE));
        story.at(DUE.plusSeconds(60), judged("orders", SLOT, Verdict.MISSING));
        assertThat(story.said()).containsExactly("opened ops", "resolved ops", "opened ops");
        assertThat(story.only().what()).isEqualTo("MISSING");
    }

    @Test
    void aChannelThatOnlyALaterMemberConcernsIsToldWhenThatOneJoins() {
        Config config = new Sample()
                .export("orders", Map.of("owner", "a"), Optional.empty(), true, false)
                .export("events", Map.of("owner", "b"), Optional.empty(), true, false)
                .channel("team-a", "log:a", MessageFormat.TEXT, Map.of("owner", "a"), Optional.empty())
                .channel("team-b", "log:b", MessageFormat.TEXT, Map.of("owner", "b, c"), Optional.empty())
                .channel("pager", "log:p", MessageFormat.TEXT, Map.of("severity", "page"), Optional.empty())
                .config();
        Story two = new Story(config);
        two.at(DUE, unknown("orders", SLOT, "storage:lake", Trouble.Kind.DENIED, DUE));
        two.at(DUE, unknown("events", SLOT, "storage:lake", Trouble.Kind.DENIED, DUE));
        assertThat(two.said()).containsExactly("opened team-a", "opened team-b");
        two.at(DUE, judged("events", SLOT, Verdict.MISSING));
        assertThat(two.said())
                .contains("opened pager")
                .filteredOn("opened pager"::equals)
                .hasSize(1);
    }

    @Test
    void anExportThatIsDisabledOrGoneOpensNothing() {
        Config config = new Sample()
                .export("orders", Map.of(), Optional.empty(), false, false)
                .channel("ops", "log:ops", MessageFormat.TEXT)
                .config();
        for (String name : List.of("orders", "gone")) {
            List<Step> steps = new Decide(config)
                    .decide(List.of(judged(name, SLOT, Verdict.MISSING)), new Standing(List.of(), Set.of()), DUE);
            assertThat(steps).singleElement().isInstanceOf(Step.Nothing.class);
        }
    }
}
