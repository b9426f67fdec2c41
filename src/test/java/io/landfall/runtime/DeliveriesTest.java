package io.landfall.runtime;

import static io.landfall.alert.Sample.DATASET;
import static io.landfall.alert.Sample.GRACE;
import static io.landfall.alert.Sample.NEXT;
import static io.landfall.alert.Sample.SLOT;
import static io.landfall.alert.Sample.judged;
import static io.landfall.alert.Sample.unknown;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.landfall.alert.Sample;
import io.landfall.model.Channel.MessageFormat;
import io.landfall.model.Config;
import io.landfall.model.Trouble;
import io.landfall.model.Verdict;
import io.landfall.state.Notification.State;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeliveriesTest {
    private static final Instant DUE = SLOT.plus(GRACE);

    @TempDir
    Path folder;

    private Desk desk;

    @BeforeEach
    void open() {
        desk = new Desk(folder.resolve("landfall.db"), config(), DUE);
    }

    private static Config config() {
        return new Sample()
                .export("orders")
                .export("events")
                .channel("ops", "log:ops", MessageFormat.TEXT, Map.of(), Optional.of("mail"))
                .channel("mail", "log:mail", MessageFormat.TEXT, Map.of("verdict", "none"), Optional.empty())
                .config();
    }

    @Test
    void aMessageThatWasSentIsNotSentAgain() {
        String id = opened();
        assertThat(desk.deliveries.prepare(id).due()).isTrue();
        desk.deliveries.sent(id);
        assertThat(desk.deliveries.prepare(id).due()).isFalse();
        assertThat(desk.deliveries.due()).isEmpty();
        assertThat(desk.row(id).sentAt()).contains(DUE);
    }

    @Test
    void anIdThatIsNotKnownIsNotDue() {
        assertThat(desk.deliveries.prepare("gone-opened-0@ops").due()).isFalse();
    }

    @Test
    void aSlotThatLandsBeforeAnybodyWasToldIsNotToldAtAll() {
        String id = opened();
        List<String> resolved = desk.judge(judged("orders", SLOT, Verdict.LANDED_LATE));
        assertThat(desk.deliveries.prepare(id).due()).isFalse();
        assertThat(desk.deliveries.prepare(resolved.get(0)).due()).isFalse();
        assertThat(desk.row(id).state()).isEqualTo(State.DROPPED);
        assertThat(desk.row(resolved.get(0)).lastError()).contains("its opening was never told");
    }

    @Test
    void aMessageThatMayHaveGoneOutIsSentAgainThoughItsIncidentIsOver() {
        String id = opened();
        assertThat(desk.deliveries.prepare(id).due()).isTrue();
        // the process dies after the send and before the row says so
        List<String> resolved = desk.judge(judged("orders", SLOT, Verdict.LANDED_LATE));
        desk = new Desk(folder.resolve("landfall.db"), config(), DUE.plusSeconds(30));
        assertThat(desk.deliveries.prepare(resolved.get(0)).due())
                .as("before its opening")
                .isFalse();
        assertThat(desk.deliveries.prepare(id).due()).isTrue();
        desk.deliveries.sent(id);
        assertThat(desk.deliveries.next(id)).isEqualTo(resolved);
        assertThat(desk.deliveries.prepare(resolved.get(0)).body()).startsWith("RESOLVED (landed): MISSING orders");
    }

    @Test
    void aMissedSlotIsToldThoughALaterOneLandedBeforeTheMessageWentOut() {
        String id = opened();
        desk.now = NEXT.plusSeconds(600);
        List<String> resolved = desk.judge(judged("orders", DATASET, NEXT, Verdict.LANDED, desk.now));
        assertThat(desk.deliveries.prepare(id).due()).isTrue();
        desk.deliveries.sent(id);
        assertThat(desk.deliveries.prepare(resolved.get(0)).body()).startsWith("RESOLVED (superseded)");
    }

    @Test
    void aGroupedCauseWaitsNamesAllAndIsDroppedWhereItPassesMeanwhile() {
        assertThat(desk.judge(unknown("orders", SLOT, "storage:lake", Trouble.Kind.DENIED, DUE)))
                .isEmpty();
        desk.after(Duration.ofSeconds(14));
        desk.judge(unknown("events", SLOT, "storage:lake", Trouble.Kind.DENIED, desk.now));
        assertThat(desk.deliveries.due()).isEmpty();
        desk.after(Duration.ofSeconds(1));
        String id = desk.deliveries.due().get(0);
        assertThat(desk.deliveries.prepare(id).body()).contains("Affected: 2: events, orders");
        desk.deliveries.sent(id);
    }

    @Test
    void aChannelThatKeepsFailingIsRelievedByItsFallbackOnceAndTriedForADay() {
        String id = opened();
        List<String> relief = List.of();
        for (int attempt = 1; attempt <= 5; attempt++) {
            assertThat(relief).as("before attempt %s", attempt).isEmpty();
            assertThat(desk.deliveries.prepare(id).due()).isTrue();
            relief = desk.deliveries.failed(id, new IOException("connection refused"));
        }
        assertThat(relief).singleElement().asString().endsWith("@mail");
        Delivery standIn = desk.deliveries.prepare(relief.get(0));
        assertThat(standIn.channel()).isEqualTo("mail");
        assertThat(standIn.body()).contains("because another channel keeps failing");
        desk.deliveries.sent(relief.get(0));
        desk.after(Duration.ofHours(1));
        assertThat(desk.deliveries.prepare(id).due()).isTrue();
        assertThat(desk.deliveries
                        .prepare(
                                desk.deliveries.failed(id, new IOException("x")).get(0))
                        .due())
                .as("the fallback is told once")
                .isFalse();
        desk.after(Duration.ofHours(23));
        desk.deliveries.prepare(id);
        desk.deliveries.failed(id, new IOException("x"));
        assertThat(desk.row(id).state()).isEqualTo(State.DEAD);
        assertThat(desk.deliveries.prepare(id).due()).isFalse();
    }

    @Test
    void aChannelThatFailsForTwoMinutesIsRelievedToo() {
        String id = opened();
        desk.deliveries.prepare(id);
        desk.after(Duration.ofMinutes(2).minusMillis(1));
        assertThat(desk.deliveries.failed(id, new IOException("x"))).isEmpty();
        desk.after(Duration.ofMillis(1));
        assertThat(desk.deliveries.failed(id, new IOException("x"))).hasSize(1);
    }

    @Test
    void whatFailedIsGivenBackWithoutASecret() {
        String id = opened();
        desk.deliveries.prepare(id);
        desk.deliveries.failed(id, new IOException("401 for canary-write-secret\nnext"));
        assertThatThrownBy(() -> desk.deliveries.again(id))
                .isInstanceOf(Undelivered.class)
                .hasNoCause()
                .hasMessage(id + ": IOException: 401 for *** next");
        assertThat(desk.row(id).nextAt()).isEqualTo(DUE.plusSeconds(10));
    }

    @Test
    void anAnswerThatIsNoSuccessIsAFailure() throws Undelivered {
        desk.deliveries.answered(null);
        desk.deliveries.answered(202);
        for (int status : new int[] {302, 404, 503}) {
            assertThatThrownBy(() -> desk.deliveries.answered(status)).hasMessageContaining("" + status);
        }
    }

    @Test
    void theMessageOfAChannelThatIsGoneIsDropped() {
        String id = opened();
        desk = new Desk(
                folder.resolve("landfall.db"), new Sample().export("orders").config(), DUE);
        assertThat(desk.deliveries.prepare(id).due()).isFalse();
        assertThat(desk.row(id).state()).isEqualTo(State.DROPPED);
    }

    @Test
    void remindersComeByThemselves() {
        String id = opened();
        desk.deliveries.prepare(id);
        desk.deliveries.sent(id);
        desk.after(Duration.ofHours(12));
        List<String> due = desk.deliveries.tend();
        assertThat(due).singleElement().asString().contains("-reminded-1@ops");
        assertThat(desk.deliveries.tend()).isEmpty();
        assertThat(desk.deliveries.prepare(due.get(0)).body())
                .startsWith("STILL: MISSING")
                .contains("for 12 h 0 min");
    }

    @Test
    void theHeartbeatSaysSoWhenNoExportIsEnabled() {
        assertThat(desk.deliveries.heartbeat()).isEqualTo("Landfall: round complete at " + DUE + ", 2 exports");
        Desk idle = new Desk(folder.resolve("idle.db"), new Sample().config(), DUE);
        assertThat(idle.deliveries.heartbeat()).endsWith("no export is enabled");
    }

    private String opened() {
        List<String> ids = desk.judge(judged("orders", SLOT, Verdict.MISSING));
        assertThat(ids).hasSize(1);
        return ids.get(0);
    }
}
