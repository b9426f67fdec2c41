package io.landfall.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.landfall.emulator.Call;
import io.landfall.emulator.Fault;
import io.landfall.model.Config;
import io.landfall.model.Export;
import io.landfall.model.Storage;
import io.landfall.model.StorageType;
import io.landfall.state.Intents;
import io.landfall.state.Locks;
import io.landfall.state.SentCredentials;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How an export's turn begins, waits and ends. */
class ProvisioningTurnTest {
    @TempDir
    Path folder;

    private ProvisioningWorld world;
    private final Storage lake = Examples.storage(StorageType.S3, "lake");
    private final Export orders = Examples.export("orders", "lake").build();

    @BeforeEach
    void open() {
        world = new ProvisioningWorld(folder);
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void whateverBreaksOffATurnItsLocksAreLetGo() {
        ProvisioningWorld.Options options = new ProvisioningWorld.Options();
        options.wrapper = Breaking::new;
        var landfall = world.process(options, List.of(orders), lake);
        assertThatThrownBy(() -> landfall.apply()).hasRootCauseMessage("the database is gone");
        assertThat(new Locks(world.jdbi, Clock.systemUTC()).heldBy(orders.key().toString()))
                .isEmpty();
    }

    private static final class Breaking extends Provisioning {
        Breaking(Config config, Locks locks, Intents intents, SentCredentials sent, Clock clock, Duration settle) {
            super(config, locks, intents, sent, clock, settle);
        }

        @Override
        public ProvisioningTurn begin(ProvisioningTurn turn) {
            throw new IllegalStateException("the database is gone");
        }
    }

    @Test
    void whatAnUnclearCallMayHaveMadeIsGivenTimeToShowUp() {
        ProvisioningWorld.Options options = new ProvisioningWorld.Options();
        options.settle = Duration.ofMillis(700);
        world.service.faults().on("POST", "/flows$").times(1).then(Fault.unavailable());
        assertThat(world.process(options, List.of(orders), lake).apply().broken())
                .isEmpty();
        List<Call> calls = world.service.calls().stream()
                .filter(c -> c.path().endsWith("/flows"))
                .toList();
        assertThat(calls).extracting(Call::method).containsExactly("GET", "POST", "GET", "POST");
        assertThat(Duration.between(calls.get(1).at(), calls.get(2).at())).isGreaterThanOrEqualTo(options.settle);
    }
}
