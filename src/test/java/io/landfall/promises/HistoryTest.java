package io.landfall.promises;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.landfall.emulator.Catalogue;
import io.landfall.emulator.Outcome;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every verdict is kept with its evidence, and what was missed stays a gap. */
class HistoryTest {
    private static final String HEAD =
            "export,dataset,slot,verdict,checkedAt,runId,runState,files,bytes,records,folder,findings";

    @TempDir
    Path folder;

    @Test
    void isShownAsTextCsvAndJsonWithItsGaps() throws Exception {
        try (Stage stage = new Stage(folder)) {
            stage.world.exporter().pastRunsAtOnce(true);
            stage.startIn(Duration.ofHours(-7))
                    .export("orders", "lake", "json", Outcome.ON_TIME)
                    .export("stores", "lake", "json", Outcome.NOT_STARTED);
            for (String name : List.of("orders", "stores")) {
                stage.key("export." + name + ".grace", "30m").key("export." + name + ".first-grace", "30m");
            }
            assertThat(stage.command("apply").code()).isZero();
            String from = stage.start().toString();
            String to = stage.start().plus(Duration.ofHours(7)).toString();
            assertThat(stage.command("verify", "--from", from, "--to", to, "--csv")
                            .out())
                    .startsWith(HEAD + "\r\n");

            String csv =
                    stage.command("status", "--from", from, "--to", to, "--csv").out();
            List<String> lines = List.of(csv.split("\r\n"));
            assertThat(csv).endsWith("\r\n");
            assertThat(lines.get(0)).isEqualTo(HEAD);
            assertThat(lines.subList(1, lines.size()))
                    .hasSize(6)
                    .allSatisfy(line -> assertThat(line)
                            .matches("(orders," + Catalogue.ORDERS.id()
                                    + ",[^,]+,LANDED(_LATE)?|stores,[^,]+,[^,]+,NOT_STARTED),.*"));
            JsonNode json = stage.command("status", "--from", from, "--to", to, "--json")
                    .json();
            assertThat(json.path("results")).hasSize(6);
            assertThat(json.path("gaps")).hasSize(3).allSatisfy(gap -> {
                assertThat(gap.path("export").asText()).isEqualTo("stores");
                assertThat(gap.path("verdict").asText()).isEqualTo("NOT_STARTED");
            });
            assertThat(stage.command("status").out()).contains("3 gaps:").contains("  stores " + from);
            assertThat(stage.command("status", "orders").out()).contains("no gap");
            assertThat(stage.command("status", "--from", to, "--csv").out()).isEqualTo(HEAD + "\r\n");
        }
    }
}
