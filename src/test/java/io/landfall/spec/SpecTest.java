package io.landfall.spec;

import static org.assertj.core.api.Assertions.assertThat;

import io.landfall.model.Channel.MessageFormat;
import io.landfall.model.Compression;
import io.landfall.model.Config;
import io.landfall.model.DatasetRef;
import io.landfall.model.Depth;
import io.landfall.model.Export;
import io.landfall.model.ExportKey;
import io.landfall.model.Format;
import io.landfall.model.Reconcile;
import io.landfall.model.Schedule;
import io.landfall.model.Secret;
import io.landfall.model.Severity;
import io.landfall.model.Storage;
import io.landfall.model.StorageType;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("zones")
class SpecTest {
    private static final Path GOOD = Path.of("src/test/resources/good").toAbsolutePath();

    private static Loaded good(Map<String, String> env) {
        Map<String, String> all = new HashMap<>(env);
        all.putIfAbsent("AEP_CLIENT_SECRET", "canary-client");
        return Spec.load(
                List.of(Path.of("complete.properties")),
                new Surroundings(
                        all, name -> name.equals("landfall.token") ? "canary-token" : null, GOOD, Optional.empty()));
    }

    private static Config config() {
        Loaded loaded = good(Map.of());
        assertThat(loaded.errors()).isEmpty();
        return loaded.config().orElseThrow();
    }

    @Test
    void organisations() {
        assertThat(config().platforms()).containsOnlyKeys("default", "emea");
        assertThat(config().platforms().get("default").url()).isEqualTo(URI.create("https://platform.adobe.io"));
        assertThat(config().platforms().get("default").clientSecret()).isEqualTo(new Secret("canary-client"));
        assertThat(config().platforms().get("default").sandbox()).isEqualTo("prod");
        assertThat(config().platforms().get("emea").clientId()).isEqualTo("client-emea");
        assertThat(config().platforms().get("emea").clientSecret()).isEqualTo(new Secret("mounted-canary"));
        assertThat(config().platforms().get("emea").imsUrl()).isEqualTo(URI.create("https://ims-na1.adobelogin.com"));
    }

    @Test
    void storages() {
        Storage lake = config().storages().get("lake");
        assertThat(lake.type()).isEqualTo(StorageType.S3);
        assertThat(lake.place())
                .isEqualTo(Map.of("bucket", "acme-lake", "endpoint", "http://minio:9000", "region", "us-east-1"));
        assertThat(lake.adobe()).containsOnlyKeys("access-key", "secret-key");
        assertThat(lake.reader()).containsEntry("access-key", new Secret("{{aws:reader-key}}"));
        assertThat(lake.concurrency()).isEqualTo(32);
        assertThat(lake.timeout()).isEqualTo(Duration.ofSeconds(30));
        Storage partner = config().storages().get("partner");
        assertThat(partner.place())
                .isEqualTo(Map.of(
                        "host",
                        "sftp.example.com",
                        "port",
                        "22",
                        "known-hosts",
                        GOOD.resolve("known_hosts").toString()));
        assertThat(partner.concurrency()).isEqualTo(8);
        assertThat(config().storages().values())
                .extracting(Storage::type)
                .containsExactlyInAnyOrder(StorageType.values());
    }

    @Test
    void anExportWithEverything() {
        assertThat(config().exports().get("orders"))
                .isEqualTo(new Export(
                        new ExportKey("default", "dev", "orders"),
                        "lake",
                        List.of(DatasetRef.id("5ef3e3259ad2a1191ab7dd7d"), DatasetRef.name("Web events, all")),
                        "aep/orders",
                        Optional.of(Format.JSON),
                        Compression.GZIP,
                        Optional.of(new Schedule(
                                Instant.parse("2026-12-01T00:00:00Z"),
                                Duration.ofDays(1),
                                Optional.of(Instant.parse("2027-12-01T00:00:00Z")))),
                        Optional.of("%DATASET_ID%/%DATETIME(YYYYMMdd_HHmmss)%"),
                        Optional.empty(),
                        true,
                        Depth.RECORDS,
                        Reconcile.FAIL,
                        true,
                        Duration.ofMinutes(150),
                        Duration.ofHours(24),
                        Map.of("owner", "data-core", "cost.center", "4711"),
                        Optional.of("https://wiki.example.com/orders"),
                        Optional.of(Severity.TICKET),
                        false));
    }

    @Test
    void aWatchedDataflowNeedsOnlyItsIdAndItsStorage() {
        Export watched = config().exports().get("watched");
        assertThat(watched.key()).isEqualTo(new ExportKey("emea", "stage", "watched"));
        assertThat(watched.flowId()).contains("6b2f5b0e-3a5c-4b77-9d57-0c3b5b1f2a10");
        assertThat(watched.manage()).isFalse();
        assertThat(watched.schedule()).isEmpty();
        assertThat(watched.format()).isEmpty();
        assertThat(watched.datasets()).isEmpty();
        assertThat(watched.path()).isEmpty();
        assertThat(watched.verify()).isEqualTo(Depth.INTEGRITY);
        assertThat(watched.enabled()).isTrue();
    }

    @Test
    void channels() {
        assertThat(config().channels()).containsOnlyKeys("mail", "ops");
        assertThat(config().channels().get("ops").to().reveal())
                .isEqualTo("slack:#data-ops?webhookUrl=https://hooks.example.com/canary-client");
        assertThat(config().channels().get("ops").match())
                .isEqualTo(Map.of("owner", "data-core,data-edge", "verdict", "MISSING,CORRUPT,DRIFT"));
        assertThat(config().channels().get("ops").repeat()).isEqualTo(Duration.ofHours(12));
        assertThat(config().channels().get("ops").fallback()).contains("mail");
        assertThat(config().channels().get("mail").fallback()).isEmpty();
        assertThat(config().channels().get("mail").format()).isEqualTo(MessageFormat.HTML);
    }

    @Test
    void whatStandsAlone() {
        Config.Settings settings = config().settings();
        assertThat(settings.stateUrl())
                .isEqualTo("jdbc:sqlite:" + GOOD.getParent().resolve("data/landfall.db"));
        assertThat(settings.server().token()).contains(new Secret("canary-token"));
        assertThat(settings.byteBudget()).isEqualTo(20_000_000_000L);
        assertThat(config().camel()).isEqualTo(Map.of("camel.main.name", "landfall"));
    }

    @Test
    void placeholdersForRoutesHoldDefaultsAndNoSecret() {
        Map<String, String> effective = good(Map.of("POLL_CRON", "0/5 * * * * ?", "FLOW_SERVICE_RATE", "25"))
                .effective();
        assertThat(effective)
                .containsEntry("poll.cron", "0/5 * * * * ?")
                .containsEntry("flow-service.rate", "25")
                .containsEntry("verify.settle", "2m")
                .containsEntry("server.port", "8080")
                .containsEntry("platform.url", "https://platform.adobe.io")
                .containsEntry("state.url", config().settings().stateUrl())
                .doesNotContainKeys("server.token", "platform.client-secret", "heartbeat.to");
        assertThat(effective.toString()).doesNotContain("canary");
    }

    @Test
    void secretsAreKnownForRedactionAndShownNowhere() {
        Loaded loaded = good(Map.of());
        assertThat(loaded.secrets())
                .extracting(Secret::reveal)
                .contains("canary-client", "mounted-canary", "canary-token", "AKIACANARY2345672345", "secret")
                .doesNotContain("reader", "4711");
        assertThat(loaded.toString()).doesNotContainIgnoringCase("canary");
    }

    @Test
    void aVaultIsAskedOnlyWhereThereIsOne() {
        Loaded loaded = Spec.load(
                List.of(Path.of("complete.properties")),
                new Surroundings(Map.of("AEP_CLIENT_SECRET", "x"), name -> "token", GOOD, Optional.empty())
                        .withVault(placeholder -> placeholder.toUpperCase(java.util.Locale.ROOT)));
        assertThat(loaded.config().orElseThrow().storages().get("lake").reader())
                .containsEntry("access-key", new Secret("{{AWS:READER-KEY}}"));

        Loaded failing = Spec.load(
                List.of(Path.of("complete.properties")),
                new Surroundings(Map.of("AEP_CLIENT_SECRET", "x"), name -> "token", GOOD, Optional.empty())
                        .withVault(placeholder -> {
                            throw new IllegalStateException("canary");
                        }));
        assertThat(failing.errors())
                .extracting(SpecError::message)
                .contains("the value could not be had from the vault aws: IllegalStateException");
        assertThat(failing.toString()).doesNotContain("canary");
    }
}
