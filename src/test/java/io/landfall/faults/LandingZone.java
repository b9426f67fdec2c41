package io.landfall.faults;

import io.landfall.canary.Canaries;
import io.landfall.model.Storage;
import io.landfall.model.StorageType;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A container that is a landing zone: each declared one is in a sandbox of its own, for which {@link #grant} is handed out. */
final class LandingZone extends TestStore {
    private final Map<String, String> uris = new ConcurrentHashMap<>();
    private final AzureTestStore account;

    LandingZone(AzureTestStore account) {
        super(account.tap());
        this.account = account;
    }

    /** What the platform answers about a sandbox (Flow Service §12). */
    String grant(String sandbox) {
        return "{\"containerName\":\"x\",\"SASToken\":\"x\",\"storageAccountName\":\"x\",\"SASUri\":\""
                + uris.get(sandbox) + "\"}";
    }

    private Storage with(int port, String token) {
        Canaries.plant(token.replaceAll(".*sig=", ""));
        String name = named("zone");
        String host = "http://127.0.0.1:" + port;
        uris.put(name, host + "/" + AzureTestStore.ACCOUNT + "/" + account.container() + "?" + token);
        return new Storage(
                        name, StorageType.DLZ, Map.of("endpoint", host), Map.of(), Map.of(), 8, Duration.ofSeconds(20))
                .in("default", name);
    }

    @Override
    Storage at(int port) {
        return with(port, account.sas());
    }

    @Override
    Storage withWrongCredentials() {
        return with(tap().port(), account.sas().replaceAll("sig=..", "sig=AA"));
    }

    @Override
    void put(String key, byte[] content) {
        account.put(key, content);
    }

    @Override
    void fill(String folder, int from, int to) {
        account.fill(folder, from, to);
    }

    @Override
    void delete(String key) {
        account.delete(key);
    }

    @Override
    boolean keepsBackslashes() {
        return account.keepsBackslashes();
    }

    @Override
    void denyListing(boolean denied) {
        account.denyListing(denied);
    }

    @Override
    public void close() {
        account.close();
    }
}
