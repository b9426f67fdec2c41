package io.landfall.faults;

import io.landfall.canary.Canaries;
import io.landfall.model.Storage;
import io.landfall.model.StorageType;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A container that is a landing zone: each declared one is in a sandbox of its own, for which {@link #grant} is handed out. */
final class LandingZone implements TestStore {
    private static final AtomicInteger NAMES = new AtomicInteger();

    private final Map<String, String> uris = new ConcurrentHashMap<>();
    private final AzureTestStore account;

    LandingZone(AzureTestStore account) {
        this.account = account;
    }

    /** What the platform answers about a sandbox (Flow Service §12). */
    String grant(String sandbox) {
        return "{\"containerName\":\"x\",\"SASToken\":\"x\",\"storageAccountName\":\"x\",\"SASUri\":\""
                + uris.get(sandbox) + "\"}";
    }

    private Storage with(int port, String token) {
        Canaries.plant(token.replaceAll(".*sig=", ""));
        String name = "zone-" + NAMES.incrementAndGet();
        String host = "http://127.0.0.1:" + port;
        uris.put(name, host + "/" + AzureTestStore.ACCOUNT + "/" + account.container() + "?" + token);
        return new Storage(
                        name, StorageType.DLZ, Map.of("endpoint", host), Map.of(), Map.of(), 8, Duration.ofSeconds(20))
                .in("default", name);
    }

    @Override
    public Storage storage() {
        return with(tap().port(), account.sas());
    }

    @Override
    public Storage withWrongCredentials() {
        return with(tap().port(), account.sas().replaceAll("sig=..", "sig=AA"));
    }

    @Override
    public Storage unreachable() {
        return with(FreePort.closed(), account.sas());
    }

    @Override
    public void put(String key, byte[] content) {
        account.put(key, content);
    }

    @Override
    public void fill(String folder, int from, int to) {
        account.fill(folder, from, to);
    }

    @Override
    public void delete(String key) {
        account.delete(key);
    }

    @Override
    public boolean keepsBackslashes() {
        return account.keepsBackslashes();
    }

    @Override
    public void denyListing(boolean denied) {
        account.denyListing(denied);
    }

    @Override
    public void hang(boolean hangs) {
        account.hang(hangs);
    }

    @Override
    public Tap tap() {
        return account.tap();
    }

    @Override
    public void close() {
        account.close();
    }
}
