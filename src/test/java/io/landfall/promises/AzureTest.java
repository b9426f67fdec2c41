package io.landfall.promises;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.landfall.emulator.Catalogue;
import io.landfall.emulator.Outcome;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Exports to the stores of Azure are provisioned, and proved or missed, like those to any other. */
class AzureTest {

    @TempDir
    private Path folder;

    private Stage stage;
    private Instant first;

    @BeforeEach
    void begin() {
        stage = new Stage(folder);
        first = Instant.now().minus(200, ChronoUnit.MINUTES).truncatedTo(ChronoUnit.SECONDS);
        stage.world.exporter().pastRunsAtOnce(true);
    }

    @AfterEach
    void end() {
        stage.close();
    }

    private JsonNode verified(String storage, Outcome outcome) {
        stage.world.exporter().script((flow, slot) -> outcome);
        String export = "export.orders.";
        stage.key(export + "datasets", Catalogue.ORDERS.id())
                .key(export + "storage", storage)
                .key(export + "path", "aep/orders")
                .key(export + "format", "json")
                .key(export + "every", "3h")
                .key(export + "start", first.toString())
                .key(export + "end", first.plus(300, ChronoUnit.DAYS).toString())
                .key(export + "grace", "150m")
                .key(export + "first-grace", "150m")
                .key(export + "verify", "records");
        Stage.Ended applied = stage.command("apply");
        assertThat(applied.code()).as(applied.out() + applied.err()).isZero();
        Stage.Ended plan = stage.command("plan", "--json");
        assertThat(plan.json().path("changes").asInt()).as(plan.out()).isZero();
        Stage.Ended verify = stage.command("verify", "--json", "--slot", first.toString());
        assertThat(verify.json().path("results"))
                .as(verify.out() + verify.err())
                .hasSize(1);
        return verify.json().path("results").path(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"blobs", "directories", "zone"})
    void anExportThatLandedIsProved(String storage) {
        JsonNode result = verified(storage, Outcome.ON_TIME);
        assertThat(result.path("verdict").asText()).as(result.toPrettyString()).isEqualTo("LANDED");
        assertThat(result.path("files").asInt()).isEqualTo(2);
        assertThat(result.path("records").asLong()).isEqualTo(120);
    }

    @ParameterizedTest
    @ValueSource(strings = {"blobs", "directories", "zone"})
    void anExportThatIsNotThereIsMissing(String storage) {
        JsonNode result = verified(storage, Outcome.MISSING);
        assertThat(result.path("verdict").asText()).as(result.toPrettyString()).isEqualTo("MISSING");
        assertThat(result.path("run").path("state").asText()).isNotEmpty();
    }
}
