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
import java.util.concurrent.atomic.AtomicInteger;

/** The local Google; {@link #storage} reads with a service account, or with the HMAC key where that is what is tested. */
final class GcsTestStore implements TestStore {
    static final String BUCKET = "acme-lake";
    private final AtomicInteger names = new AtomicInteger();
    private final GcsServer server = GcsServer.start("GOOG1ETESTTESTTESTTEST", "x".repeat(40), Clock.systemUTC())
            .bucket(BUCKET);
    private final Path folder;
    private final boolean hmac;
    private final Tap tap;

    GcsTestStore(Path folder, boolean hmac) throws IOException {
        this.folder = folder;
        this.hmac = hmac;
        tap = new Tap(Integer.parseInt(server.url().replaceAll(".*:", "")));
    }

    GcsServer server() {
        return server;
    }

    String url() {
        return "http://127.0.0.1:" + tap.port();
    }

    Storage with(String endpoint, Map<String, String> reader) {
        return new Storage(
                "gcs-" + names.incrementAndGet(),
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
    public Storage storage() {
        return with(url(), hmac ? hmac() : account());
    }

    @Override
    public Storage withWrongCredentials() {
        return with(
                url(),
                hmac
                        ? Map.of("access-key", server.accessKey(), "secret-key", "y".repeat(40))
                        : key(server.deletedAccount()));
    }

    @Override
    public Storage unreachable() {
        return with("http://127.0.0.1:" + FreePort.closed(), hmac ? hmac() : account());
    }

    @Override
    public void put(String key, byte[] content) {
        server.put(BUCKET, key, content);
    }

    @Override
    public void delete(String key) {
        server.delete(BUCKET, key);
    }

    @Override
    public void denyListing(boolean denied) {
        server.faults().denyListing(denied);
    }

    @Override
    public void hang(boolean hangs) {
        server.faults().delay(hangs ? Duration.ofMillis(1500) : Duration.ZERO);
    }

    @Override
    public Tap tap() {
        return tap;
    }

    @Override
    public void close() {
        tap.close();
        server.close();
    }
}
