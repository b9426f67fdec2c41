package io.landfall.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.landfall.emulator.Call;
import io.landfall.emulator.EmulatedRun;
import io.landfall.emulator.EntityKind;
import io.landfall.emulator.Fault;
import io.landfall.model.Dataset;
import io.landfall.model.Export;
import io.landfall.model.Run;
import io.landfall.model.SlotKey;
import io.landfall.model.Trouble;
import io.landfall.work.PutOff;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PollRoutesTest {
    @TempDir
    Path folder;

    private Watch watch;

    private Watch open(Export... exports) throws Exception {
        watch = new Watch(folder, exports);
        return watch;
    }

    private Watch open() throws Exception {
        return open(Examples.export("orders", "lake").build());
    }

    @AfterEach
    void close() {
        watch.close();
    }

    private void poll() {
        Exchange polled = watch.send("poll", Watch.SCOPE, false);
        assertThat(polled.getException()).isNull();
    }

    private void run(Instant scheduled, Instant updated) {
        watch.world.sandbox.putRun(
                EmulatedRun.of(watch.flows().get(0), scheduled).state("success").updated(updated));
    }

    private List<Run> runs() {
        return watch.runs.between(watch.flows().get(0), Instant.EPOCH, Instant.MAX);
    }

    @Test
    void aPollReadsSchedulesAndRunsAndHandsOnWhatIsDue() throws Exception {
        open();
        run(Examples.START, Examples.START.plusSeconds(200));
        poll();
        assertThat(watch.dataflows.of(watch.exports.get(0).key())).hasValueSatisfying(flow -> {
            assertThat(flow.id()).isEqualTo(watch.flows().get(0));
            assertThat(flow.schedule().start()).isEqualTo(Examples.START);
            assertThat(flow.datasets()).extracting(Dataset::id).containsExactly(ProvisioningWorld.DATASET);
        });
        assertThat(runs()).hasSize(1);
        assertThat(watch.work.take("verify"))
                .containsExactly(List.of(watch.firstSlot().toString()));
        assertThat(watch.scopes.of(Watch.SCOPE)).satisfies(asked -> {
            assertThat(asked.trouble()).isEmpty();
            assertThat(asked.flowsReadAt()).contains(watch.now);
            assertThat(asked.runsAskedAt()).contains(watch.now);
        });
    }

    @Test
    void schedulesAreReadHourlyAndRunsAtEachPoll() throws Exception {
        open();
        poll();
        poll();
        assertThat(watch.asked("/flows")).isEqualTo(1);
        assertThat(watch.asked("/sourceConnections")).isEqualTo(1);
        assertThat(watch.asked("/runs")).isEqualTo(2);
        watch.now = watch.now.plus(Duration.ofHours(1));
        poll();
        assertThat(watch.asked("/flows")).isEqualTo(2);
        assertThat(watch.asked("/sourceConnections"))
                .as("the datasets of a source connection never change")
                .isEqualTo(1);
    }

    @Test
    void aDataflowThatExportsOtherDatasetsNowHasThemRead() throws Exception {
        open();
        poll();
        ObjectNode source =
                watch.world.sandbox.all(EntityKind.SOURCE_CONNECTION).get(0);
        source.remove("id");
        ((ObjectNode) source.at("/params/datasets/0")).put("dataSetId", ProvisioningWorld.OTHER_DATASET);
        String other = watch.world.sandbox.create(EntityKind.SOURCE_CONNECTION, source);
        watch.world.sandbox.edit(
                EntityKind.FLOW,
                watch.flows().get(0),
                f -> f.putArray("sourceConnectionIds").add(other));
        watch.now = watch.now.plus(Duration.ofHours(1));
        poll();
        assertThat(watch.dataflows.of(watch.exports.get(0).key()).orElseThrow().datasets())
                .extracting(Dataset::id)
                .containsExactly(ProvisioningWorld.OTHER_DATASET);
    }

    @Test
    void aRoundCostsOneCallAndOnePer25DataflowsThatAreDue() throws Exception {
        List<Export> many = new ArrayList<>();
        for (int n = 0; n < 60; n++) {
            many.add(Examples.export("due-" + n, "lake").path("aep/" + n).build());
        }
        for (int n = 0; n < 40; n++) {
            many.add(Examples.export("later-" + n, "lake")
                    .start(Examples.START.plus(Duration.ofDays(9)))
                    .build());
        }
        open(many.toArray(Export[]::new));
        poll();
        watch.now = watch.now.plus(Duration.ofHours(1));
        for (int expected : new int[] {1 + 3, 3}) {
            watch.world.service.clearCalls();
            poll();
            List<Call> calls = watch.world.service.calls();
            assertThat(calls).hasSize(expected);
            assertThat(calls.stream().filter(c -> c.path().endsWith("/runs")).map(Call::query))
                    .as("none for exports that are not due")
                    .allSatisfy(
                            query -> assertThat(watch.flows().subList(60, 100)).noneMatch(query::contains));
        }
    }

    @Test
    void aSlowAnswerSaysNothingOfWhatHappenedAfterTheQuestion() throws Exception {
        Export other = Examples.export("other", "lake").path("aep/other").build();
        open(Examples.export("orders", "lake").build(), other);
        poll();
        watch.work.take("verify");
        Optional<Instant> meanwhile = Optional.of(watch.now.plusSeconds(60));
        watch.world.jdbi.useHandle(h -> watch.slots.lookAgain(h, new SlotKey(other.key(), Examples.START), meanwhile));
        watch.answerTakes(Duration.ofMinutes(5));
        poll();
        assertThat(watch.instant()).isEqualTo(watch.now.plus(Duration.ofMinutes(5)));
        assertThat(watch.scopes.of(Watch.SCOPE).runsAskedAt()).contains(watch.now);
        assertThat(watch.work.take("verify"))
                .as("not what came due meanwhile, of which nobody asked")
                .containsExactly(List.of(watch.firstSlot().toString()));
        poll();
        assertThat(watch.work.take("verify"))
                .singleElement()
                .asInstanceOf(InstanceOfAssertFactories.LIST)
                .hasSize(2);
    }

    @Test
    void aCommandAsksInTwoStepsAndGetsTheScopeBack() throws Exception {
        open();
        run(Examples.START, Examples.START.plusSeconds(200));
        assertThat(watch.send("ask-schedules", Watch.SCOPE, false).getMessage().getBody())
                .isEqualTo(Watch.SCOPE);
        assertThat(watch.send("ask", Watch.SCOPE, false).getMessage().getBody()).isEqualTo(Watch.SCOPE);
        assertThat(runs()).hasSize(1);
    }

    @Test
    void schedulesThatCannotBeReadAreRememberedAsTrouble() throws Exception {
        open();
        watch.world.service.faults().on("GET", "/flows").then(Fault.forbidden());
        assertThat(watch.send("ask-schedules", Watch.SCOPE, false).getException())
                .isNull();
        assertThat(watch.scopes.of(Watch.SCOPE).trouble().orElseThrow().kind()).isEqualTo(Trouble.Kind.DENIED);
    }

    @Test
    void slotsComeDueByWhatIsDeclaredWhileNobodyCanSayWhetherThereIsADataflow() throws Exception {
        open();
        watch.world.service.faults().on("GET", "/flows").then(Fault.forbidden());
        SlotKey first = new SlotKey(watch.exports.get(0).key(), Examples.START);
        assertThat(watch.slots.deadline(first)).isEmpty();
        poll();
        watch.begin();
        assertThat(watch.slots.deadline(first)).isPresent();
    }

    @Test
    void runsThatCannotBeReadAreRememberedAsTroubleAndWhatIsDueIsHandedOnAllTheSame() throws Exception {
        open();
        poll();
        watch.work.take("verify");
        watch.world.service.faults().on("GET", "/runs").then(Fault.forbidden());
        poll();
        assertThat(watch.scopes.of(Watch.SCOPE).trouble().orElseThrow().kind()).isEqualTo(Trouble.Kind.DENIED);
        assertThat(watch.work.take("verify"))
                .containsExactly(List.of(watch.firstSlot().toString()));
        watch.world.service.faults().clear();
        poll();
        assertThat(watch.scopes.of(Watch.SCOPE).trouble()).isEmpty();
    }

    @Test
    void manyDataflowsAreAskedFor25AtATime() throws Exception {
        List<Export> many = new ArrayList<>();
        for (int n = 0; n < 26; n++) {
            many.add(Examples.export("export-" + n, "lake").path("aep/" + n).build());
        }
        open(many.toArray(Export[]::new));
        for (String flow : watch.flows()) {
            watch.world.sandbox.putRun(EmulatedRun.of(flow, Examples.START).state("success"));
        }
        poll();
        assertThat(watch.asked("/runs")).isEqualTo(2);
        assertThat(watch.flows())
                .allSatisfy(flow -> assertThat(watch.runs.between(flow, Instant.EPOCH, Instant.MAX))
                        .hasSize(1));
        assertThat(watch.work.take("verify"))
                .containsExactly(many.stream()
                        .map(e -> new SlotKey(e.key(), Examples.START).toString())
                        .sorted()
                        .toList());
    }

    @Test
    void pagesOfRunsAreReadUntilTheyAreOlderThanWhatIsDue() throws Exception {
        open();
        watch.world.service.behaviour().pageSize(2);
        for (int n = 0; n < 3; n++) {
            run(Examples.START.plusSeconds(n), Examples.START.plusSeconds(100 + n));
        }
        for (int n = 0; n < 20; n++) {
            Instant old = Examples.START.minus(Duration.ofDays(2 + n));
            run(old, old);
        }
        poll();
        assertThat(watch.asked("/runs")).isEqualTo(2);
        assertThat(runs().stream().filter(r -> !r.createdAt().isBefore(Examples.START)))
                .hasSize(3);
    }

    private Watch run() throws Exception {
        watch = new Watch(
                folder,
                ProvisioningWorld.Options.running(),
                Examples.export("orders", "lake").build());
        return watch;
    }

    private Throwable putOff(String route) {
        try (LogLines log = LogLines.ofCamelsErrors()) {
            Throwable thrown = watch.send(route, Watch.SCOPE, false).getException();
            assertThat(log.all()).isEmpty();
            return thrown;
        }
    }

    @Test
    void aPollOfALimitedOrganisationIsPutOffUntilItsGateOpens() throws Exception {
        run();
        poll();
        watch.work.take("verify");
        watch.world.service.faults().on("GET", "/runs").times(1).then(Fault.tooMany("30"));
        Instant before = Instant.now();
        for (int n = 0; n < 2; n++) {
            assertThat(putOff("poll"))
                    .isInstanceOfSatisfying(
                            PutOff.class,
                            p -> assertThat(p.until()).isBetween(before.plusSeconds(29), before.plusSeconds(40)));
        }
        assertThat(watch.asked("/runs")).as("before and when it was limited").isEqualTo(2);
        assertThat(watch.work.take("verify")).isEmpty();
        assertThat(watch.scopes.of(Watch.SCOPE).trouble()).isEmpty();
    }

    @Test
    void soIsOneThatNeedsTheSchedules() throws Exception {
        run();
        watch.world.service.faults().on("GET", "/flows").times(1).then(Fault.tooMany("30"));
        assertThat(putOff("poll")).isInstanceOf(PutOff.class);
        assertThat(watch.scopes.of(Watch.SCOPE).trouble()).isEmpty();
    }

    @Test
    void aLimitThatGoesOnIsRememberedAndSlotsWaitForTheirDeadlines() throws Exception {
        run();
        poll();
        watch.work.take("verify");
        watch.world.service.faults().on("GET", "/runs").times(1).then(Fault.tooMany("1800"));
        poll();
        poll();
        assertThat(watch.asked("/runs")).isEqualTo(2);
        assertThat(watch.scopes.of(Watch.SCOPE).trouble().orElseThrow().kind()).isEqualTo(Trouble.Kind.LIMITED);
        assertThat(watch.work.take("verify")).containsOnly(List.of());
        watch.now = Examples.START.plus(Duration.ofHours(24));
        poll();
        assertThat(watch.work.take("verify"))
                .singleElement()
                .asInstanceOf(InstanceOfAssertFactories.LIST)
                .contains(watch.firstSlot().toString());
    }

    @Test
    void aCommandPutsNothingOff() throws Exception {
        open();
        watch.world.service.faults().on("GET", "/flows").times(1).then(Fault.tooMany("61"));
        poll();
        assertThat(watch.scopes.of(Watch.SCOPE).trouble().orElseThrow().kind()).isEqualTo(Trouble.Kind.LIMITED);
    }
}
