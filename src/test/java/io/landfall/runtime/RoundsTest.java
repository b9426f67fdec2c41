package io.landfall.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.landfall.emulator.Fault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
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
}
