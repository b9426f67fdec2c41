package io.landfall.promises;

import static org.assertj.core.api.Assertions.assertThat;

import io.landfall.emulator.EntityKind;
import io.landfall.emulator.Outcome;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real {@code kill -9} of {@code apply}, before and after the effect of each creating call; then {@code apply} again. */
@Tag("long")
class KilledApplyTest {
    @TempDir
    Path folder;

    @Test
    void exactlyOneOfEachAfterAKillAtEachCreatingCall() throws Exception {
        try (Stage stage = new Stage(folder)) {
            stage.export("orders", "lake", "parquet", Outcome.ON_TIME);
            Path config = stage.config();
            for (EntityKind kind : EntityKind.values()) {
                killedAt(stage, config, kind, false);
                assertThat(stage.world.sandbox().all(kind))
                        .as("%s, killed before it was made", kind)
                        .isEmpty();
                killedAt(stage, config, kind, true);
                assertThat(stage.world.sandbox().all(kind))
                        .as("%s, killed after it was made", kind)
                        .hasSize(1);
            }
            try (Child last = new Child(config, "apply")) {
                assertThat(last.ended()).as("%s", last.said()).isZero();
            }
            for (EntityKind kind : EntityKind.values()) {
                assertThat(stage.world.sandbox().all(kind)).as("%s", kind).hasSize(1);
            }
            assertThat(stage.command("plan").code()).isZero();
        }
    }

    private static void killedAt(Stage stage, Path config, EntityKind kind, boolean afterEffect) throws Exception {
        String path = "/" + kind.path();
        AtomicReference<ProcessHandle> victim = new AtomicReference<>();
        stage.world.flowService().onBoundary(call -> {
            if (call.method().equals("POST") && call.path().endsWith(path) && call.beforeEffect() != afterEffect) {
                victim.get().destroyForcibly();
                victim.get().onExit().join();
                throw new IllegalStateException("killed: the service never saw the rest");
            }
        });
        try (Child child = new Child(config, "apply")) {
            victim.set(child.handle());
            assertThat(child.ended()).as("%s", child.said()).isEqualTo(137);
        } finally {
            stage.world.flowService().onBoundary(call -> {});
        }
    }
}
