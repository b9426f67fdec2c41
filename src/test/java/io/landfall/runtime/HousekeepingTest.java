package io.landfall.runtime;

import static io.landfall.alert.Sample.DATASET;
import static io.landfall.alert.Sample.GRACE;
import static io.landfall.alert.Sample.SLOT;
import static io.landfall.alert.Sample.judged;
import static org.assertj.core.api.Assertions.assertThat;

import io.landfall.alert.Sample;
import io.landfall.model.Incident;
import io.landfall.model.Silence;
import io.landfall.model.Slot;
import io.landfall.model.SlotKey;
import io.landfall.model.Verdict;
import io.landfall.state.Attic;
import io.landfall.state.Incidents;
import io.landfall.state.Silences;
import io.landfall.state.Slots;
import io.landfall.state.Verdicts;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code state.keep}: what is old goes, what is open stays. */
class HousekeepingTest {
    private static final Instant DUE = SLOT.plus(GRACE);
    private static final Duration KEEP = Duration.ofDays(400);

    @TempDir
    Path folder;

    private Desk desk;
    private Housekeeping housekeeping;
    private Slots slots;
    private Verdicts verdicts;

    @BeforeEach
    void open() {
        desk = new Desk(folder.resolve("landfall.db"), Sample.plain(), DUE);
        slots = new Slots(desk.jdbi);
        verdicts = new Verdicts(desk.jdbi);
        housekeeping = new Housekeeping(desk.config.settings(), new Attic(desk.jdbi), desk);
    }

    private void slot(Instant due, Verdict verdict, boolean closed) {
        slot(List.of(due), verdict, closed);
    }

    private void slot(List<Instant> dues, Verdict verdict, boolean closed) {
        slots.open(
                dues.stream()
                        .map(due -> new Slot(new SlotKey(Sample.key("orders"), due), due, Instant.MAX, due.plus(GRACE)))
                        .toList(),
                desk.now);
        desk.jdbi.useTransaction(tx -> dues.forEach(due -> {
            verdicts.put(tx, judged("orders", due, verdict).judgement());
            if (closed) {
                slots.lookAgain(tx, new SlotKey(Sample.key("orders"), due), Optional.empty());
            }
        }));
    }

    private int rows(String table) {
        return desk.jdbi.withHandle(h -> h.createQuery("SELECT COUNT(*) FROM " + table)
                .mapTo(Integer.class)
                .one());
    }

    private void sweep() {
        while (housekeeping.sweep()) {
            assertThat(desk.now).isNotNull();
        }
    }

    @Test
    void whatIsOldGoesAndWhatIsNotStays() {
        slot(SLOT, Verdict.LANDED, true);
        slot(SLOT.plus(Duration.ofDays(1)), Verdict.LANDED, true);
        desk.now = SLOT.plus(KEEP);
        assertThat(housekeeping.sweep()).isFalse();
        desk.now = SLOT.plus(KEEP).plusMillis(1);
        assertThat(housekeeping.sweep()).isTrue();
        assertThat(housekeeping.sweep()).isFalse();
        assertThat(rows("slot")).isEqualTo(1);
        assertThat(rows("verdict")).isEqualTo(1);
    }

    @Test
    void theNewestSlotOfAnExportStaysWithItsVerdictOrItsPastWouldBeDueAnew() {
        slot(SLOT, Verdict.LANDED, true);
        desk.now = SLOT.plus(KEEP.multipliedBy(3));
        sweep();
        assertThat(slots.deadline(new SlotKey(Sample.key("orders"), SLOT))).isPresent();
        assertThat(rows("verdict")).isEqualTo(1);
    }

    @Test
    void whatStillIsLookedAtStays() {
        slot(SLOT, Verdict.MISSING, false);
        slot(SLOT.plus(Duration.ofDays(1)), Verdict.LANDED, true);
        desk.now = SLOT.plus(KEEP.multipliedBy(3));
        sweep();
        assertThat(rows("slot")).isEqualTo(2);
        assertThat(rows("verdict")).isEqualTo(2);
    }

    @Test
    void whatBelongsToAnOpenIncidentStaysUntilItIsResolvedLongAgo() {
        slot(SLOT, Verdict.MISSING, true);
        slot(SLOT.plus(Duration.ofDays(1)), Verdict.LANDED, true);
        String opened = desk.judge(judged("orders", SLOT, Verdict.MISSING)).get(0);
        desk.deliveries.prepare(opened);
        desk.deliveries.sent(opened);
        desk.now = SLOT.plus(KEEP.multipliedBy(3));
        sweep();
        assertThat(rows("slot")).isEqualTo(2);
        assertThat(rows("notification")).isEqualTo(1);
        Instant resolved = desk.now;
        String ended = desk.judge(judged("orders", DATASET, SLOT, Verdict.LANDED_LATE, desk.now))
                .get(0);
        desk.now = resolved.plus(KEEP).plusMillis(1);
        sweep();
        assertThat(rows("incident")).as("a message of it is pending").isEqualTo(1);
        assertThat(rows("slot")).isEqualTo(1);
        desk.deliveries.prepare(ended);
        desk.deliveries.sent(ended);
        sweep();
        assertThat(List.of(rows("incident"), rows("incident_member"), rows("notification")))
                .containsOnly(0);
        List<Incident> open = desk.jdbi.withHandle(h -> new Incidents().open(h));
        assertThat(open).isEmpty();
    }

    @Test
    void silencesThatEndedLongAgoGo() {
        Optional<Instant> never = Optional.empty();
        desk.jdbi.useTransaction(tx -> {
            Silences silences = new Silences();
            silences.add(tx, silence("over", Optional.of(DUE), never));
            silences.add(tx, silence("ended", never, Optional.of(DUE)));
            silences.add(tx, silence("lasting", never, never));
        });
        desk.now = DUE.plus(KEEP).plusMillis(1);
        sweep();
        List<Silence> left = desk.jdbi.withHandle(h -> new Silences().all(h));
        assertThat(left).extracting(Silence::id).containsExactly("lasting");
    }

    @Test
    void noTurnRemovesMoreThanABatch() {
        List<Instant> dues = new ArrayList<>();
        for (int n = 0; n < 2 * Housekeeping.BATCH + 10; n++) {
            dues.add(SLOT.plus(Duration.ofHours(n)));
        }
        slot(dues, Verdict.LANDED, true);
        desk.now = SLOT.plus(KEEP.multipliedBy(3));
        int before = rows("slot");
        assertThat(housekeeping.sweep()).isTrue();
        assertThat(before - rows("slot")).isEqualTo(Housekeeping.BATCH);
        assertThat(before - rows("verdict")).isEqualTo(Housekeeping.BATCH);
        sweep();
        assertThat(rows("slot")).isEqualTo(1);
    }

    private static Silence silence(String id, Optional<Instant> until, Optional<Instant> ended) {
        return new Silence(id, Set.of("orders"), Set.of(), Map.of(), "", DUE.minusSeconds(60), until, false, ended);
    }
}
