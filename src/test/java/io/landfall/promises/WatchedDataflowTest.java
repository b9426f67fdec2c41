package io.landfall.promises;

import static org.assertj.core.api.Assertions.assertThat;

import io.landfall.emulator.Fault;
import io.landfall.emulator.Outcome;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A dataflow that somebody else made is verified too: its id is enough, the rest is its own. */
class WatchedDataflowTest {
    @TempDir
    Path folder;

    @Test
    void aDataflowMadeElsewhereIsWatchedByItsIdAlone() throws Exception {
        try (Stage stage = new Stage(folder)) {
            stage.world.exporter().pastRunsAtOnce(true);
            stage.startIn(Duration.ofHours(-7)).export("orders", "lake", "json", Outcome.ON_TIME);
            assertThat(stage.command("apply").code()).isZero();
            watch(stage);
            Stage.Ended verified = stage.command("verify", "seen", "--json");
            assertThat(verified.code()).as(verified.out() + verified.err()).isZero();
            assertThat(verified.json().path("results").get(0).path("verdict").asText())
                    .isEqualTo("LANDED");
        }
    }

    @Test
    void oneThatIsGoneStillHasSlotsThatAreMissed() throws Exception {
        try (Stage stage = new Stage(folder)) {
            stage.world.exporter().pastRunsAtOnce(true);
            stage.startIn(Duration.ofHours(-7)).export("orders", "lake", "json", Outcome.NOT_STARTED);
            assertThat(stage.command("apply").code()).isZero();
            watch(stage);
            assertThat(stage.command("verify", "seen").code()).isEqualTo(2);
            stage.world
                    .flowService()
                    .faults()
                    .on("GET", "^/flows/")
                    .then(Fault.answer(404, "{\"errorMessage\":\"flows not found\"}", Map.of()));
            Stage.Ended verified = stage.command("verify", "seen", "--json");
            assertThat(verified.code()).as(verified.err()).isEqualTo(2);
            assertThat(verified.json().path("results").get(0).path("verdict").asText())
                    .isEqualTo("NOT_STARTED");
        }
    }

    /** Declares the dataflow of the export orders by its id alone, in that export's place. */
    private static void watch(Stage stage) {
        String flow = stage.world
                .sandbox()
                .flowsNamed("landfall/orders")
                .get(0)
                .path("id")
                .asText();
        stage.forget("export.orders.")
                .key("export.seen.flow-id", flow)
                .key("export.seen.storage", "lake")
                .key("export.seen.grace", "30m")
                .key("export.seen.first-grace", "30m");
    }
}
