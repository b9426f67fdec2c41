package io.landfall.promises;

import static org.assertj.core.api.Assertions.assertThat;

import io.landfall.emulator.Fault;
import io.landfall.emulator.Outcome;
import io.landfall.runtime.Engine;
import io.landfall.runtime.Wiring;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A declared export whose dataflow was never made, or was deleted by hand, is told when dataflows are read next. */
class MissingDataflowTest {
    @TempDir
    Path folder;

    @Test
    void isToldAndItsReturnToo() throws Exception {
        try (Stage stage = new Stage(folder)) {
            stage.startIn(Duration.ofDays(1)).export("orders", "lake", "parquet", Outcome.ON_TIME);
            run(stage, 1);
            assertThat(stage.told("orders")).as("never made").containsExactly("opened");
            Stage.Ended status = stage.command("status", "--json");
            assertThat(status.code()).isEqualTo(2);
            assertThat(status.json().path("conditions").get(0).path("condition").asText())
                    .isEqualTo("NO_DATAFLOW");
            assertThat(status.json().path("conditions").get(0).path("detail").asText())
                    .isEqualTo("no dataflow landfall/orders with our mark exists in the sandbox prod");
            assertThat(stage.command("status").out()).contains("no dataflow landfall/orders with our mark exists");

            assertThat(stage.command("apply").code()).isZero();
            run(stage, 2);
            assertThat(stage.told("orders")).containsExactly("opened", "resolved");
            assertThat(stage.command("status").code()).isZero();

            stage.world
                    .flowService()
                    .faults()
                    .on("GET", "^/flows$")
                    .then(Fault.answer(200, "{\"items\":[]}", Map.of()));
            run(stage, 3);
            assertThat(stage.told("orders")).as("deleted").containsExactly("opened", "resolved", "opened");
        }
    }

    /** Until so many messages have come. */
    private static void run(Stage stage, int messages) throws Exception {
        try (Wiring wiring = stage.wiring();
                Engine engine = wiring.run()) {
            stage.awaitTold("orders", messages);
            stage.awaitRecorded(messages);
        }
    }
}
