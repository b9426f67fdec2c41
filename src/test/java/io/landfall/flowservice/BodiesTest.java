package io.landfall.flowservice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.landfall.model.Compression;
import io.landfall.model.Dataset;
import io.landfall.model.Export;
import io.landfall.model.Format;
import io.landfall.model.Schedule;
import io.landfall.model.Secret;
import io.landfall.model.Storage;
import io.landfall.model.StorageType;
import io.landfall.runtime.Examples;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Bodies against the published samples where these are at hand; without them those tests are skipped and say so. */
class BodiesTest {

    private static final Path SAMPLES = samples();

    private static Path samples() {
        for (Path up = Path.of("").toAbsolutePath(); up != null; up = up.getParent()) {
            Path found = up.resolve("shared/flow-service/samples");
            if (Files.isDirectory(found)) {
                return found;
            }
        }
        return Path.of("../shared/flow-service/samples");
    }

    private static JsonNode sample(String name) {
        assumeThat(SAMPLES).as("the published samples are not at hand").isDirectory();
        try {
            return Json.read(Files.readAllBytes(SAMPLES.resolve(name))).orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** With the sample's own texts, so that only the shape and our constants are compared. */
    private static void sameAs(JsonNode ours, JsonNode sample) {
        ObjectNode with = ours.deepCopy();
        if (!sample.has("description")) {
            with.remove("description");
        }
        assertThat(Json.read(Json.bytes(with))).contains(sample);
    }

    private static Storage storage(StorageType type) {
        JsonNode sample = sample("base-connection.create." + type.key() + ".request.json");
        JsonNode params = sample.path("auth").path("params");
        Map<String, Secret> adobe = new java.util.HashMap<>();
        Map.of(
                        "s3AccessKey", "access-key",
                        "s3SecretKey", "secret-key",
                        "accessKeyId", "access-key",
                        "secretAccessKey", "secret-key",
                        "connectionString", "connection-string",
                        "servicePrincipalId", "client-id",
                        "servicePrincipalKey", "client-secret",
                        "tenant", "tenant",
                        "username", "user",
                        "password", "password")
                .forEach((param, key) -> {
                    if (params.has(param)) {
                        adobe.put(key, new Secret(params.path(param).asText()));
                    }
                });
        return new Storage(
                type.key(),
                type,
                Map.of(
                        "bucket", "your-bucket-name",
                        "container", "your-container-name",
                        "account", "fakeaccount",
                        "host", "sftp.example.test"),
                adobe,
                Map.of(),
                8,
                Duration.ofSeconds(30));
    }

    @ParameterizedTest
    @EnumSource(StorageType.class)
    void baseConnection(StorageType type) {
        JsonNode sample = sample("base-connection.create." + type.key() + ".request.json");
        ObjectNode body = Bodies.baseConnection(sample.path("name").asText(), "", storage(type), file -> new byte[0]);
        if (type == StorageType.ADLS_GEN2) {
            assertThat(body.at("/auth/params/url").asText())
                    .isEqualTo("abfss://your-container-name@fakeaccount.dfs.core.windows.net");
            ((ObjectNode) body.at("/auth/params")).set("url", sample.at("/auth/params/url"));
        }
        sameAs(body, sample);
    }

    @Test
    void baseConnectionWithAKey() {
        Storage storage = new Storage(
                "drop",
                StorageType.SFTP,
                Map.of("host", "sftp.example.test"),
                Map.of("user", new Secret("testUser"), "private-key-file", new Secret("/keys/id_rsa")),
                Map.of(),
                8,
                Duration.ofSeconds(30));
        ObjectNode body = Bodies.baseConnection(
                "SFTP with SSH key Base Connection", "", storage, file -> Requests.bytes("fake-base64-private-key"));
        sameAs(body, sample("base-connection.create.sftp-sshkey.request.json"));
    }

    @ParameterizedTest
    @EnumSource(StorageType.class)
    void targetConnection(StorageType type) {
        JsonNode sample = sample("target-connection.create." + type.key() + ".request.json");
        Export export = Examples.export("orders", "lake")
                .path("folder/subfolder")
                .format(Format.JSON)
                .build();
        sameAs(
                Bodies.targetConnection(
                        sample.path("name").asText(),
                        "",
                        sample.path("baseConnectionId").asText(),
                        storage(type),
                        export),
                sample);
    }

    @ParameterizedTest
    @EnumSource(StorageType.class)
    void flow(StorageType type) {
        JsonNode sample = sample("flow.create." + type.key() + ".request.json");
        Schedule schedule = new Schedule(
                Instant.ofEpochSecond(1675901210), Duration.ofHours(3), Optional.of(Instant.ofEpochSecond(1975901210)));
        sameAs(
                flow(
                        sample,
                        type,
                        schedule,
                        Optional.of(
                                sample.at("/scheduleParams/foldernameTemplate").asText())),
                sample);
    }

    private static ObjectNode flow(JsonNode sample, StorageType type, Schedule schedule, Optional<String> folder) {
        return Bodies.flow(
                sample.path("name").asText(),
                sample.path("description").asText(""),
                type,
                schedule,
                folder,
                Entities.FOLDER_SPELLINGS.get(0),
                sample.at("/sourceConnectionIds/0").asText(),
                sample.at("/targetConnectionIds/0").asText());
    }

    @Test
    void flowOnceAndDaily() {
        Instant start = Instant.ofEpochSecond(1675901210);
        JsonNode once = sample("flow.create.once-full.request.json");
        sameAs(
                flow(once, StorageType.S3, new Schedule(start, Duration.ZERO, Optional.empty()), Optional.empty()),
                once);
        JsonNode daily = sample("flow.create.daily-incremental.request.json");
        Optional<Instant> end = Optional.of(Instant.ofEpochSecond(1975901210));
        sameAs(flow(daily, StorageType.S3, new Schedule(start, Duration.ofDays(1), end), Optional.empty()), daily);
    }

    @Test
    void sourceConnection() {
        JsonNode sample = sample("source-connection.create.request.json");
        sameAs(
                Bodies.sourceConnection(
                        sample.path("name").asText(),
                        sample.path("description").asText(),
                        List.of(
                                new Dataset("616d53e0a6de2719486fb024", "Company Dataset"),
                                new Dataset("972a43e0n3fe2419923bb037", "Employee Dataset"))),
                sample);
    }

    @Test
    void patchOfASchedule() {
        Schedule schedule = new Schedule(
                Instant.ofEpochSecond(1668470400), Duration.ofHours(3), Optional.of(Instant.ofEpochSecond(1668479500)));
        ObjectNode body = Json.object();
        body.set("scheduleParams", Bodies.scheduleParams(schedule));
        JsonNode patch = Bodies.patch(body, List.of("/scheduleParams"));
        ((ObjectNode) patch.at("/0/value")).remove("exportMode");
        assertThat(Json.read(Json.bytes(patch))).contains(sample("flow.patch.schedule.request.json"));
    }

    @Test
    void compressionAndFormatAreSentInUpperCase() {
        Export export = Examples.export("orders", "lake").build();
        ObjectNode body = Bodies.targetConnection("n", "", "b", Examples.storage(StorageType.S3, "lake"), export);
        assertThat(export.compression()).isEqualTo(Compression.GZIP);
        assertThat(body.at("/params/compression").asText()).isEqualTo("GZIP");
        assertThat(body.at("/params/datasetFileType").asText()).isEqualTo("PARQUET");
    }

    @Test
    void aMissingCredentialIsNamedByItsProperty() {
        Storage storage = new Storage(
                "lake", StorageType.S3, Map.of("bucket", "b"), Map.of(), Map.of(), 8, Duration.ofSeconds(30));
        assertThatThrownBy(() -> Bodies.baseConnection("n", "", storage, file -> new byte[0]))
                .hasMessage("storage.lake.adobe.access-key is not set");
    }
}
