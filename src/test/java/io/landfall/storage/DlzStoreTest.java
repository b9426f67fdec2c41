package io.landfall.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.landfall.canary.Canaries;
import io.landfall.emulator.AzureServer;
import io.landfall.model.Secret;
import io.landfall.model.Storage;
import io.landfall.model.StorageType;
import io.landfall.model.StoredFile;
import io.landfall.model.Trouble;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DlzStoreTest {
    private static final String CONTAINER = "dlz-destination";
    private static final String KEY = "bGFuZGZhbGwtem9uZS10ZXN0LWtleS0wMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDA=";

    private final Cursor top = Cursor.at(Span.all(""));
    private AzureServer server;
    private DlzStore store;

    @BeforeEach
    void begin() {
        server = AzureServer.start("acme", KEY, Clock.systemUTC()).container(CONTAINER);
        server.put(CONTAINER, "a.json.gz", new byte[] {1, 2, 3});
        Storage zone = new Storage("zone", StorageType.DLZ, Map.of(), Map.of(), Map.of(), 8, Duration.ofSeconds(10));
        store = new DlzStore(zone.in("default", "prod"));
    }

    @AfterEach
    void end() {
        store.close();
        server.close();
    }

    private String grant(String permissions) {
        String sas = server.sas(CONTAINER, permissions, null);
        Canaries.plant(sas.replaceAll(".*sig=", ""));
        store.accept(new ZoneGrant.Azure(server.url(), CONTAINER, new Secret(sas)));
        return sas;
    }

    @Test
    void nothingIsGrantedAtFirst() {
        assertThat(store.stale()).isTrue();
        grant("rl");
        assertThat(store.stale()).isFalse();
        assertThat(store.page(top).files()).hasSize(1);
        assertThat(store.stale()).isFalse();
        store.close();
        assertThat(store.stale()).isTrue();
    }

    @Test
    void aGrantThatWorkedAndIsRefusedIsPutAwayAndTheCallWorthAnotherTry() {
        server.revoke(seen());
        StoreFailure refused = catchThrowableOfType(StoreFailure.class, () -> store.page(top));
        assertThat(refused.trouble().kind()).isEqualTo(Trouble.Kind.EXPIRED);
        assertThat(refused.passing()).isTrue();
        assertThat(store.stale()).isTrue();
        grant("rl");
        assertThat(store.page(top).files()).hasSize(1);
    }

    @Test
    void aReadThatIsRefusedTakesANewGrantToo() throws Exception {
        Piece piece = new Piece(new StoredFile("a.json.gz", 3, Instant.EPOCH), 0, 3);
        grant("rl");
        assertThat(store.read(piece)).containsExactly(1, 2, 3);
        server.faults().denyReading(true);
        StoreFailure refused = catchThrowableOfType(StoreFailure.class, () -> store.read(piece));
        assertThat(refused.passing()).isTrue();
        assertThat(store.stale()).isTrue();
    }

    @Test
    void aNewGrantThatIsRefusedLasts() {
        server.revoke(seen());
        server.revoke(grant("rl"));
        StoreFailure refused = catchThrowableOfType(StoreFailure.class, () -> store.page(top));
        assertThat(refused.passing()).isFalse();
        assertThat(store.stale()).as("asked for again at the next look").isTrue();
    }

    @Test
    void otherTroubleTakesNoNewGrant() {
        seen();
        server.faults().failNext(1);
        StoreFailure failure = catchThrowableOfType(StoreFailure.class, () -> store.page(top));
        assertThat(failure.trouble().kind()).isEqualTo(Trouble.Kind.UNREACHABLE);
        assertThat(store.stale()).isFalse();
    }

    private String seen() {
        String sas = grant("rl");
        assertThat(store.page(top).files()).hasSize(1);
        return sas;
    }
}
