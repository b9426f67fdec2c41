package io.landfall.promises;

import static org.assertj.core.api.Assertions.assertThat;

import io.landfall.emulator.Exporter;
import io.landfall.emulator.Outcome;
import io.landfall.runtime.Wiring;
import io.landfall.state.TestPostgres;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Several replicas share one PostgreSQL: each thing is done and told once, and one that goes is not missed. Each is a
 * process of its own: two in one JVM would share Quartz' scheduler by its name, and the first to stop would stop it.
 */
@Timeout(180)
class ReplicasTest {
    private static EmbeddedPostgres postgres;

    @TempDir
    Path folder;

    @BeforeAll
    static void start() throws Exception {
        postgres = TestPostgres.start();
    }

    @AfterAll
    static void stop() throws Exception {
        if (postgres != null) {
            postgres.close();
        }
    }

    @Test
    void twoTellOnceAndTheOtherGoesOn() throws Exception {
        try (Stage stage = new Stage(folder)) {
            stage.key("state.url", postgres.getJdbcUrl("postgres", "postgres"))
                    .startIn(Duration.ofSeconds(16))
                    .export("orders", "lake", "parquet", Outcome.ON_TIME)
                    .export("loyalty", "dropbox", "json", Outcome.ON_TIME)
                    .export("returns", "lake", "json", Outcome.MISSING)
                    .export("stores", "lake", "json", Outcome.LATE);
            for (String export : List.of("orders", "loyalty", "returns", "stores")) {
                stage.seenBefore(export);
            }
            assertThat(stage.command("apply").code()).isZero();
            stage.world.keepExporting(Duration.ofMillis(200));
            Path config = stage.config();
            try (Child one = new Child(config, "run");
                    Child two = new Child(config, "run")) {
                one.await("ready in", 60);
                two.await("ready in", 60);
                stage.awaitTold("stores", 1);
                stage.awaitTold("returns", 1);
                stage.awaitRecorded(2);
                stage.untilAfterTheGrace();
                two.kill();
                for (Exporter.Due due : stage.world.exporter().late()) {
                    stage.world.exporter().deliverLate(due.flowId(), due.slot());
                }
                stage.awaitTold("stores", 2);
                // what the one that is gone had in its hands is taken over first
                Fleet.until(
                        "each has its last verdict",
                        Duration.ofSeconds(60),
                        () -> verdicts(stage).size() == 4
                                && !verdicts(stage).containsValue("WAITING")
                                && !verdicts(stage).containsValue("SETTLING"));
            }
            assertThat(stage.told("stores")).containsExactly("opened", "resolved");
            assertThat(stage.told("returns")).containsExactly("opened");
            assertThat(stage.told("orders")).isEmpty();
            assertThat(stage.told("loyalty")).isEmpty();
            assertThat(verdicts(stage))
                    .containsEntry("orders", "LANDED")
                    .containsEntry("loyalty", "LANDED")
                    .containsEntry("returns", "MISSING")
                    .containsEntry("stores", "LANDED_LATE");
            assertThat(stage.command("plan").code()).as("one of each object").isZero();
            assertThat(stage.command("status", "orders").out()).contains("LANDED");
        }
    }

    private static Map<String, String> verdicts(Stage stage) {
        try (Wiring wiring = stage.wiring()) {
            return stage.verdicts(wiring);
        }
    }

    @Tag("long")
    @Test
    void whoWasPausedUntilItsWorkWasTakenOverCannotWrite() throws Exception {
        try (Fleet fleet = new Fleet(folder, postgres, Fleet.Check.EMPTY, 1, 0, 60)) {
            fleet.stage.world.s3().faults().delay(Duration.ofSeconds(2));
            Child paused = fleet.another();
            Fleet.until("work is under way", Duration.ofSeconds(60), () -> picked(fleet) >= 8);
            paused.pause();
            int before = fleet.recordings();
            List<String> held =
                    fleet.jdbi.withHandle(h -> h.createQuery("SELECT task_instance FROM work_verify WHERE picked")
                            .mapTo(String.class)
                            .list());
            Child other = fleet.another();
            other.await("is taken over from", 90);
            fleet.stage.world.s3().faults().clear();
            Fleet.until("all recorded", Duration.ofSeconds(60), () -> fleet.recordings() >= 60);
            assertThat(held).isNotEmpty();
            assertThat(before).isLessThan(60 - held.size());
            paused.goOn();
            Fleet.until(
                    "all that it held is known to be lost",
                    Duration.ofSeconds(60),
                    () -> held.stream()
                            .allMatch(
                                    id -> paused.hasSaid("work:verify " + id + " was taken over by another replica")));
            paused.kill();
            assertThat(fleet.recorded()).containsExactlyInAnyOrderElementsOf(fleet.slots());
        }
    }

    private static int picked(Fleet fleet) {
        return fleet.count("SELECT COUNT(*) FROM work_verify WHERE picked");
    }
}
