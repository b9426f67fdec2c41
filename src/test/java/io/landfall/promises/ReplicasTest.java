package io.landfall.promises;

import static org.assertj.core.api.Assertions.assertThat;

import io.landfall.emulator.Exporter;
import io.landfall.emulator.Outcome;
import io.landfall.runtime.Engine;
import io.landfall.runtime.Wiring;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Several replicas share one PostgreSQL: each thing is done and told once, and one that goes is not missed. */
@Timeout(180)
class ReplicasTest {
    private static EmbeddedPostgres postgres;

    @TempDir
    Path folder;

    @BeforeAll
    static void start() throws Exception {
        postgres = EmbeddedPostgres.builder().start();
    }

    @AfterAll
    static void stop() throws Exception {
        postgres.close();
    }

    @Test
    void twoTellOnceAndTheOtherGoesOn() throws Exception {
        try (Stage stage = new Stage(folder)) {
            stage.key("state.url", postgres.getJdbcUrl("postgres", "postgres"))
                    .startIn(Duration.ofSeconds(25))
                    .export("orders", "lake", "parquet", Outcome.ON_TIME)
                    .export("loyalty", "dropbox", "json", Outcome.ON_TIME)
                    .export("returns", "lake", "json", Outcome.MISSING)
                    .export("stores", "lake", "json", Outcome.LATE);
            for (String export : List.of("orders", "loyalty", "returns", "stores")) {
                stage.seenBefore(export);
            }
            assertThat(stage.command("apply").code()).isZero();
            stage.world.keepExporting(Duration.ofMillis(200));
            try (Wiring first = stage.wiring();
                    Wiring second = stage.wiring()) {
                try (Engine one = first.run()) {
                    try (Engine two = second.run()) {
                        stage.awaitTold("stores", 1);
                        stage.awaitTold("returns", 1);
                        stage.untilAfterTheGrace();
                    }
                    for (Exporter.Due due : stage.world.exporter().late()) {
                        stage.world.exporter().deliverLate(due.flowId(), due.slot());
                    }
                    stage.awaitTold("stores", 2);
                }
                assertThat(stage.told("stores")).containsExactly("opened", "resolved");
                assertThat(stage.told("returns")).containsExactly("opened");
                assertThat(stage.told("orders")).isEmpty();
                assertThat(stage.told("loyalty")).isEmpty();
                assertThat(stage.verdicts(first))
                        .containsEntry("orders", "LANDED")
                        .containsEntry("loyalty", "LANDED")
                        .containsEntry("returns", "MISSING")
                        .containsEntry("stores", "LANDED_LATE");
            }
            assertThat(stage.command("plan").code()).as("one of each object").isZero();
            assertThat(stage.command("status", "orders").out()).contains("LANDED");
        }
    }
}
