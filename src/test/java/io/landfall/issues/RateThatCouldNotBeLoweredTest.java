package io.landfall.issues;

import static org.assertj.core.api.Assertions.assertThat;

import io.landfall.emulator.Call;
import io.landfall.emulator.Outcome;
import io.landfall.promises.Stage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A platform that limits calls was answered with "lower flow-service.rate", which {@code check} called an unknown key. */
class RateThatCouldNotBeLoweredTest {
    @TempDir
    Path folder;

    @Test
    void isObeyed() {
        try (Stage stage = new Stage(folder)) {
            stage.export("orders", "lake", "json", Outcome.ON_TIME).key("flow-service.rate", "1");
            assertThat(stage.command("check").code()).isZero();
            assertThat(stage.command("plan").code()).isEqualTo(2);
            List<Call> lists = stage.world.flowService().calls().stream()
                    .filter(call -> call.method().equals("GET"))
                    .toList();
            assertThat(lists).hasSizeGreaterThan(3);
            assertThat(Duration.between(lists.get(1).at(), lists.get(3).at()))
                    .as("one a second; the first call waits for its token besides")
                    .isGreaterThan(Duration.ofMillis(1500));
        }
    }
}
