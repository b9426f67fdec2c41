package io.landfall.issues;

import static org.assertj.core.api.Assertions.assertThat;

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
 * A one-time export whose dataflow was made long after its start was never looked at, although its grace counts from the
 * creation: its slot lay before what was expected of an export first seen now. Found by the simulation.
 */
class OneTimeExportsMadeLateTest {
    private static final Instant FIRST_SEEN = Examples.START.plus(Duration.ofDays(3));

    @TempDir
    Path folder;

    private Watch watch;

    @BeforeEach
    void open() throws Exception {
        watch = new Watch(
                folder, Examples.export("orders", "lake").every(Duration.ZERO).build());
        watch.now = FIRST_SEEN;
    }

    @AfterEach
    void close() {
        watch.close();
    }

    private void poll() {
        assertThat(watch.send("poll", Watch.SCOPE, false).getException()).isNull();
    }

    @Test
    void areExpectedWithinTheGraceThatCountsFromTheirCreation() {
        watch.world.sandbox.backdate(watch.flows().get(0), FIRST_SEEN.minus(Duration.ofHours(1)));
        poll();
        assertThat(watch.slots.toLookAt(Watch.SCOPE, watch.now)).containsExactly(watch.firstSlot());
    }

    @Test
    void areNotWhereThatIsOverToo() {
        poll();
        assertThat(watch.slots.toLookAt(Watch.SCOPE, watch.now)).isEmpty();
    }
}
