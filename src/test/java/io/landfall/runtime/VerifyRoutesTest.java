package io.landfall.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.landfall.emulator.EmulatedRun;
import io.landfall.emulator.EntityKind;
import io.landfall.emulator.Fault;
import io.landfall.model.Dataset;
import io.landfall.model.DatasetRef;
import io.landfall.model.Export;
import io.landfall.model.Landing;
import io.landfall.model.Look;
import io.landfall.model.Verdict;
import io.landfall.state.Verdicts;
import io.landfall.work.PutOff;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerifyRoutesTest {
    private static final Duration PAST_THE_FIRST_GRACE = Duration.ofHours(25);

    @TempDir
    Path folder;

    private Watch watch;

    private void open(Export export) throws Exception {
        watch = new Watch(folder, export);
    }

    private void open() throws Exception {
        open(Examples.export("orders", "lake").build());
    }

    @AfterEach
    void close() {
        watch.close();
    }

    /** A run of the first slot that says that it wrote so many records of each dataset, seen by a poll after the deadline. */
    private void polled(Long records, String... datasets) {
        EmulatedRun run = EmulatedRun.of(watch.flows().get(0), Examples.START)
                .state("success")
                .completed(Examples.START.plusSeconds(300))
                .files(datasets.length);
        for (String dataset : datasets) {
            run.dataset(dataset, records);
        }
        watch.world.sandbox.putRun(run);
        polled();
    }

    private void polled() {
        assertThat(watch.send("poll", Watch.SCOPE, false).getException()).isNull();
        watch.now = Examples.START.plus(PAST_THE_FIRST_GRACE);
        assertThat(watch.send("poll", Watch.SCOPE, false).getException()).isNull();
        watch.world.service.clearCalls();
    }

    private List<Object> verify(boolean tell) {
        watch.work.take("deliver");
        Exchange verified = watch.send("verify", watch.firstSlot().toString(), tell);
        assertThat(verified.getException()).isNull();
        List<Object> handedOn = watch.work.take("deliver");
        assertThat(handedOn).hasSize(1);
        return List.copyOf((List<?>) handedOn.get(0));
    }

    private List<Verdicts.Recorded> verdicts() {
        return watch.verdicts.of(watch.firstSlot());
    }

    private static Look files(long files) {
        return new Look.Seen(new Landing(
                Optional.of("aep/orders/exportTime=202612010002"),
                files,
                4_096,
                Optional.of(Examples.START.plusSeconds(200)),
                Optional.empty(),
                0,
                0,
                0,
                true,
                List.of()));
    }

    private long dataflowRead() {
        return watch.asked("/flows/" + watch.flows().get(0));
    }

    @Test
    void whatLandedIsRecordedWithoutAnotherQuestionAndNobodyIsTold() throws Exception {
        open();
        polled(10L, ProvisioningWorld.DATASET);
        watch.looks.put(ProvisioningWorld.DATASET, files(1));
        assertThat(verify(true)).isEmpty();
        assertThat(verdicts()).singleElement().satisfies(v -> {
            assertThat(v.verdict()).isEqualTo(Verdict.LANDED);
            assertThat(v.files()).isEqualTo(1);
        });
        assertThat(watch.looked).hasSize(1);
        assertThat(dataflowRead()).isZero();
    }

    @Test
    void aSlotThatWasLookedAtIsNotWantedASecondTime() throws Exception {
        open();
        polled(100L, ProvisioningWorld.DATASET);
        String slot = watch.firstSlot().toString();
        assertThat(watch.inspections.wanted(slot)).isTrue();
        watch.looks.put(ProvisioningWorld.DATASET, files(1));
        verify(true);
        assertThat(watch.inspections.wanted(slot)).isFalse();
        assertThat(watch.inspections.wanted(slot.replace("/orders/", "/gone/"))).isFalse();
    }

    @Test
    void whatIsMissingIsToldAfterTheDataflowWasReadAgain() throws Exception {
        open();
        polled(10L, ProvisioningWorld.DATASET);
        List<Object> told = verify(true);
        assertThat(verdicts()).extracting(Verdicts.Recorded::verdict).containsExactly(Verdict.MISSING);
        assertThat(told).singleElement().asString().contains("@hook");
        assertThat(watch.looked).hasSize(1);
        assertThat(dataflowRead()).isEqualTo(1);
    }

    @Test
    void whoOnlyLooksTellsNobody() throws Exception {
        open();
        polled(10L, ProvisioningWorld.DATASET);
        assertThat(verify(false)).isEmpty();
        assertThat(verdicts()).extracting(Verdicts.Recorded::verdict).containsExactly(Verdict.MISSING);
    }

    @Test
    void aDataflowThatWasDisabledMeanwhileIsPausedAndNotAnAlert() throws Exception {
        open();
        polled();
        watch.world.sandbox.edit(EntityKind.FLOW, watch.flows().get(0), f -> f.put("state", "disabled"));
        assertThat(verify(true)).isEmpty();
        assertThat(verdicts()).extracting(Verdicts.Recorded::verdict).containsExactly(Verdict.PAUSED);
        assertThat(watch.dataflows.of(watch.exports.get(0).key()).orElseThrow().disabled())
                .isTrue();
    }

    @Test
    void aPlatformThatCannotBeAskedAgainMakesItUnknown() throws Exception {
        open();
        polled(10L, ProvisioningWorld.DATASET);
        watch.world.service.faults().on("GET", "/flows/").then(Fault.forbidden());
        verify(true);
        assertThat(verdicts()).singleElement().satisfies(v -> {
            assertThat(v.verdict()).isEqualTo(Verdict.UNKNOWN);
            assertThat(v.findings()).anyMatch(f -> f.contains("HTTP 403"));
        });
    }

    @Test
    void whoMeetsAGateThatOpensSoonIsPutOffAndSaysNothingYet() throws Exception {
        watch = new Watch(
                folder,
                ProvisioningWorld.Options.running(),
                Examples.export("orders", "lake").build());
        polled(10L, ProvisioningWorld.DATASET);
        watch.world.service.faults().on("GET", "/flows/").times(1).then(Fault.tooMany("30"));
        try (LogLines log = LogLines.ofCamelsErrors()) {
            assertThat(watch.send("verify", watch.firstSlot().toString(), true).getException())
                    .isInstanceOf(PutOff.class);
            assertThat(log.all()).isEmpty();
        }
        assertThat(verdicts()).isEmpty();
    }

    @Test
    void aLimitThatGoesOnMakesItUnknown() throws Exception {
        watch = new Watch(
                folder,
                ProvisioningWorld.Options.running(),
                Examples.export("orders", "lake").build());
        polled(10L, ProvisioningWorld.DATASET);
        watch.world.service.faults().on("GET", "/flows/").times(1).then(Fault.tooMany("1800"));
        verify(true);
        assertThat(verdicts()).singleElement().satisfies(v -> {
            assertThat(v.verdict()).isEqualTo(Verdict.UNKNOWN);
            assertThat(v.findings()).anyMatch(f -> f.contains("HTTP 429"));
        });
    }

    @Test
    void nothingIsLookedAtWhileTheRunIsAwaited() throws Exception {
        open();
        assertThat(watch.send("poll", Watch.SCOPE, false).getException()).isNull();
        assertThat(verify(true)).isEmpty();
        assertThat(watch.looked).isEmpty();
        assertThat(verdicts()).extracting(Verdicts.Recorded::verdict).containsExactly(Verdict.WAITING);
    }

    @Test
    void eachDatasetIsLookedAtAndJudgedByItself() throws Exception {
        open(Examples.export("orders", "lake")
                .datasets(DatasetRef.id(ProvisioningWorld.DATASET), DatasetRef.id(ProvisioningWorld.OTHER_DATASET))
                .build());
        polled(10L, ProvisioningWorld.DATASET, ProvisioningWorld.OTHER_DATASET);
        watch.looks.put(ProvisioningWorld.OTHER_DATASET, files(1));
        verify(true);
        assertThat(watch.looked)
                .extracting(r -> r.dataset())
                .extracting(Dataset::id)
                .containsExactlyInAnyOrder(ProvisioningWorld.DATASET, ProvisioningWorld.OTHER_DATASET);
        assertThat(verdicts())
                .extracting(v -> v.dataset() + " " + v.verdict())
                .containsExactlyInAnyOrder(
                        ProvisioningWorld.DATASET + " MISSING", ProvisioningWorld.OTHER_DATASET + " LANDED");
    }
}
