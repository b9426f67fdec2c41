package io.landfall.issues;

import static org.assertj.core.api.Assertions.assertThat;

import io.landfall.emulator.Fault;
import io.landfall.runtime.Examples;
import io.landfall.runtime.Watch;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A process died between its poll and its look, the next one took the look over hours later, judged it by what had been
 * known then, and told of an export that had landed meanwhile. Found by the simulation, seed 2.
 */
class LooksThatWereLeftBehindTest {
    private static final Instant DEADLINE = Examples.START.plus(Duration.ofHours(24));

    @TempDir
    Path folder;

    private Watch watch;

    @BeforeEach
    void open() throws Exception {
        watch = new Watch(folder, Examples.export("orders", "lake").build());
        poll();
    }

    @AfterEach
    void close() {
        watch.close();
    }

    private void poll() {
        assertThat(watch.send("poll", Watch.SCOPE, false).getException()).isNull();
    }

    private boolean wanted() {
        return watch.inspections.wanted(watch.firstSlot().toString());
    }

    @Test
    void areLeftToTheNextRound() {
        assertThat(wanted()).isTrue();
        watch.now = watch.now.plus(Duration.ofHours(3));
        assertThat(wanted()).isFalse();
        poll();
        assertThat(wanted()).isTrue();
    }

    @Test
    void alsoWhereThePlatformCouldNotBeAskedThen() {
        watch.world.service.faults().on("GET", "/runs$").then(Fault.forbidden());
        poll();
        assertThat(wanted()).isTrue();
        watch.now = watch.now.plus(Duration.ofHours(3));
        assertThat(wanted()).isFalse();
        poll();
        assertThat(wanted()).isTrue();
    }

    @Test
    void alsoWhereTheDeadlineHasPassedSinceThePoll() {
        watch.now = DEADLINE.minusSeconds(5);
        poll();
        assertThat(wanted()).isTrue();
        watch.now = DEADLINE;
        assertThat(wanted()).isFalse();
        poll();
        assertThat(wanted()).isTrue();
    }
}
