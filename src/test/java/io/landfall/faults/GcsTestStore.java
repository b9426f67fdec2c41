package io.landfall.faults;

import io.landfall.emulator.GcsServer;
import io.landfall.model.Secret;
import io.landfall.model.Storage;
import io.landfall.model.StorageType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** The local Google; {@link #storage} reads with a service account, or with the HMAC key where that is what is tested. */
final class GcsTestStore extends TestStore {
    static final String BUCKET = "acme-lake";

    private final GcsServer server;
    private final Path folder;
    private final boolean hmac;

    GcsTestStore(Path folder, boolean hmac) throws IOException {
        this(
                folder,
                hmac,
                GcsServer.start("GOOG1ETESTTESTTESTTEST", "x".repeat(40), Clock.systemUTC())
                        .bucket(BUCKET));
    }

    private GcsTestStore(Path folder, boolean hmac, GcsServer server) throws IOException {
        super(before(server.url()));
        this.folder = folder;
        this.hmac = hmac;
        this.server = server;
    }

    GcsServer server() {
        return server;
    }

    String url() {
        return "http://127.0.0.1:" + tap().port();
    }

    Storage with(String endpoint, Map<String, String> reader) {
        return new Storage(
                named("gcs"),
                StorageType.GCS,
                Map.of("bucket", BUCKET, "endpoint", endpoint),
                Map.of(),
                secrets(reader),
                8,
                Duration.ofSeconds(20));
    }

    Map<String, String> hmac() {
        return Map.of("access-key", server.accessKey(), "secret-key", server.secretKey());
    }

    Map<String, String> account() {
        return key(server.serviceAccount());
    }

    /** A reader whose file holds this text. */
    Map<String, String> key(String text) {
        try {
            return Map.of(
                    "credentials-file",
                    Files.writeString(Files.createTempFile(folder, "account", ".json"), text)
                            .toString());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    static Map<String, Secret> secrets(Map<String, String> plain) {
        Map<String, Secret> secrets = new HashMap<>();
        plain.forEach((key, value) -> secrets.put(key, new Secret(value)));
        return secrets;
    }

    @Override
    Storage at(int port) {
        return with("http://127.0.0.1:" + port, hmac ? hmac() : account());
    }

    @Override
    Storage withWrongCredentials() {
        return with(
                url(),
                hmac
                        ? Map.of("access-key", server.accessKey(), "secret-key", "y".repeat(40))
                        : key(server.deletedAccount()));
    }

    @Override
    void put(String key, byte[] content) {
        server.put(BUCKET, key, content);
    }

    @Override
    void delete(String key) {
        server.delete(BUCKET, key);
    }

    @Override
    void denyListing(boolean denied) {
        server.faults().denyListing(denied);
    }

    @Override
    public void close() {
        super.close();
        server.close();
    }
}
