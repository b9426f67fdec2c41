package io.landfall.promises;

import static org.assertj.core.api.Assertions.assertThat;

import io.landfall.emulator.Outcome;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code run} survives {@code kill -9}: nothing is told twice, what is due is told, and {@code status} works beside it. */
class RestartTest {
    @TempDir
    Path folder;

    @Test
    void aKilledRunGoesOnWithoutASecondAlert() throws Exception {
        try (Stage stage = new Stage(folder)) {
            stage.startIn(Duration.ofSeconds(20)).export("surveys", "lake", "parquet", Outcome.NOT_STARTED);
            assertThat(stage.command("apply").code()).isZero();
            Path config = stage.config();
            try (Child first = new Child(config, "run")) {
                first.await("ready in", 60);
                stage.awaitTold("surveys", 1);
                stage.awaitRecorded(1);
                first.kill();
            }
            assertThat(stage.told("surveys")).containsExactly("opened");
            try (Child second = new Child(config, "run")) {
                second.await("ready in", 60);
                try (Child third = new Child(config, "run")) {
                    assertThat(third.ended()).as("%s", third.said()).isEqualTo(1);
                    assertThat(third.said()).anyMatch(l -> l.contains("another `landfall run` works on"));
                }
                Stage.Ended status = stage.command("status", "--json");
                assertThat(status.code()).isEqualTo(2);
                assertThat(status.json().path("incidents")).hasSize(1);
                assertThat(stage.command("verify", "surveys").code()).isEqualTo(2);

                stage.untilAfterTheGrace();
                assertThat(stage.told("surveys")).containsExactly("opened");
            }
        }
    }

    @Test
    void isReadyWithinSeconds() throws Exception {
        try (Stage stage = new Stage(folder)) {
            stage.export("orders", "lake", "parquet", Outcome.ON_TIME);
            try (Child child = new Child(stage.config(), "run")) {
                Matcher ready = Pattern.compile("ready in (\\d+) ms").matcher(child.await("ready in", 60));
                assertThat(ready.find()).isTrue();
                System.out.println("run was ready in " + ready.group(1) + " ms");
            }
        }
    }
}
