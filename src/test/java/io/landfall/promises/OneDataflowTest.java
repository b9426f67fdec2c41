package io.landfall.promises;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.landfall.emulator.EntityKind;
import io.landfall.model.DatasetRef;
import io.landfall.model.Export;
import io.landfall.model.Storage;
import io.landfall.model.StorageType;
import io.landfall.runtime.Examples;
import io.landfall.runtime.ProvisioningResult;
import io.landfall.runtime.ProvisioningWorld;
import io.landfall.state.Locks;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Promise: whatever happens to an apply, there is one of each object of an export in the end, and a plan finds nothing to do. */
class OneDataflowTest {

    /** Four boundaries for each of the four creating calls: before and after the row, before and after its outcome. */
    private static final int BOUNDARIES = 16;

    @TempDir
    Path folder;

    private ProvisioningWorld world;
    private final Storage lake = Examples.storage(StorageType.S3, "lake");

    @BeforeEach
    void open() {
        world = new ProvisioningWorld(folder);
    }

    @AfterEach
    void close() {
        world.close();
    }

    private ProvisioningWorld.Options afterDeath() {
        ProvisioningWorld.Options options = new ProvisioningWorld.Options();
        options.locks = new Locks(world.jdbi, Clock.systemUTC(), owner -> true);
        return options;
    }

    private void exactlyOne(Export... exports) {
        assertThat(world.count(EntityKind.BASE_CONNECTION)).isEqualTo(1);
        assertThat(world.count(EntityKind.TARGET_CONNECTION)).isEqualTo(exports.length);
        assertThat(world.count(EntityKind.SOURCE_CONNECTION)).isEqualTo(exports.length);
        assertThat(world.count(EntityKind.FLOW)).isEqualTo(exports.length);
    }

    @Test
    void killedAtEachBoundaryAndAppliedAgain() {
        Storage[] storages = new Storage[BOUNDARIES];
        for (int boundary = 0; boundary < BOUNDARIES; boundary++) {
            storages[boundary] = Examples.storage(StorageType.S3, "lake-" + boundary);
        }
        AtomicInteger left = new AtomicInteger();
        ProvisioningWorld.Options mortal = afterDeath();
        mortal.wrapper = (config, locks, intents, sent, clock, settle) ->
                new Mortal(config, locks, intents, sent, clock, settle, left);
        var first = world.process(mortal, List.of(), storages);
        var second = world.process(afterDeath(), List.of(), storages);
        for (int boundary = 0; boundary < BOUNDARIES; boundary++) {
            Export export = Examples.export("orders-" + boundary, "lake-" + boundary)
                    .path("aep/" + boundary)
                    .build();
            left.set(boundary);
            assertThatThrownBy(() -> first.apply(export)).hasRootCauseInstanceOf(Mortal.Killed.class);

            assertThat(second.apply(export).broken()).isEmpty();
            assertThat(second.plan(export).plan().changes()).isZero();
            for (EntityKind kind : List.of(
                    EntityKind.BASE_CONNECTION,
                    EntityKind.SOURCE_CONNECTION,
                    EntityKind.TARGET_CONNECTION,
                    EntityKind.FLOW)) {
                assertThat(world.count(kind))
                        .as("%s after boundary %d", kind, boundary)
                        .isEqualTo(boundary + 1);
            }
            assertThat(openIntents())
                    .as("open intents after boundary %d", boundary)
                    .isZero();
        }
    }

    private int openIntents() {
        return world.jdbi.<Integer, RuntimeException>withHandle(
                h -> h.createQuery("SELECT count(*) FROM intent WHERE state IN ('BEGUN', 'UNSURE')")
                        .mapTo(Integer.class)
                        .one());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2, 5, 7})
    void killedWhileReplacingAndAppliedAgain(int boundary) {
        var before = world.process(List.of(Examples.export("orders", "lake").build()), lake);
        before.apply();
        Export changed = Examples.export("orders", "lake")
                .datasets(DatasetRef.name("Web events"))
                .build();
        ProvisioningWorld.Options mortal = new ProvisioningWorld.Options();
        mortal.wrapper = (config, locks, intents, sent, clock, settle) ->
                new Mortal(config, locks, intents, sent, clock, settle, new AtomicInteger(boundary));
        assertThatThrownBy(() -> world.process(mortal, List.of(changed), lake).apply())
                .hasRootCauseInstanceOf(Mortal.Killed.class);

        var second = world.process(afterDeath(), List.of(changed), lake);
        assertThat(second.apply().broken()).isEmpty();
        assertThat(world.count(EntityKind.SOURCE_CONNECTION)).isEqualTo(2);
        assertThat(world.count(EntityKind.FLOW)).isEqualTo(1);
        assertThat(second.plan().plan().changes()).isZero();
    }

    @RepeatedTest(3)
    void twoAppliesAtOnceOnOneDatabase() {
        Export[] exports = {
            Examples.export("orders", "lake").build(),
            Examples.export("clicks", "lake").path("aep/clicks").build(),
            Examples.export("visits", "lake").path("aep/visits").build()
        };
        var one = world.process(List.of(exports), lake);
        var other = world.process(List.of(exports), lake);
        CompletableFuture<ProvisioningResult> first = CompletableFuture.supplyAsync(() -> one.apply());
        CompletableFuture<ProvisioningResult> second = CompletableFuture.supplyAsync(() -> other.apply());

        assertThat(first.join().broken()).isEmpty();
        assertThat(second.join().broken()).isEmpty();
        exactlyOne(exports);
        assertThat(first.join().carriedOut().size() + second.join().carriedOut().size())
                .isEqualTo(1 + 3 * exports.length);
        assertThat(one.plan().plan().changes()).isZero();
    }
}
