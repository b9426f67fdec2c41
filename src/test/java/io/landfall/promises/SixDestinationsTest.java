package io.landfall.promises;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.landfall.emulator.EntityKind;
import io.landfall.model.Action;
import io.landfall.model.Export;
import io.landfall.model.Secret;
import io.landfall.model.Storage;
import io.landfall.model.StorageType;
import io.landfall.runtime.Examples;
import io.landfall.runtime.ProvisioningWorld;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Promise: for each type of destination a plan creates four objects, an apply makes them, and a plan finds nothing to do. */
class SixDestinationsTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(StorageType.class)
    void plannedAppliedAndNothingLeft(StorageType type) {
        assertThat(base(Examples.storage(type, "store")).path("auth").isNull()).isEqualTo(type == StorageType.DLZ);
    }

    @Test
    void sftpWithAKeyLikewise() throws IOException {
        Path key = Files.writeString(folder.resolve("id_rsa"), "key");
        Storage plain = Examples.storage(StorageType.SFTP, "store");
        Map<String, Secret> adobe =
                Map.of("user", new Secret("testUser"), "private-key-file", new Secret(key.toString()));
        Storage withKey = new Storage(
                plain.name(), plain.type(), plain.place(), adobe, Map.of(), plain.concurrency(), plain.timeout());
        ObjectNode base = base(withKey);
        assertThat(base.at("/auth/specName").asText()).isEqualTo("SFTP with SSH Key");
        assertThat(base.at("/auth/params/sshKey").asText()).isEqualTo("a2V5");
    }

    /** The base connection as Flow Service keeps it. */
    private ObjectNode base(Storage storage) {
        Export export = Examples.export("orders", storage.name())
                .folder("%DATASET_NAME%/%EXPORT_TIME%")
                .build();
        try (ProvisioningWorld world = new ProvisioningWorld(folder)) {
            var landfall = world.process(List.of(export), storage);
            assertThat(landfall.plan().plan().actions())
                    .hasSize(4)
                    .allMatch(a -> a.kind() == Action.Kind.CREATE && a.id().isEmpty());
            assertThat(landfall.apply().broken()).isEmpty();
            assertThat(landfall.plan().plan().actions())
                    .hasSize(4)
                    .allMatch(a -> a.kind() == Action.Kind.NO_OP && a.id().isPresent());
            assertThat(world.count(EntityKind.FLOW)).isEqualTo(1);
            return world.sandbox.all(EntityKind.BASE_CONNECTION).get(0);
        }
    }
}
