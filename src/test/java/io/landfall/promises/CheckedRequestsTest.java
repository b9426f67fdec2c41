package io.landfall.promises;

import static org.assertj.core.api.Assertions.assertThat;

import io.landfall.canary.Canaries;
import io.landfall.emulator.Call;
import io.landfall.emulator.EntityKind;
import io.landfall.emulator.Fault;
import io.landfall.model.Export;
import io.landfall.model.Secret;
import io.landfall.model.Storage;
import io.landfall.model.StorageType;
import io.landfall.runtime.Examples;
import io.landfall.runtime.ProvisioningResult;
import io.landfall.runtime.ProvisioningWorld;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Promise: a request that Flow Service would refuse by its own connection spec is named and never sent. */
class CheckedRequestsTest {

    @TempDir
    Path folder;

    private ProvisioningWorld world;
    private final Storage lake = Examples.storage(StorageType.S3, "lake");
    private final Storage box = Examples.storage(StorageType.SFTP, "box");
    private final Export orders = Examples.export("orders", "lake").build();
    private final Export clicks = Examples.export("clicks", "box").build();

    @BeforeEach
    void open() {
        world = new ProvisioningWorld(folder);
    }

    @AfterEach
    void close() {
        world.close();
    }

    private static Storage at(Storage s, String key, String value) {
        Map<String, String> place = new HashMap<>(s.place());
        place.put(key, value);
        return new Storage(s.name(), s.type(), place, s.adobe(), s.reader(), s.concurrency(), s.timeout());
    }

    private static Storage with(Storage s, String key, String value) {
        Canaries.plant(value);
        Map<String, Secret> adobe = new HashMap<>(s.adobe());
        adobe.put(key, new Secret(value));
        return new Storage(s.name(), s.type(), s.place(), adobe, s.reader(), s.concurrency(), s.timeout());
    }

    private List<Call> calls(String method, String end) {
        return world.service.calls().stream()
                .filter(c -> c.method().equals(method) && c.path().contains(end))
                .toList();
    }

    /** The one export is named, nothing of it is sent, and the other is there. */
    private void refused(Export export, Storage storage, String... words) {
        ProvisioningResult result =
                world.process(List.of(export, clicks), storage, box).apply();
        assertThat(result.broken()).singleElement().satisfies(broken -> {
            assertThat(broken.export()).isEqualTo(export.key());
            assertThat(broken.message())
                    .startsWith("not sent, as Flow Service would refuse it: ")
                    .contains(words);
        });
        assertThat(result.carriedOut()).hasSize(4).allMatch(a -> a.export().equals(clicks.key()));
        assertThat(world.count(EntityKind.FLOW)).isEqualTo(1);
        assertThat(world.count(EntityKind.SOURCE_CONNECTION)).isEqualTo(1);
        assertThat(calls("POST", "onnections")).hasSize(3).allMatch(c -> c.status() == 201);
    }

    @Test
    void aKeyThatDoesNotFitThePatternOfTheSpec() {
        String canary = "not-a-secret-key-of-40-characters";
        refused(
                orders,
                with(lake, "secret-key", canary),
                "base-connection landfall/lake: auth.params.s3SecretKey does not match the connection spec's pattern");
    }

    @Test
    void aFolderThatDoesNotFitThePatternOfTheSpecNothingIsMadeOfBaseAndSource() {
        refused(
                Examples.export("orders", "lake").path("aep orders").build(),
                lake,
                "target-connection landfall/orders: params.path does not match the connection spec's pattern");
    }

    @Test
    void aBucketThatDoesNotFitThePatternOfTheSpec() {
        refused(orders, at(lake, "bucket", "Acme_Lake"), "params.bucketName does not match");
    }

    @Test
    void allThatIsWrongIsSaidAtOnce() {
        refused(
                Examples.export("orders", "lake").path("aep orders").build(),
                at(with(lake, "access-key", "AKIA-not-a-key"), "bucket", "Acme_Lake"),
                "auth.params.s3AccessKey",
                "params.bucketName",
                "params.path");
    }

    @Test
    void aChangeIsHeldAgainstTheSpecToo() {
        world.process(List.of(orders), lake).apply();
        Export moved = Examples.export("orders", "lake").path("aep orders").build();
        world.service.clearCalls();
        ProvisioningResult result = world.process(List.of(moved), lake).apply();
        assertThat(result.broken())
                .singleElement()
                .satisfies(b -> assertThat(b.message()).contains("params.path"));
        assertThat(calls("PATCH", "")).isEmpty();
    }

    @Test
    void aSpecIsReadOncePerTypeAndOnlyBeforeAConnectionIsMadeOrChanged() {
        List<Export> exports = new ArrayList<>(List.of(orders, clicks));
        for (int n = 0; n < 4; n++) {
            exports.add(Examples.export("more-" + n, n % 2 == 0 ? "lake" : "box")
                    .path("aep/" + n)
                    .build());
        }
        var landfall = world.process(exports, lake, box);
        assertThat(landfall.plan().broken()).isEmpty();
        assertThat(calls("GET", "connectionSpecs/")).allMatch(c -> c.path().endsWith("/configs"));
        assertThat(landfall.apply().complete()).isTrue();
        assertThat(specs()).hasSize(2);
        world.service.clearCalls();
        assertThat(landfall.apply().complete()).isTrue();
        assertThat(specs()).isEmpty();
    }

    private List<Call> specs() {
        return calls("GET", "connectionSpecs/").stream()
                .filter(c -> !c.path().endsWith("/configs"))
                .toList();
    }

    @Test
    void aSpecThatCannotBeReadBreaksItsExportAlone() {
        world.service
                .faults()
                .on("GET", "connectionSpecs/4fce964d-3f37-408f-9778-e597338a21ee$")
                .then(Fault.empty(404));
        ProvisioningResult result =
                world.process(List.of(orders, clicks), lake, box).apply();
        assertThat(result.broken()).singleElement().satisfies(b -> {
            assertThat(b.export()).isEqualTo(orders.key());
            assertThat(b.message()).contains("read connection spec");
        });
        assertThat(specs()).hasSize(2);
        assertThat(calls("POST", "onnections")).hasSize(3);
        assertThat(result.carriedOut()).hasSize(4);
    }
}
