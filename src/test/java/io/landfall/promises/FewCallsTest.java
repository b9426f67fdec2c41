package io.landfall.promises;

import static org.assertj.core.api.Assertions.assertThat;

import io.landfall.emulator.Call;
import io.landfall.model.Export;
import io.landfall.model.Storage;
import io.landfall.model.StorageType;
import io.landfall.plan.Planned;
import io.landfall.runtime.Examples;
import io.landfall.runtime.ProvisioningWorld;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A hundred exports, as many as a sandbox takes (Flow Service §13), cost Adobe few calls. */
class FewCallsTest {
    private static final int EXPORTS = 100;

    @TempDir
    Path folder;

    private ProvisioningWorld world;
    private final Storage[] storages = Stream.of(StorageType.values())
            .flatMap(type -> Stream.of(place(type, "one"), place(type, "two")))
            .toArray(Storage[]::new);

    private static Storage place(StorageType type, String which) {
        return Examples.storage(
                type, type.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-') + "-" + which);
    }

    private List<Export> exports() {
        List<Export> exports = new ArrayList<>();
        for (int n = 0; n < EXPORTS; n++) {
            exports.add(Examples.export("export-" + n, storages[n % storages.length].name())
                    .path("aep/export-" + n)
                    .build());
        }
        return exports;
    }

    @BeforeEach
    void open() {
        world = new ProvisioningWorld(folder);
    }

    @AfterEach
    void close() {
        world.close();
    }

    private List<Call> calls() {
        List<Call> calls = world.service.calls();
        world.service.clearCalls();
        return calls;
    }

    @Test
    void areEnoughForAHundredExportsOfAllTypes() {
        var landfall = world.process(exports(), storages);
        Planned before = landfall.plan();
        assertThat(before.broken()).isEmpty();
        assertThat(before.plan().changes()).isEqualTo(3L * EXPORTS + storages.length);
        assertThat(calls()).as("to plan from nothing").hasSizeLessThanOrEqualTo(20);

        assertThat(landfall.apply().broken()).isEmpty();
        List<Call> applied = calls();
        assertThat(applied.stream()
                        .filter(c -> c.method().equals("POST"))
                        .collect(Collectors.groupingBy(
                                c -> c.path().substring(c.path().lastIndexOf('/') + 1), Collectors.counting())))
                .containsOnlyKeys("connections", "sourceConnections", "targetConnections", "flows")
                .containsEntry("connections", (long) storages.length)
                .containsEntry("sourceConnections", (long) EXPORTS)
                .containsEntry("targetConnections", (long) EXPORTS)
                .containsEntry("flows", (long) EXPORTS);
        assertThat(applied).as("and no look for each").hasSizeLessThanOrEqualTo(3 * EXPORTS + storages.length + 20);

        assertThat(landfall.plan().plan().changes()).isZero();
        assertThat(calls()).as("to plan what is there").hasSizeLessThanOrEqualTo(20);

        assertThat(landfall.apply().carriedOut()).isEmpty();
        assertThat(calls()).as("to apply what is there").hasSizeLessThanOrEqualTo(20);
    }
}
