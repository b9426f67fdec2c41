package io.landfall.promises;

import static org.assertj.core.api.Assertions.assertThat;

import io.landfall.emulator.Call;
import io.landfall.emulator.EntityKind;
import io.landfall.model.DatasetRef;
import io.landfall.model.Export;
import io.landfall.model.Storage;
import io.landfall.model.StorageType;
import io.landfall.runtime.Examples;
import io.landfall.runtime.ProvisioningResult;
import io.landfall.runtime.ProvisioningWorld;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Provisioning with all habits of the service at once, whichever way it takes a PATCH. */
class ServiceHabitsTest {
    @TempDir
    Path folder;

    private ProvisioningWorld world;

    @BeforeEach
    void open() {
        world = new ProvisioningWorld(folder);
        world.service
                .behaviour()
                .touchAfterCreate(true)
                .touchAfterReads(1)
                .initializing(3)
                .lingering(2)
                .spellAtWill(true);
    }

    @AfterEach
    void close() {
        world.close();
    }

    private void settles(ProvisioningWorld.Process landfall, Export export, int changes) {
        ProvisioningResult result = landfall.apply(export);
        assertThat(result.broken()).isEmpty();
        assertThat(result.carriedOut()).as("%s", result.carriedOut()).hasSize(changes);
        assertThat(landfall.plan(export).plan().changes())
                .as("%s", landfall.plan(export).plan())
                .isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "S3, true",
        "GCS, false",
        "AZURE_BLOB, true",
        "ADLS_GEN2, false",
        "DLZ, true",
        "SFTP, false",
        "S3, false",
        "SFTP, true"
    })
    void makesChangesAndSwitchesInEachType(StorageType type, boolean merges) {
        world.service.behaviour().mergeOnReplace(merges);
        Storage lake = Examples.storage(type, "lake");
        var landfall = world.process(List.of(), lake);
        settles(landfall, Examples.export("orders", "lake").build(), 4);
        settles(
                landfall,
                Examples.export("orders", "lake")
                        .end(Examples.END.plusSeconds(86_400))
                        .folder("%DATASET_NAME%/%EXPORT_TIME%")
                        .build(),
                1);
        Export other = Examples.export("orders", "lake")
                .end(Examples.END.plusSeconds(86_400))
                .path("aep/elsewhere")
                .datasets(DatasetRef.id(ProvisioningWorld.OTHER_DATASET))
                .build();
        settles(landfall, other, 3);
        settles(landfall, Examples.export("orders", "lake").switchedOff().build(), 1);
        settles(landfall, other, 1);
        assertThat(world.count(EntityKind.FLOW)).isEqualTo(1);
        assertThat(world.count(EntityKind.BASE_CONNECTION)).isEqualTo(1);
        assertThat(world.count(EntityKind.TARGET_CONNECTION)).isEqualTo(1);
        assertThat(world.service.calls().stream().filter(c -> c.status() == 412).map(Call::method))
                .as("an etag that changed after it was read is read again")
                .isNotEmpty()
                .containsOnly("PATCH");
    }

    @Test
    void aDataflowThatIsSwitchedOffRightAfterItWasMadeIsSwitchedOffWhenItIsReady() {
        Storage lake = Examples.storage(StorageType.S3, "lake");
        var landfall = world.process(List.of(), lake);
        landfall.apply(Examples.export("orders", "lake").build());
        settles(landfall, Examples.export("orders", "lake").switchedOff().build(), 1);
    }

    @Test
    void aDataflowThatSomebodyDeletedIsMadeAgainWhenItIsGone() throws Exception {
        Storage lake = Examples.storage(StorageType.S3, "lake");
        var landfall = world.process(List.of(), lake);
        Export orders = Examples.export("orders", "lake").build();
        landfall.apply(orders);
        world.delete(EntityKind.FLOW);
        assertThat(landfall.plan(orders).plan().changes()).as("still there").isZero();
        assertThat(landfall.plan(orders).plan().changes()).as("still there").isZero();
        settles(landfall, orders, 1);
        assertThat(world.count(EntityKind.FLOW)).isEqualTo(1);
    }
}
