package io.landfall.runtime;

import static io.landfall.alert.Sample.GRACE;
import static io.landfall.alert.Sample.NEXT;
import static io.landfall.alert.Sample.SLOT;
import static io.landfall.alert.Sample.judged;
import static org.assertj.core.api.Assertions.assertThat;

import io.landfall.alert.Found;
import io.landfall.alert.Raised;
import io.landfall.alert.Sample;
import io.landfall.alert.Tend;
import io.landfall.model.Condition;
import io.landfall.model.Config;
import io.landfall.model.Silence;
import io.landfall.model.Verdict;
import io.landfall.state.Incidents;
import io.landfall.state.Silences;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Messages that wait, and messages that a silence keeps back. */
class HeldMessagesTest {
    private static final Instant DUE = SLOT.plus(GRACE);

    @TempDir
    Path folder;

    private Desk desk;

    @BeforeEach
    void open() {
        desk = new Desk(folder.resolve("landfall.db"), Sample.plain(), DUE);
    }

    /** While an apply may be making the dataflow. */
    private List<String> noDataflow(boolean missing) {
        Tend tend = new Tend(making(desk.config));
        Found found = new Found(
                Set.of(Condition.NO_DATAFLOW), missing ? Map.of(Condition.NO_DATAFLOW, Raised.of("none")) : Map.of());
        return desk.jdbi.inTransaction(tx -> {
            Incidents incidents = new Incidents();
            var standing = incidents.standing(tx, Sample.key("orders"), List.of(), desk.now);
            return incidents.apply(tx, tend.conditions(Sample.key("orders"), found, standing, desk.now), desk.now);
        });
    }

    private static Config making(Config c) {
        Config.Settings s = c.settings();
        return new Config(
                c.platforms(),
                c.storages(),
                c.exports(),
                c.channels(),
                new Config.Settings(
                        Config.ProvisionMode.APPLY,
                        s.pollCron(),
                        s.settle(),
                        s.byteBudget(),
                        s.stateUrl(),
                        s.stateUser(),
                        s.statePassword(),
                        s.stateKeep(),
                        s.server(),
                        s.heartbeat()),
                c.camel());
    }

    @Test
    void aMessageThatIsHeldHoldsUpNoOtherAndIsNotSentWhereItPassesMeanwhile() {
        assertThat(noDataflow(true)).isEmpty();
        desk.after(Duration.ofSeconds(1));
        String missing = opened();
        assertThat(desk.deliveries.due()).containsExactly(missing);
        assertThat(desk.deliveries.prepare(missing).due()).isTrue();
        desk.deliveries.sent(missing);
        desk.after(Duration.ofSeconds(60));
        List<String> resolved = noDataflow(false);
        List<String> due = desk.deliveries.due();
        assertThat(due).singleElement().asString().contains("-opened-0@ops");
        assertThat(desk.deliveries.prepare(due.get(0)).due()).isFalse();
        assertThat(desk.deliveries.next(due.get(0))).isEqualTo(resolved);
        assertThat(desk.deliveries.prepare(resolved.get(0)).due()).isFalse();
        assertThat(desk.deliveries.due()).isEmpty();
    }

    @Test
    void aMessageThatIsHeldGoesOutWhenItsTimeHasCome() {
        noDataflow(true);
        desk.after(Duration.ofMinutes(2));
        List<String> due = desk.deliveries.due();
        assertThat(desk.deliveries.prepare(due.get(0)).body()).startsWith("NO_DATAFLOW orders");
    }

    private void silence(Optional<Instant> until) {
        Silence silence = new Silence(
                "s1", Set.of("orders"), Set.of(), Map.of(), "why", desk.now, until, false, Optional.empty());
        desk.jdbi.useTransaction(tx -> new Silences().add(tx, silence));
    }

    @Test
    void aMessageThatIsSilencedBeforeItGoesOutIsSentWhenTheSilenceEnds() {
        String id = opened();
        silence(Optional.of(DUE.plusSeconds(600)));
        assertThat(desk.deliveries.prepare(id).due()).isFalse();
        assertThat(desk.row(id).lastError()).contains("silenced by s1");
        assertThat(desk.deliveries.tend()).isEmpty();
        desk.after(Duration.ofMinutes(10));
        List<String> due = desk.deliveries.tend();
        assertThat(due).singleElement().asString().contains("-opened-1@ops");
        assertThat(desk.deliveries.prepare(due.get(0)).body()).startsWith("MISSING orders");
        desk.deliveries.sent(due.get(0));
        assertThat(desk.deliveries.tend()).isEmpty();
    }

    @Test
    void aSilenceUntilItIsFixedEndsWithTheIncident() {
        silence(Optional.empty());
        assertThat(desk.judge(judged("orders", SLOT, Verdict.MISSING))).isEmpty();
        desk.deliveries.tend();
        assertThat(desk.judge(judged("orders", SLOT, Verdict.LANDED_LATE))).isEmpty();
        desk.after(Duration.ofSeconds(30));
        desk.deliveries.tend();
        Silence ended = desk.jdbi.withHandle(h -> new Silences().byId(h, "s1")).orElseThrow();
        assertThat(ended.endedAt()).contains(desk.now);
        desk.now = NEXT.plus(GRACE);
        assertThat(desk.judge(judged("orders", NEXT, Verdict.MISSING))).hasSize(1);
    }

    private String opened() {
        List<String> ids = desk.judge(judged("orders", SLOT, Verdict.MISSING));
        assertThat(ids).hasSize(1);
        return ids.get(0);
    }
}
