package io.landfall.faults;

import io.landfall.canary.Canaries;
import io.landfall.model.Secret;
import io.landfall.model.Storage;
import io.landfall.model.StorageType;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** A container of a storage account, whoever serves it. */
abstract class AzureTestStore extends TestStore {
    static final String ACCOUNT = "acmelake";
    static final String KEY = "bGFuZGZhbGwtbG9jYWwtd29ybGQtYWNjb3VudC1rZXktMDAwMDAwMDAwMDAwMDAwMA==";
    private static final String WRONG = "d3Jvbmctd3Jvbmctd3Jvbmctd3Jvbmctd3Jvbmctd3Jvbmctd3Jvbmctd3Jvbmctd3Jvbmc=";

    private final StorageType type;
    private final String container;

    /** @param port where the server listens */
    AzureTestStore(StorageType type, String container, int port) throws IOException {
        super(new Tap(port));
        this.type = type;
        this.container = container;
        Canaries.plant(KEY);
        Canaries.plant(WRONG);
    }

    /** A SAS token for the container, without a question mark. */
    abstract String sas(String permissions, Instant end);

    /** A SAS token whose rights to read and list can be taken back. */
    abstract String sas();

    abstract void denyReading(boolean denied);

    String container() {
        return container;
    }

    /** The storage with other credentials. */
    Storage with(Map<String, Secret> reader) {
        return at(tap().port(), container, reader);
    }

    Storage inContainer(String other) {
        return at(tap().port(), other, Map.of("account-key", new Secret(KEY)));
    }

    @Override
    Storage at(int port) {
        return at(port, container, Map.of("account-key", new Secret(KEY)));
    }

    private Storage at(int port, String where, Map<String, Secret> reader) {
        return new Storage(
                named("azure"),
                type,
                Map.of("account", ACCOUNT, "container", where, "endpoint", "http://127.0.0.1:" + port + "/" + ACCOUNT),
                Map.of(),
                reader,
                8,
                Duration.ofSeconds(20));
    }

    @Override
    Storage withWrongCredentials() {
        return with(Map.of("account-key", new Secret(WRONG)));
    }

    @Override
    boolean keepsBackslashes() {
        return false;
    }
}
