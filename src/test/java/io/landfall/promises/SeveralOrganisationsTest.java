package io.landfall.promises;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.landfall.emulator.Call;
import io.landfall.emulator.Catalogue;
import io.landfall.emulator.EntityKind;
import io.landfall.emulator.Fault;
import io.landfall.emulator.FlowService;
import io.landfall.emulator.LocalWorld;
import io.landfall.emulator.Outcome;
import io.landfall.emulator.Sandbox;
import io.landfall.runtime.Engine;
import io.landfall.runtime.Wiring;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two organisations with two sandboxes each in one Landfall: each has its own token, headers and limits. */
@Timeout(90)
class SeveralOrganisationsTest {
    private static final String OTHER_ORG = "FEDCBA9876543210FEDCBA98@AdobeOrg";
    private static final List<String> OURS = List.of("ours-prod", "ours-dev");
    private static final List<String> THEIRS = List.of("theirs-prod", "theirs-dev");

    @TempDir
    Path folder;

    private Stage stage;
    private FlowService service;

    @BeforeEach
    void open() {
        stage = new Stage(folder);
        service = stage.world.flowService().client(OTHER_ORG, "client-of-eu", "secret-of-eu");
        for (Sandbox sandbox : List.of(
                service.sandbox(LocalWorld.ORG, "dev"),
                service.sandbox(OTHER_ORG, "prod"),
                service.sandbox(OTHER_ORG, "dev"))) {
            Catalogue.all().forEach(sandbox::addDataset);
        }
        stage.key("platform.eu.url", service.url())
                .key("platform.eu.ims-url", service.url())
                .key("platform.eu.org", OTHER_ORG)
                .key("platform.eu.client-id", "client-of-eu")
                .key("platform.eu.client-secret", "secret-of-eu")
                .key("platform.eu.sandbox", "prod");
    }

    @AfterEach
    void close() {
        stage.close();
    }

    private void exports() {
        for (String name : List.of("ours-prod", "ours-dev", "theirs-prod", "theirs-dev")) {
            stage.export(name, "lake", "json", Outcome.ON_TIME);
            if (name.startsWith("theirs")) {
                stage.key("export." + name + ".platform", "eu");
            }
            if (name.endsWith("dev")) {
                stage.key("export." + name + ".sandbox", "dev");
            }
        }
    }

    private void pastExports() {
        stage.world.exporter().pastRunsAtOnce(true);
        stage.startIn(Duration.ofHours(-7));
        exports();
        for (String name : List.of("ours-prod", "ours-dev", "theirs-prod", "theirs-dev")) {
            stage.key("export." + name + ".grace", "30m").key("export." + name + ".first-grace", "30m");
        }
    }

    /** The newest verdict on each export. */
    private Map<String, String> verified() {
        Map<String, String> verdicts = new TreeMap<>();
        for (JsonNode result : stage.command("verify", "--json").json().path("results")) {
            verdicts.put(result.path("export").asText(), result.path("verdict").asText());
        }
        return verdicts;
    }

    @Test
    void exportsProvisionAndVerifyInEachAndHeadersAreNeverMixed() {
        pastExports();
        assertThat(stage.command("apply").code()).isZero();
        assertThat(service.sandboxes()).hasSize(4).allSatisfy(sandbox -> {
            String name = (sandbox.org().equals(OTHER_ORG) ? "theirs-" : "ours-") + sandbox.name();
            assertThat(sandbox.all(EntityKind.FLOW))
                    .extracting(f -> f.path("name").asText())
                    .containsExactly("landfall/" + name);
        });
        assertThat(stage.command("plan").code()).isZero();
        assertThat(verified())
                .containsOnly(
                        Map.entry("ours-prod", "LANDED"),
                        Map.entry("ours-dev", "LANDED"),
                        Map.entry("theirs-prod", "LANDED"),
                        Map.entry("theirs-dev", "LANDED"));
        List<Call> calls = service.calls().stream()
                .filter(c -> !c.path().startsWith("/ims/"))
                .toList();
        assertThat(calls).allSatisfy(call -> {
            assertThat(call.status())
                    .as("the gateway wants a token of the same organisation: %s", call)
                    .isBetween(200, 299);
            assertThat(call.header("x-api-key"))
                    .contains(
                            call.header("x-gw-ims-org-id").orElseThrow().equals(OTHER_ORG)
                                    ? "client-of-eu"
                                    : LocalWorld.CLIENT_ID);
        });
        assertThat(calls.stream()
                        .map(c -> c.header("x-gw-ims-org-id").orElseThrow() + "/"
                                + c.header("x-sandbox-name").orElseThrow())
                        .distinct())
                .containsExactlyInAnyOrder(
                        LocalWorld.ORG + "/prod", LocalWorld.ORG + "/dev", OTHER_ORG + "/prod", OTHER_ORG + "/dev");
    }

    @Test
    void aCredentialOfOneThatIsRefusedLeavesTheOtherAlone() {
        pastExports();
        stage.key("platform.eu.client-secret", "wrong");
        Stage.Ended applied = stage.command("apply");
        assertThat(applied.code()).isEqualTo(1);
        assertThat(applied.err()
                        .lines()
                        .filter(l -> l.startsWith("landfall apply: platform eu: fetch an access token:")))
                .as(applied.err())
                .hasSize(2);
        assertThat(applied.out()).contains("ours-prod", "ours-dev").doesNotContain("theirs");
        assertThat(service.sandbox(LocalWorld.ORG, "dev").all(EntityKind.FLOW)).hasSize(1);
        assertThat(service.sandbox(OTHER_ORG, "dev").all(EntityKind.FLOW)).isEmpty();
        assertThat(verified()).containsEntry("ours-prod", "LANDED").containsEntry("ours-dev", "LANDED");

        stage.key("platform.eu.client-secret", "secret-of-eu");
        assertThat(stage.command("apply").code()).isZero();
        stage.key("platform.eu.client-secret", "wrong");
        assertThat(verified())
                .containsOnly(
                        Map.entry("ours-prod", "LANDED"),
                        Map.entry("ours-dev", "LANDED"),
                        Map.entry("theirs-prod", "UNKNOWN"),
                        Map.entry("theirs-dev", "UNKNOWN"));
    }

    @Test
    void oneThatIsLimitedNeitherSlowsTheOtherNorIsUnknownBeforeItsDeadline() throws Exception {
        stage.startIn(Duration.ofSeconds(12));
        exports();
        Duration grace = Duration.ofSeconds(12);
        for (String name : List.of("ours-prod", "ours-dev", "theirs-prod", "theirs-dev")) {
            stage.key("export." + name + ".grace", "12s").key("export." + name + ".first-grace", "12s");
        }
        assertThat(stage.command("apply").code()).isZero();
        stage.world.keepExporting(Duration.ofMillis(100));
        service.faults().on("*", "").ofOrganisation(OTHER_ORG).then(Fault.tooMany("1800"));
        service.clearCalls();
        try (Wiring wiring = stage.wiring();
                Engine engine = wiring.run()) {
            await(stage.start().plus(grace).minusMillis(500));
            assertThat(stage.verdicts(wiring))
                    .as("all is verified of the one, before anybody speaks of the other")
                    .containsOnlyKeys(OURS)
                    .containsValue("LANDED")
                    .doesNotContainValue("UNKNOWN");
            await(stage.start().plus(grace).plusSeconds(3));
            assertThat(stage.verdicts(wiring))
                    .containsEntry(OURS.get(0), "LANDED")
                    .containsEntry(OURS.get(1), "LANDED")
                    .containsEntry(THEIRS.get(0), "UNKNOWN")
                    .containsEntry(THEIRS.get(1), "UNKNOWN");
        }
        assertThat(service.calls().stream().filter(c -> c.status() == 429))
                .as("what is under way when the gate closes, and nothing after it")
                .hasSizeLessThanOrEqualTo(4);
    }

    private void await(Instant time) throws InterruptedException {
        Duration left = Duration.between(Instant.now(), time);
        stage.world.webhook().await(Integer.MAX_VALUE, left.isNegative() ? Duration.ZERO : left);
    }
}
