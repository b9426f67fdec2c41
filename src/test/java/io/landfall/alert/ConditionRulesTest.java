package io.landfall.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.landfall.model.Action;
import io.landfall.model.Action.Kind;
import io.landfall.model.Condition;
import io.landfall.model.EntityType;
import io.landfall.model.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConditionRulesTest {
    private static final Instant END = Instant.parse("2026-12-31T00:00:00Z");
    private static final Schedule EVERY_3H =
            new Schedule(Instant.parse("2026-06-01T00:00:00Z"), Duration.ofHours(3), Optional.of(END));
    private static final Schedule ENDLESS = new Schedule(EVERY_3H.start(), Duration.ofHours(3), Optional.empty());

    @ParameterizedTest
    @CsvSource({
        "2026-11-30T23:59:59Z, 0, ''",
        "2026-12-01T00:00:00Z, 1, 'within 30 days'",
        "2026-12-16T23:59:59Z, 1, 'within 30 days'",
        "2026-12-17T00:00:00Z, 2, 'within 14 days'",
        "2026-12-24T00:00:00Z, 3, 'within 7 days'",
        "2026-12-30T00:00:00Z, 4, 'within 1 day'",
        "2026-12-30T23:59:59Z, 4, 'within 1 day'"
    })
    void theEndIsToldAheadByTheTightestStepThatWasPassed(Instant now, int degree, String words) {
        Map<Condition, Raised> raised = ConditionRules.end(EVERY_3H, END, now).raised();
        if (degree == 0) {
            assertThat(raised).isEmpty();
        } else {
            assertThat(raised).containsOnlyKeys(Condition.ENDING_SOON);
            assertThat(raised.get(Condition.ENDING_SOON).degree()).isEqualTo(degree);
            assertThat(raised.get(Condition.ENDING_SOON).details())
                    .containsExactly("the dataflow ends at " + END + ", " + words);
        }
    }

    @Test
    void whatHasEndedIsNotEndingSoon() {
        assertThat(ConditionRules.end(EVERY_3H, END, END).raised()).containsOnlyKeys(Condition.ENDED);
    }

    @Test
    void anEndThatTheDataflowDoesNotTellIsAssumedButNeverTakenForReached() {
        assertThat(ConditionRules.end(ENDLESS, END, END.minusSeconds(1))
                        .raised()
                        .get(Condition.ENDING_SOON)
                        .details()
                        .get(0))
                .contains("tells no end");
        Map<Condition, Raised> after = ConditionRules.end(ENDLESS, END, END).raised();
        assertThat(after).containsOnlyKeys(Condition.ENDING_SOON);
        assertThat(after.get(Condition.ENDING_SOON).degree()).isEqualTo(5);
    }

    @Test
    void aOneTimeExportDoesNotEnd() {
        Schedule once = new Schedule(EVERY_3H.start(), Duration.ZERO, Optional.of(END));
        Found found = ConditionRules.end(once, END, END.plusSeconds(1));
        assertThat(found.raised()).isEmpty();
        assertThat(found.asked()).contains(Condition.ENDED, Condition.ENDING_SOON, Condition.NO_DATAFLOW);
    }

    @Test
    void differencesAreNamedByTheirFieldsAndActionsWithoutAnyByTheirReason() {
        Found found = ConditionRules.differences(List.of(
                action(EntityType.TARGET_CONNECTION, Kind.NO_OP),
                action(
                        EntityType.FLOW,
                        Kind.UPDATE,
                        new Action.Field("scheduleParams.interval", "6", "3"),
                        new Action.Field("name", null, "landfall/orders")),
                action(EntityType.FLOW, Kind.ENABLE)));
        assertThat(found.raised().get(Condition.DRIFT).details())
                .containsExactly(
                        "flow scheduleParams.interval is 6, declared is 3",
                        "flow name is nothing, declared is landfall/orders",
                        "enable flow id-1: because");
        assertThat(found.raised().get(Condition.DRIFT).degree()).isEqualTo(3);
    }

    @Test
    void aWatchedDataflowThatDiffersIsDriftThoughNothingIsDoneAboutIt() {
        Action.Field field = new Action.Field("params.path", "b", "a");
        assertThat(ConditionRules.differences(List.of(
                                action(EntityType.FLOW, Kind.NO_OP),
                                action(EntityType.TARGET_CONNECTION, Kind.NO_OP, field)))
                        .raised())
                .containsOnlyKeys(Condition.DRIFT);
    }

    @Test
    void withoutDifferencesThereIsNoDriftAndTheDatasetsAreThere() {
        Found found = ConditionRules.differences(List.of(action(EntityType.FLOW, Kind.NO_OP)));
        assertThat(found.asked()).containsExactlyInAnyOrder(Condition.DRIFT, Condition.DATASET_GONE);
        assertThat(found.raised()).isEmpty();
    }

    @Test
    void withoutADataflowNothingIsSaidOfDifferences() {
        assertThat(ConditionRules.differences(List.of(action(EntityType.FLOW, Kind.CREATE))))
                .isEqualTo(Found.nothing());
        assertThat(ConditionRules.differences(List.of(action(EntityType.FLOW, Kind.CONFLICT))))
                .isEqualTo(Found.nothing());
    }

    @Test
    void aCredentialThatHasExpiredIsWorseThanOneThatWill() {
        Found soon = ConditionRules.expiry("the token", END, END.minus(Duration.ofDays(7)));
        assertThat(soon.raised().get(Condition.CREDENTIAL_EXPIRING))
                .isEqualTo(new Raised(List.of("the token expires at " + END + ", within 7 days"), 3));
        Found over = ConditionRules.expiry("the token", END, END);
        assertThat(over.raised().get(Condition.CREDENTIAL_EXPIRING))
                .isEqualTo(new Raised(List.of("the token expired at " + END), 5));
        assertThat(ConditionRules.expiry("the token", END, END.minus(Duration.ofDays(31))))
                .isEqualTo(ConditionRules.noExpiry());
    }

    private static Action action(EntityType type, Kind kind, Action.Field... fields) {
        return new Action(Sample.key("orders"), type, kind, Optional.of("id-1"), "because", List.of(fields));
    }
}
