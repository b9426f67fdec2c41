package io.landfall.promises;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.landfall.emulator.EntityKind;
import io.landfall.emulator.Fault;
import io.landfall.model.Action;
import io.landfall.model.Export;
import io.landfall.model.Storage;
import io.landfall.model.StorageType;
import io.landfall.runtime.Examples;
import io.landfall.runtime.ProvisioningWorld;
import io.landfall.state.Locks;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Promise: wherever an apply of two exports is killed, the next one leaves exactly one of each object. The seed chooses
 * the types, whether the exports share a storage, the size of list pages, and which creating call has its effect while
 * its answer gets lost.
 */
class KilledAnywhereTest {

    private static final int SEEDS = 20;
    private static final int KILLS = 16;

    /** Three objects an export and one shared storage, four boundaries each; a lost answer takes one away. */
    private static final int BOUNDARIES = 7 * 4 - 1;

    private static final List<EntityKind> KINDS = List.of(
            EntityKind.BASE_CONNECTION, EntityKind.SOURCE_CONNECTION, EntityKind.TARGET_CONNECTION, EntityKind.FLOW);

    @TempDir
    Path folder;

    static IntStream seeds() {
        return IntStream.range(0, SEEDS);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void appliedAgainThereIsOneOfEach(int seed) {
        Random random = new Random(seed);
        List<List<Storage>> storages = new ArrayList<>();
        for (int kill = 0; kill < KILLS; kill++) {
            storages.add(storages(random, kill));
        }
        try (ProvisioningWorld world = new ProvisioningWorld(folder)) {
            world.service.behaviour().pageSize(3 + random.nextInt(60));
            AtomicInteger left = new AtomicInteger();
            ProvisioningWorld.Options mortal = afterDeath(world);
            mortal.wrapper = (config, locks, intents, sent, clock, settle) ->
                    new Mortal(config, locks, intents, sent, clock, settle, left);
            Storage[] all = storages.stream().flatMap(List::stream).toArray(Storage[]::new);
            var first = world.process(mortal, List.of(), all);
            var second = world.process(afterDeath(world), List.of(), all);
            int bases = 0;
            for (int kill = 0; kill < KILLS; kill++) {
                int boundary = kill * (BOUNDARIES - 1) / KILLS + random.nextInt(2);
                Export[] exports = exports(storages.get(kill), kill);
                bases += storages.get(kill).size();
                left.set(boundary);
                EntityKind lost = KINDS.get(random.nextInt(KINDS.size()));
                world.service
                        .faults()
                        .on("POST", "/" + lost.path())
                        .afterEffect()
                        .times(1)
                        .then(lostAnswer(random));

                assertThatThrownBy(() -> first.apply(exports))
                        .as("boundary %d", boundary)
                        .hasRootCauseInstanceOf(Mortal.Killed.class);
                assertThat(second.apply(exports).broken()).isEmpty();
                world.service.faults().clear();

                assertThat(second.plan(exports).plan().actions())
                        .as("plan after boundary %d", boundary)
                        .allMatch(a -> a.kind() == Action.Kind.NO_OP);
                for (EntityKind kind : KINDS) {
                    int expected = kind == EntityKind.BASE_CONNECTION ? bases : 2 * (kill + 1);
                    assertThat(world.count(kind))
                            .as("%s after boundary %d", kind, boundary)
                            .isEqualTo(expected);
                }
            }
        }
    }

    private static Fault lostAnswer(Random random) {
        return switch (random.nextInt(3)) {
            case 0 -> Fault.reset();
            case 1 -> Fault.serverError();
            default -> Fault.truncated();
        };
    }

    /** One or two. */
    private static List<Storage> storages(Random random, int kill) {
        StorageType[] types = StorageType.values();
        return IntStream.rangeClosed(0, random.nextInt(2))
                .mapToObj(n -> Examples.storage(types[random.nextInt(types.length)], "store-" + kill + "-" + n))
                .toList();
    }

    private static Export[] exports(List<Storage> storages, int kill) {
        return IntStream.range(0, 2)
                .mapToObj(n -> Examples.export(
                                "orders-" + kill + "-" + n,
                                storages.get(n % storages.size()).name())
                        .path("aep/" + kill + "/" + n)
                        .build())
                .toArray(Export[]::new);
    }

    private static ProvisioningWorld.Options afterDeath(ProvisioningWorld world) {
        ProvisioningWorld.Options options = new ProvisioningWorld.Options();
        options.settle = Duration.ofMillis(10);
        options.locks = new Locks(world.jdbi, Clock.systemUTC(), owner -> true);
        return options;
    }
}
