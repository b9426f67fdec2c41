package io.landfall.promises;

import static org.assertj.core.api.Assertions.assertThat;

import io.landfall.emulator.EntityKind;
import io.landfall.model.Export;
import io.landfall.model.Incident;
import io.landfall.model.SlotKey;
import io.landfall.model.Verdict;
import io.landfall.runtime.Examples;
import io.landfall.runtime.Watch;
import io.landfall.state.Incidents;
import io.landfall.state.Verdicts;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The dataflow's own schedule says what is due: nothing before it existed, nothing of a past that nobody watched. */
class OnlyWhatIsDueTest {
    private static final Duration GAP = Duration.ofHours(3);
    private static final Instant START = Examples.START;

    @TempDir
    Path folder;

    private Watch watch;

    private void open(Export export) throws Exception {
        watch = new Watch(folder, export);
    }

    @AfterEach
    void close() {
        watch.close();
    }

    /** One tick: what is due is looked at, and told. */
    private List<Instant> tick() {
        assertThat(watch.send("poll", Watch.SCOPE, true).getException()).isNull();
        List<SlotKey> due = watch.work.take("verify").stream()
                .flatMap(ids -> ((List<?>) ids).stream())
                .map(id -> SlotKey.parse((String) id))
                .toList();
        due.forEach(
                slot -> assertThat(watch.send("verify", slot.toString(), true).getException())
                        .isNull());
        return due.stream().map(SlotKey::due).toList();
    }

    private List<Incident> incidents() {
        return watch.world.jdbi.withHandle(h -> new Incidents().open(h));
    }

    private List<Verdict> verdicts(Instant slot) {
        return watch.verdicts.of(new SlotKey(watch.exports.get(0).key(), slot)).stream()
                .map(Verdicts.Recorded::verdict)
                .toList();
    }

    private void schedule(String field, long value) {
        watch.world.sandbox.edit(
                EntityKind.FLOW,
                watch.flows().get(0),
                f -> f.withObject("/scheduleParams").put(field, value));
    }

    @Test
    void anOldDataflowIsNotToldForItsPast() throws Exception {
        open(Examples.export("orders", "lake").build());
        watch.now = START.plus(Duration.ofDays(40)).plusSeconds(600);
        Instant firstSeen = watch.now;
        List<Instant> due = tick();
        assertThat(due).as("in its grace when it was first seen").containsExactly(START.plus(Duration.ofDays(40)));
        assertThat(incidents()).isEmpty();
        watch.now = firstSeen.plus(GAP);
        tick();
        assertThat(incidents())
                .singleElement()
                .satisfies(i -> assertThat(i.slot()).contains(due.get(0)));
    }

    @Test
    void nothingIsDueBeforeTheDataflowExisted() throws Exception {
        open(Examples.export("orders", "lake").build());
        tick();
        watch.world.sandbox.backdate(watch.flows().get(0), START.plus(GAP).plusSeconds(60));
        watch.now = START.plus(Duration.ofHours(13));
        List<Instant> due = tick();
        assertThat(due).contains(START.plus(GAP.multipliedBy(2))).doesNotContain(START.plus(GAP));
    }

    @Test
    void whatFellDueWhileLandfallWasDownIsToldWhenItIsBack() throws Exception {
        open(Examples.export("orders", "lake").build());
        tick();
        assertThat(incidents()).isEmpty();
        watch.now = START.plus(Duration.ofHours(26));
        assertThat(tick()).hasSize(9);
        assertThat(incidents()).singleElement().satisfies(i -> {
            assertThat(i.what()).isEqualTo("NOT_STARTED");
            assertThat(i.bad()).extracting(Incident.Member::slot).hasSize(8);
        });
    }

    @Test
    void aOneTimeExportIsDueOnceAndMissedIfNothingComes() throws Exception {
        open(Examples.export("orders", "lake").every(Duration.ZERO).build());
        assertThat(tick()).containsExactly(START);
        assertThat(incidents()).isEmpty();
        watch.now = START.plus(Duration.ofHours(24));
        assertThat(tick()).containsExactly(START);
        assertThat(incidents())
                .singleElement()
                .satisfies(i -> assertThat(i.what()).isEqualTo("NOT_STARTED"));
        watch.now = START.plus(Duration.ofDays(3));
        assertThat(tick()).containsExactly(START);
    }

    @Test
    void aSlotThatAChangedScheduleKnowsNoMoreIsNotMissedAndTheEvidenceSaysWhy() throws Exception {
        open(Examples.export("orders", "lake").build());
        tick();
        watch.now = START.plus(GAP).plusSeconds(60);
        assertThat(tick()).contains(START.plus(GAP));
        schedule("interval", 6);
        watch.now = START.plus(GAP).plus(Duration.ofMinutes(151));
        assertThat(tick()).contains(START.plus(GAP));
        assertThat(verdicts(START.plus(GAP))).containsExactly(Verdict.PAUSED);
        assertThat(watch.verdicts
                        .of(new SlotKey(watch.exports.get(0).key(), START.plus(GAP)))
                        .get(0)
                        .findings()
                        .get(0))
                .endsWith("was changed to every 6 h from " + START + ": this is no due time of it any more");
        assertThat(incidents()).isEmpty();
        watch.now = START.plus(Duration.ofHours(13));
        assertThat(tick())
                .contains(START.plus(Duration.ofHours(6)), START.plus(Duration.ofHours(12)))
                .doesNotContain(START.plus(Duration.ofHours(9)));
    }

    @Test
    void whatWasMissedBeforeTheScheduleWasChangedStaysMissed() throws Exception {
        open(Examples.export("orders", "lake").build());
        tick();
        watch.now = START.plus(GAP).plus(Duration.ofMinutes(151));
        tick();
        assertThat(verdicts(START.plus(GAP))).containsExactly(Verdict.NOT_STARTED);
        schedule("interval", 6);
        watch.now = watch.now.plus(Duration.ofHours(2));
        tick();
        assertThat(verdicts(START.plus(GAP))).containsExactly(Verdict.NOT_STARTED);
        assertThat(incidents()).hasSize(1);
    }
}
