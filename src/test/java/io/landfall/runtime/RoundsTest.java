package io.landfall.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.landfall.emulator.Fault;
import io.landfall.model.Slot;
import io.landfall.model.SlotKey;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.StatementContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When a round counts as complete, which is what the heartbeat says. */
class RoundsTest {
    @TempDir
    Path folder;

    private Watch watch;

    @BeforeEach
    void open() throws Exception {
        watch = new Watch(folder, Examples.export("orders", "lake").build());
    }

    @AfterEach
    void close() {
        watch.close();
    }

    private void poll() {
        assertThat(watch.send("poll", Watch.SCOPE, false).getException()).isNull();
    }

    @Test
    void noRoundIsCompleteBeforeThePlatformAnswered() {
        assertThat(watch.rounds.complete()).isFalse();
        poll();
        assertThat(watch.rounds.complete()).isTrue();
    }

    @Test
    void whilePollsAreNotAnsweredNoneIs() {
        poll();
        watch.world.service.faults().on("GET", "/runs$").then(Fault.forbidden());
        poll();
        assertThat(watch.rounds.complete()).isFalse();
        watch.world.service.faults().clear();
        poll();
        assertThat(watch.rounds.complete()).isTrue();
    }

    @Test
    void whileALookThatIsDueIsNotStartedNoneIs() {
        poll();
        watch.now = watch.now.plus(Duration.ofSeconds(60));
        assertThat(watch.rounds.complete()).isFalse();
        watch.world.jdbi.useHandle(h -> watch.slots.lookAgain(h, watch.firstSlot(), Optional.empty()));
        assertThat(watch.rounds.complete()).isTrue();
    }

    @Test
    void aBacklogOfOneExportIsAskedForAsOneSlotIs() {
        poll();
        List<Slot> backlog = IntStream.range(1, 500)
                .mapToObj(n -> Examples.START.minus(Duration.ofHours(n)))
                .map(due -> new Slot(
                        new SlotKey(watch.exports.get(0).key(), due), due, due.plusSeconds(60), due.plusSeconds(60)))
                .toList();
        watch.slots.open(backlog, watch.now);
        assertThat(watch.slots.toLookAt(Watch.SCOPE, watch.now)).hasSize(500);
        AtomicInteger statements = new AtomicInteger();
        watch.world.jdbi.setSqlLogger(new SqlLogger() {
            @Override
            public void logBeforeExecution(StatementContext context) {
                statements.incrementAndGet();
            }
        });
        poll();
        assertThat(statements).hasValueLessThan(40);
    }
}
