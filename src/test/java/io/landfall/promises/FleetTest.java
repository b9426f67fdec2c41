package io.landfall.promises;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.landfall.emulator.Webhook;
import io.landfall.state.TestPostgres;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Three replicas on one PostgreSQL: each check is done once, whoever dies; see {@link Fleet} for what a check is. */
@Tag("long")
@Timeout(900)
class FleetTest {
    private static final int CHECKS = 4_000;
    private static final int CHECKS_WITH_DEATHS = 20_000;
    private static final int DEATHS = 50;
    private static final ObjectMapper JSON = new ObjectMapper();
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
    void eachCheckIsDoneOnce() throws Exception {
        try (Fleet fleet = new Fleet(folder, postgres, Fleet.Check.PAUSED, 8, 0, CHECKS / 8)) {
            List<Child> replicas = List.of(fleet.another(), fleet.another(), fleet.another());
            for (Child replica : replicas) {
                replica.await("ready in", 90);
            }
            long begun = System.nanoTime();
            int before = fleet.recordings();
            long processor = processor(replicas);
            fleet.untilRecorded(CHECKS);
            long millis = (System.nanoTime() - begun) / 1_000_000;
            assertThat(fleet.slots()).hasSize(CHECKS);
            fleet.untilNoWorkIsLeft();
            assertThat(fleet.recorded()).containsExactlyInAnyOrderElementsOf(fleet.slots());
            // none on a machine that does not stall; where it does, what was done twice counts once all the same
            int takenOver = fleet.said("is taken over from").size();
            System.out.printf(
                    "three replicas did %d checks in %d ms, %d a second, with %d s of processor, %d taken over%n",
                    CHECKS - before,
                    millis,
                    (CHECKS - before) * 1000L / millis,
                    processor(replicas) - processor,
                    takenOver);
        }
    }

    /** A death each time that as many more checks are done, so that the work lasts until the last one. */
    @Test
    void fiftyDeathsInTwentyThousandChecksLoseNothingAndRecordNothingTwice() throws Exception {
        Random chance = new Random(7);
        try (Fleet fleet = new Fleet(folder, postgres, Fleet.Check.PAUSED, 20, 4, CHECKS_WITH_DEATHS / 20)) {
            List<Child> replicas = new ArrayList<>(List.of(fleet.another(), fleet.another(), fleet.another()));
            long begun = System.nanoTime();
            int ready = 0;
            for (int death = 1; death <= DEATHS; death++) {
                fleet.untilRecorded(death * fleet.slots().size() / (DEATHS + 2));
                int victim = chance.nextInt(3);
                ready += replicas.get(victim).hasSaid("ready in") ? 1 : 0;
                replicas.get(victim).kill();
                replicas.set(victim, fleet.another());
            }
            assertThat(fleet.recordings())
                    .as("it went on until the last death")
                    .isLessThan(fleet.slots().size());
            System.out.printf(
                    "%d deaths, %d of replicas that were ready, in %d s, %d checks done%n",
                    DEATHS, ready, (System.nanoTime() - begun) / 1_000_000_000, fleet.recordings());
            fleet.untilRecorded(fleet.slots().size());
            fleet.untilNoWorkIsLeft();
            System.out.printf("all done after %d s%n", (System.nanoTime() - begun) / 1_000_000_000);
            assertThat(fleet.recorded()).containsExactlyInAnyOrderElementsOf(fleet.slots());
            assertThat(fleet.said("is taken over from")).isNotEmpty();
            Fleet.until(
                    "what failed is told",
                    Duration.ofSeconds(60),
                    () -> opened(fleet.stage.world.webhook()).size() >= 4);
            assertThat(opened(fleet.stage.world.webhook()))
                    .hasSize(4)
                    .allSatisfy((export, ids) -> assertThat(ids).as(export).hasSize(1));
        }
    }

    private static long processor(List<Child> replicas) {
        return replicas.stream()
                .flatMap(r -> r.handle().info().totalCpuDuration().stream())
                .mapToLong(Duration::toSeconds)
                .sum();
    }

    /** The ids of the messages that open an incident, by its key; a message that comes again has the same id. */
    private static Map<String, Set<String>> opened(Webhook webhook) {
        return webhook.received().stream()
                .map(m -> read(m.body()))
                .filter(m -> m.path("type").asText().endsWith(".opened"))
                .filter(m -> m.path("data").path("export").asText().startsWith("failing"))
                .collect(Collectors.groupingBy(
                        m -> m.path("data").path("export").asText(),
                        Collectors.mapping(m -> m.path("id").asText(), Collectors.toCollection(TreeSet::new))));
    }

    private static JsonNode read(String body) {
        try {
            return JSON.readTree(body);
        } catch (java.io.IOException e) {
            throw new IllegalStateException(body, e);
        }
    }
}
