package io.landfall.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.landfall.emulator.EntityKind;
import io.landfall.model.Action;
import io.landfall.model.Export;
import io.landfall.model.Storage;
import io.landfall.model.StorageType;
import io.landfall.plan.Planned;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProvisioningRouteTest {

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

    private static List<String> kinds(List<Action> actions) {
        return actions.stream()
                .map(a -> a.entity().key() + " " + a.kind().key())
                .toList();
    }

    @Test
    void plansAppliesAndThenHasNothingToDo() {
        var landfall = world.process(List.of(Examples.export("orders", "lake").build()), lake);

        Planned before = landfall.plan();
        assertThat(before.broken()).isEmpty();
        assertThat(kinds(before.plan().actions()))
                .containsExactly(
                        "base-connection create",
                        "source-connection create",
                        "target-connection create",
                        "flow create");
        assertThat(world.count(EntityKind.FLOW)).isZero();

        ProvisioningResult result = landfall.apply();
        assertThat(result.broken()).isEmpty();
        assertThat(result.complete()).isTrue();
        assertThat(kinds(result.carriedOut())).isEqualTo(kinds(before.plan().actions()));
        assertThat(result.carriedOut()).allMatch(a -> a.id().isPresent());

        Planned after = landfall.plan();
        assertThat(after.plan().changes()).isZero();
        assertThat(kinds(after.plan().actions())).allMatch(k -> k.endsWith("no-op"));
        assertThat(landfall.apply().carriedOut()).isEmpty();
    }

    @Test
    void provisionsAllSixTypes() {
        List<Export> exports = new ArrayList<>();
        List<Storage> storages = new ArrayList<>();
        for (StorageType type : StorageType.values()) {
            storages.add(Examples.storage(type, type.key()));
            exports.add(Examples.export("export-" + type.key(), type.key()).build());
        }
        var landfall = world.process(exports, storages.toArray(Storage[]::new));
        ProvisioningResult result = landfall.apply();
        assertThat(result.broken()).isEmpty();
        assertThat(landfall.plan().plan().changes()).isZero();
        assertThat(world.count(EntityKind.FLOW)).isEqualTo(6);
    }
}
