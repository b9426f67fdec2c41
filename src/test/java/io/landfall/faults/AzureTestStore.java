package io.landfall.faults;

import io.landfall.canary.Canaries;
import io.landfall.emulator.AzureServer;
import io.landfall.model.Secret;
import io.landfall.model.Storage;
import io.landfall.model.StorageType;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** The local world's storage account, as Blob Storage or as a Data Lake. */
final class AzureTestStore implements TestStore {
    static final String ACCOUNT = "acmelake";
    static final String CONTAINER = "landfall";
    static final String KEY = "bGFuZGZhbGwtbG9jYWwtd29ybGQtYWNjb3VudC1rZXktMDAwMDAwMDAwMDAwMDAwMA==";
    private static final String WRONG = "d3Jvbmctd3Jvbmctd3Jvbmctd3Jvbmctd3Jvbmctd3Jvbmctd3Jvbmctd3Jvbmctd3Jvbmc=";

    private final AtomicInteger names = new AtomicInteger();
    private final StorageType type;
    private final AzureServer server =
            AzureServer.start(ACCOUNT, KEY, Clock.systemUTC()).container(CONTAINER);
    private final Tap tap;

    AzureTestStore(StorageType type) throws IOException {
        this.type = type;
        this.tap = new Tap(server.port());
        Canaries.plant(KEY);
        Canaries.plant(WRONG);
    }

    AzureServer server() {
        return server;
    }

    /** The storage with other credentials. */
    Storage with(Map<String, Secret> reader) {
        return at(tap.port(), CONTAINER, reader);
    }

    Storage inContainer(String container) {
        return at(tap.port(), container, Map.of("account-key", new Secret(KEY)));
    }

    /** The storage at another server. */
    Storage at(int port) {
        return at(port, CONTAINER, Map.of("account-key", new Secret(KEY)));
    }

    private Storage at(int port, String container, Map<String, Secret> reader) {
        return new Storage(
                "azure-" + names.incrementAndGet(),
                type,
                Map.of(
                        "account",
                        ACCOUNT,
                        "container",
                        container,
                        "endpoint",
                        "http://127.0.0.1:" + port + "/" + ACCOUNT),
                Map.of(),
                reader,
                8,
                Duration.ofSeconds(20));
    }

    @Override
    public Storage storage() {
        return inContainer(CONTAINER);
    }

    @Override
    public Storage withWrongCredentials() {
        return with(Map.of("account-key", new Secret(WRONG)));
    }

    @Override
    public Storage unreachable() {
        return at(FreePort.closed());
    }

    @Override
    public void put(String key, byte[] content) {
        server.put(CONTAINER, key, content);
    }

    @Override
    public void delete(String key) {
        server.delete(CONTAINER, key);
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
