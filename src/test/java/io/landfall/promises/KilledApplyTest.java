package io.landfall.promises;

import static org.assertj.core.api.Assertions.assertThat;

import io.landfall.emulator.Call;
import io.landfall.emulator.EntityKind;
import io.landfall.emulator.Outcome;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real {@code kill -9} of {@code apply}, before and after the effect of each creating call; then {@code apply} again. */
class KilledApplyTest {
    @TempDir
    Path folder;

    @Test
    void exactlyOneOfEachAfterAKillAtEachCreatingCall() throws Exception {
        try (Stage stage = new Stage(folder)) {
            stage.export("orders", "lake", "parquet", Outcome.ON_TIME);
            Path config = stage.config();
            AtomicReference<ProcessHandle> victim = new AtomicReference<>();
            AtomicInteger boundary = new AtomicInteger();
            AtomicInteger next = new AtomicInteger(1);
            stage.world.flowService().onBoundary(call -> {
                if (creates(call) && boundary.incrementAndGet() == next.get()) {
                    victim.get().destroyForcibly();
                    victim.get().onExit().join();
                }
            });
            int kills = 0;
            int code;
            do {
                boundary.set(0);
                try (Child child = new Child(config, "apply")) {
                    victim.set(child.handle());
                    code = child.ended();
                    assertThat(code).as("%s", child.said()).isIn(0, 137);
                }
                kills += code == 137 ? 1 : 0;
                next.set(next.get() == 1 ? 2 : 1);
            } while (code != 0 && kills < 20);
            assertThat(code).isZero();
            assertThat(kills).isGreaterThanOrEqualTo(4);
            for (EntityKind kind : EntityKind.values()) {
                assertThat(stage.world.sandbox().all(kind)).as("%s", kind).hasSize(1);
            }
            assertThat(stage.command("plan").code()).isZero();
        }
    }

    private static boolean creates(Call call) {
        return call.method().equals("POST")
                && call.path().matches(".*/(connections|sourceConnections|targetConnections|flows)");
    }
}
