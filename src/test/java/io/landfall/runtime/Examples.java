package io.landfall.runtime;

import io.landfall.model.Compression;
import io.landfall.model.DatasetRef;
import io.landfall.model.Depth;
import io.landfall.model.Export;
import io.landfall.model.ExportKey;
import io.landfall.model.Format;
import io.landfall.model.Reconcile;
import io.landfall.model.Schedule;
import io.landfall.model.Secret;
import io.landfall.model.Storage;
import io.landfall.model.StorageType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Declared exports and storages; an export is varied by its builder. */
public final class Examples {

    public static final Instant START = Instant.parse("2026-12-01T00:00:00Z");
    public static final Instant END = Instant.parse("2027-12-01T00:00:00Z");

    private Examples() {}

    public static Storage storage(StorageType type, String name) {
        Map<String, String> place = Map.of(
                "bucket",
                "acme-lake",
                "container",
                "acme-container",
                "account",
                "acmeaccount",
                "host",
                "sftp.example.test");
        Map<String, Secret> adobe =
                switch (type) {
                    case S3 ->
                        secrets(
                                "access-key",
                                "AKIAFAKEFAKEFAKEFAKE",
                                "secret-key",
                                "fakeFAKEfakeFAKEfakeFAKEfakeFAKEfakeFAKE");
                    case GCS -> secrets("access-key", "GOOGFAKEACCESSKEYID", "secret-key", "fake-secret-access-key");
                    case AZURE_BLOB ->
                        secrets(
                                "connection-string",
                                "DefaultEndpointsProtocol=https;AccountName=acmeaccount;AccountKey=ZmFrZS1rZXk=");
                    case ADLS_GEN2 ->
                        secrets("tenant", "tenant-a", "client-id", "client-b", "client-secret", "fake-sp");
                    case DLZ -> Map.of();
                    case SFTP -> secrets("user", "testUser", "password", "fake-password");
                };
        return new Storage(name, type, place, adobe, Map.of(), 8, Duration.ofSeconds(30));
    }

    private static Map<String, Secret> secrets(String... pairs) {
        Map<String, Secret> secrets = new java.util.HashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            secrets.put(pairs[i], new Secret(pairs[i + 1]));
        }
        return secrets;
    }

    public static Builder export(String name, String storage) {
        return new Builder(name, storage);
    }

    /** A complete export of one dataset every three hours; each method changes one thing. */
    public static final class Builder {
        private final String name;
        private final String storage;
        private List<DatasetRef> datasets = List.of(DatasetRef.id(ProvisioningWorld.DATASET));
        private String path = "aep/orders";
        private Optional<Format> format = Optional.of(Format.PARQUET);
        private Optional<Schedule> schedule = Optional.of(new Schedule(START, Duration.ofHours(3), Optional.of(END)));
        private Optional<String> folder = Optional.empty();
        private Optional<String> flowId = Optional.empty();
        private boolean manage = true;
        private boolean enabled = true;

        private Builder(String name, String storage) {
            this.name = name;
            this.storage = storage;
        }

        public Builder datasets(DatasetRef... refs) {
            datasets = List.of(refs);
            return this;
        }

        public Builder path(String value) {
            path = value;
            return this;
        }

        public Builder format(Format value) {
            format = Optional.of(value);
            return this;
        }

        public Builder every(Duration value) {
            schedule = Optional.of(new Schedule(START, value, value.isZero() ? Optional.empty() : Optional.of(END)));
            return this;
        }

        public Builder start(Instant value) {
            schedule = Optional.of(new Schedule(value, Duration.ofHours(3), Optional.of(END)));
            return this;
        }

        public Builder end(Instant value) {
            schedule = Optional.of(new Schedule(START, Duration.ofHours(3), Optional.ofNullable(value)));
            return this;
        }

        public Builder folder(String value) {
            folder = Optional.of(value);
            return this;
        }

        public Builder watch(String id) {
            flowId = Optional.of(id);
            manage = false;
            return this;
        }

        public Builder adopt(String id) {
            flowId = Optional.of(id);
            return this;
        }

        public Builder nothingDeclared() {
            schedule = Optional.empty();
            format = Optional.empty();
            datasets = List.of();
            return this;
        }

        public Builder switchedOff() {
            enabled = false;
            return this;
        }

        public Export build() {
            return new Export(
                    new ExportKey("default", "prod", name),
                    storage,
                    datasets,
                    path,
                    format,
                    Compression.GZIP,
                    schedule,
                    folder,
                    flowId,
                    manage,
                    Depth.INTEGRITY,
                    Reconcile.WARN,
                    false,
                    Duration.ofMinutes(150),
                    Duration.ofHours(24),
                    Map.of(),
                    Optional.empty(),
                    Optional.empty(),
                    enabled);
        }
    }
}
