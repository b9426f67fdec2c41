package io.landfall.promises;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.landfall.emulator.Catalogue;
import io.landfall.emulator.LocalWorld;
import io.landfall.emulator.Outcome;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A landing zone's credentials are the platform's: fetched, fetched again when refused, never reset (Flow Service §12). */
class LandingZoneTest {

    @TempDir
    private Path folder;

    private Stage stage;

    @BeforeEach
    void begin() {
        stage = new Stage(folder);
        stage.world.exporter().pastRunsAtOnce(true);
        stage.world.exporter().script((flow, slot) -> Outcome.ON_TIME);
    }

    @AfterEach
    void end() {
        assertThat(stage.world.flowService().landingZoneResets()).isZero();
        stage.close();
    }

    private Instant exported(Duration ago) {
        Instant first = Instant.now().minus(ago).truncatedTo(ChronoUnit.SECONDS);
        String export = "export.orders.";
        stage.key(export + "datasets", Catalogue.ORDERS.id())
                .key(export + "storage", "zone")
                .key(export + "path", "aep/orders")
                .key(export + "format", "json")
                .key(export + "every", "3h")
                .key(export + "start", first.toString())
                .key(export + "end", first.plus(300, ChronoUnit.DAYS).toString())
                .key(export + "grace", "150m")
                .key(export + "first-grace", "150m");
        Stage.Ended applied = stage.command("apply");
        assertThat(applied.code()).as(applied.out() + applied.err()).isZero();
        return first;
    }

    private JsonNode verify(Instant slot) {
        Stage.Ended verify = stage.command("verify", "--json", "--slot", slot.toString());
        assertThat(verify.json().path("results"))
                .as(verify.out() + verify.err())
                .hasSize(1);
        return verify.json().path("results").path(0);
    }

    private long asked() {
        return stage.world.flowService().calls().stream()
                .filter(call -> call.path().endsWith("/landingzone/credentials"))
                .count();
    }

    @Test
    void oneLookFetchesOnce() {
        Instant slot = exported(Duration.ofMinutes(200));
        assertThat(verify(slot).path("verdict").asText()).isEqualTo("LANDED");
        assertThat(asked()).isEqualTo(1);
    }

    @Test
    void whatThePlatformRefusesIsUnknownAndNeverMissing() {
        Instant slot = exported(Duration.ofMinutes(200));
        stage.world.flowService().landingZone(null);
        JsonNode result = verify(slot);
        assertThat(result.path("verdict").asText()).isEqualTo("UNKNOWN");
        assertThat(result.path("findings").toString()).contains("landing zone").contains("404");
    }

    @Test
    void credentialsThatTheStoreRefusesAreUnknown() {
        Instant slot = exported(Duration.ofMinutes(200));
        stage.world.azure().faults().denyListing(true);
        JsonNode result = verify(slot);
        assertThat(result.path("verdict").asText()).isEqualTo("UNKNOWN");
        assertThat(result.path("findings").toString()).contains("AuthorizationPermissionMismatch");
    }

    @Test
    void aSlotOlderThanSevenDaysHasExpired() {
        Instant slot = exported(Duration.ofDays(7).plusMinutes(10));
        JsonNode result = verify(slot);
        assertThat(result.path("verdict").asText()).as(result.toPrettyString()).isEqualTo("EXPIRED");
        assertThat(asked()).as("nothing was looked at").isZero();
    }

    @Test
    void aZoneOnAmazonIsLookedIntoBelowItsFolder() {
        Instant slot = exported(Duration.ofMinutes(200));
        LocalWorld world = stage.world;
        for (String key : world.azure().keys("dlz-destination")) {
            world.s3()
                    .put(
                            LocalWorld.BUCKET,
                            "dlz-destination/" + key,
                            world.azure().get("dlz-destination", key));
        }
        ObjectNode answer = JsonNodeFactory.instance.objectNode().put("dlzProvider", "Amazon S3");
        answer.putObject("credentials")
                .put("awsAccessKeyId", world.s3().accessKey())
                .put("awsSecretAccessKey", world.s3().secretKey())
                .put("awsSessionToken", "session");
        answer.putObject("dlzPath").put("bucketName", LocalWorld.BUCKET).put("dlzFolder", "dlz-destination");
        world.flowService().landingZone(answer);
        stage.key("storage.zone.endpoint", world.s3().url());
        stage.key("export.orders.verify", "records");
        JsonNode result = verify(slot);
        assertThat(result.path("files").asInt()).as(result.toPrettyString()).isEqualTo(2);
        assertThat(result.path("records").asLong()).isEqualTo(120);
        assertThat(result.path("folder").asText()).startsWith("aep/orders/");
    }
}
