package io.landfall.faults;

import io.landfall.emulator.AzureServer;
import io.landfall.model.StorageType;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;

/** The local world's storage account, as Blob Storage or as a Data Lake. */
final class LocalAzure extends AzureTestStore {
    private static final String CONTAINER = "landfall";

    private final AzureServer server;

    private LocalAzure(StorageType type, AzureServer server) throws IOException {
        super(type, CONTAINER, server.port());
        this.server = server;
    }

    static LocalAzure start(StorageType type) throws IOException {
        return new LocalAzure(
                type, AzureServer.start(ACCOUNT, KEY, Clock.systemUTC()).container(CONTAINER));
    }

    AzureServer server() {
        return server;
    }

    @Override
    String sas(String permissions, Instant end) {
        return server.sas(CONTAINER, permissions, end);
    }

    @Override
    String sas() {
        return server.sas(CONTAINER, "rl", null);
    }

    @Override
    void denyReading(boolean denied) {
        server.faults().denyReading(denied);
    }

    @Override
    void put(String key, byte[] content) {
        server.put(CONTAINER, key, content);
    }

    @Override
    void delete(String key) {
        server.delete(CONTAINER, key);
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
