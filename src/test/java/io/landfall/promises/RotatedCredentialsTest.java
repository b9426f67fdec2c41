package io.landfall.promises;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.landfall.canary.Canaries;
import io.landfall.emulator.Call;
import io.landfall.emulator.EntityKind;
import io.landfall.emulator.Fault;
import io.landfall.model.Action;
import io.landfall.model.EntityType;
import io.landfall.model.Export;
import io.landfall.model.Secret;
import io.landfall.model.Storage;
import io.landfall.model.StorageType;
import io.landfall.plan.Planned;
import io.landfall.runtime.Examples;
import io.landfall.runtime.ProvisioningResult;
import io.landfall.runtime.ProvisioningWorld;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Promise: a rotation of the credentials that Adobe writes with shows in the plan, which stores none of them. */
class RotatedCredentialsTest {
    private static final String NEW_SECRET = "r0tatedR0tatedr0tatedR0tatedr0tatedR0tat";

    @TempDir
    Path folder;

    private ProvisioningWorld world;
    private final Storage lake = Examples.storage(StorageType.S3, "lake");
    private final Storage rotated = with(lake, "secret-key", NEW_SECRET);
    private final Export orders = Examples.export("orders", "lake").build();

    @BeforeEach
    void open() {
        world = new ProvisioningWorld(folder);
    }

    @AfterEach
    void close() {
        world.close();
    }

    private static Storage with(Storage s, String key, String value) {
        Canaries.plant(value);
        Map<String, Secret> adobe = new HashMap<>(s.adobe());
        adobe.put(key, new Secret(value));
        return new Storage(s.name(), s.type(), s.place(), adobe, s.reader(), s.concurrency(), s.timeout());
    }

    private static List<Action> changes(Planned planned) {
        assertThat(planned.broken()).isEmpty();
        return planned.plan().actions().stream()
                .filter(a -> a.kind() != Action.Kind.NO_OP)
                .toList();
    }

    private ObjectNode base() {
        return world.sandbox.all(EntityKind.BASE_CONNECTION).get(0);
    }

    private List<Call> changing() {
        List<Call> calls = world.service.calls().stream()
                .filter(c -> !c.method().equals("GET") && !c.path().startsWith("/ims"))
                .toList();
        world.service.clearCalls();
        return calls;
    }

    private void only(Action action) {
        assertThat(action.entity()).isEqualTo(EntityType.BASE_CONNECTION);
        assertThat(action.kind()).isEqualTo(Action.Kind.UPDATE);
        assertThat(action.fields()).containsExactly(new Action.Field("auth", "***", "***"));
        assertThat(action.reason()).isEqualTo("Its credentials are others than those that were sent last.");
    }

    /** From plan to nothing left, with one call. */
    private void shownSentAndThenDone(Storage before, Storage after, Export export) {
        world.process(List.of(export), before).apply();
        assertThat(changes(world.process(List.of(export), before).plan())).isEmpty();
        changing();

        var landfall = world.process(List.of(export), after);
        assertThat(changes(landfall.plan())).singleElement().satisfies(this::only);
        ProvisioningResult result = landfall.apply();
        assertThat(result.complete()).isTrue();
        assertThat(result.carriedOut()).singleElement().satisfies(this::only);
        assertThat(changing()).singleElement().satisfies(call -> {
            assertThat(call.method()).isEqualTo("PATCH");
            assertThat(call.path()).contains("/connections/");
        });
        assertThat(changes(landfall.plan())).isEmpty();
        assertThat(changes(world.process(List.of(export), after).plan())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "S3, secret-key, r0tatedR0tatedr0tatedR0tatedr0tatedR0tat, /auth/params/s3SecretKey",
        "S3, access-key, AKIAR0TATEDR0TATED77, /auth/params/s3AccessKey",
        "GCS, secret-key, r0tated-secret-of-gcs, /auth/params/secretAccessKey",
        "AZURE_BLOB, connection-string, DefaultEndpointsProtocol=https;AccountName=a;AccountKey=cjB0,"
                + " /auth/params/connectionString",
        "ADLS_GEN2, client-secret, r0tated-sp, /auth/params/servicePrincipalKey",
        "SFTP, password, r0tated-password, /auth/params/password"
    })
    void isAnUpdateOfTheBaseConnection(StorageType type, String key, String value, String path) {
        Storage before = Examples.storage(type, "store");
        String sent = value.replace("R0TATED", "RTATEDQ");
        Export export = Examples.export("orders", "store").build();
        shownSentAndThenDone(before, with(before, key, sent), export);
        assertThat(base().at(path).asText()).isEqualTo(sent);
    }

    @Test
    void ofAKeyInAFileLikewise() throws IOException {
        Path file = Files.writeString(folder.resolve("id_rsa"), "first key");
        Storage plain = Examples.storage(StorageType.SFTP, "store");
        Storage store = new Storage(
                plain.name(),
                plain.type(),
                plain.place(),
                Map.of("user", new Secret("u"), "private-key-file", new Secret(file.toString())),
                Map.of(),
                plain.concurrency(),
                plain.timeout());
        Export export = Examples.export("orders", "store").build();
        var landfall = world.process(List.of(export), store);
        assertThat(landfall.apply().broken()).isEmpty();
        Files.writeString(file, "other key");
        assertThat(changes(landfall.plan())).singleElement().satisfies(this::only);
        assertThat(landfall.apply().complete()).isTrue();
        assertThat(base().at("/auth/params/sshKey").asText()).isEqualTo("b3RoZXIga2V5");
        assertThat(changes(landfall.plan())).isEmpty();
        Files.delete(file);
        assertThat(landfall.plan().broken())
                .singleElement()
                .satisfies(b -> assertThat(b.message()).isEqualTo("cannot read " + file));
    }

    @Test
    void withoutAHashFromBeforeNothingIsSaidUntilTheNextSend() {
        world.process(List.of(orders), lake).apply();
        world.jdbi.useHandle(h -> h.execute("DELETE FROM sent_credentials"));
        var landfall = world.process(List.of(orders), rotated);
        assertThat(changes(landfall.plan())).isEmpty();
        assertThat(landfall.apply().carriedOut()).isEmpty();

        world.sandbox.edit(
                EntityKind.BASE_CONNECTION,
                base().path("id").asText(),
                b -> b.put("description", "words [landfall lake 0123456789ab]"));
        assertThat(landfall.apply().carriedOut()).hasSize(1);
        assertThat(base().at("/auth/params/s3SecretKey").asText()).isEqualTo(NEW_SECRET);
        assertThat(changes(landfall.plan())).isEmpty();
        assertThat(changes(world.process(List.of(orders), lake).plan()))
                .singleElement()
                .satisfies(this::only);
    }

    @Test
    void aChangeThatDidNotArriveIsStillToDo() {
        world.process(List.of(orders), lake).apply();
        var landfall = world.process(List.of(orders), rotated);
        world.service.faults().on("PATCH", "/connections/").then(Fault.unavailable());
        assertThat(landfall.apply().broken()).hasSize(1);
        assertThat(changes(landfall.plan())).singleElement().satisfies(this::only);
        world.service.faults().clear();
        assertThat(landfall.apply().complete()).isTrue();
        assertThat(changes(landfall.plan())).isEmpty();
    }

    @Test
    void anObjectWhoseCreationWasNotAnsweredIsNotThoughtRotated() {
        world.service
                .faults()
                .on("POST", "/connections$")
                .times(1)
                .afterEffect()
                .then(Fault.reset());
        var landfall = world.process(List.of(orders), lake);
        assertThat(landfall.apply().complete()).isTrue();
        assertThat(world.count(EntityKind.BASE_CONNECTION)).isEqualTo(1);
        assertThat(changes(landfall.plan())).isEmpty();
        assertThat(changes(world.process(List.of(orders), rotated).plan()))
                .singleElement()
                .satisfies(this::only);
    }

    @Test
    void whatIsKeptIsSaltedAndSaysNothing() {
        Export clicks = Examples.export("clicks", "pond").build();
        Storage pond = new Storage("pond", lake.type(), lake.place(), lake.adobe(), Map.of(), 1, lake.timeout());
        world.process(List.of(orders, clicks), lake, pond).apply();
        List<Map<String, Object>> rows = world.jdbi.<List<Map<String, Object>>, RuntimeException>withHandle(
                h -> h.createQuery("SELECT * FROM sent_credentials").mapToMap().list());
        assertThat(rows).hasSize(2).allSatisfy(row -> {
            assertThat((String) row.get("salt")).matches("[0-9a-f]{32}");
            assertThat((String) row.get("hash")).matches("[0-9a-f]{64}");
        });
        assertThat(rows.get(0).get("hash"))
                .as("the same credentials at two places")
                .isNotEqualTo(rows.get(1).get("hash"));
        assertThat(rows.toString()).doesNotContain("fakeFAKE", "AKIA");
    }
}
