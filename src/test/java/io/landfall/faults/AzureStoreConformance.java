package io.landfall.faults;

import static io.landfall.faults.Looker.FOLDER;
import static io.landfall.faults.Looker.request;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.landfall.canary.Canaries;
import io.landfall.model.Depth;
import io.landfall.model.Secret;
import io.landfall.model.Storage;
import io.landfall.model.Trouble;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the kinds of Azure share beyond what every kind of store keeps to. */
abstract class AzureStoreConformance<S extends AzureTestStore> extends StoreConformance<S> {

    @Override
    boolean repeatsPages() {
        return true;
    }

    @Test
    void aContainerThatIsNotThereIsNoSuchPlace() {
        Trouble trouble = looker.barred(request(store.inContainer("nowhere"), Depth.PRESENCE));
        assertThat(trouble.kind()).isEqualTo(Trouble.Kind.NO_SUCH_PLACE);
        assertThat(trouble.detail()).contains("HTTP 404").contains("NotFound");
        assertThat(trouble.remedy()).contains("no such container").contains(".container");
    }

    private Storage sas(String permissions, Instant end) {
        String token = store.sas(permissions, end);
        Canaries.plant(token.replaceAll(".*sig=", ""));
        return store.with(Map.of("sas-token", new Secret("?" + token)));
    }

    @Test
    void aSasTokenReadsUntilItExpires() {
        store.put(FOLDER + NAME, JSON);
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        assertThat(looker.seen(request(sas("rl", now.plusSeconds(600)), Depth.INTEGRITY))
                        .files())
                .isEqualTo(1);
        Trouble trouble = looker.barred(request(sas("rl", now.minusSeconds(60)), Depth.INTEGRITY));
        assertThat(trouble.kind()).isEqualTo(Trouble.Kind.EXPIRED);
        assertThat(trouble.detail()).startsWith("HTTP 403 Auth").doesNotContain("Signature");
        assertThat(trouble.remedy()).contains("has expired").contains(".reader.*");
    }

    @Test
    void aSasTokenWithoutTheRightToListIsDenied() {
        store.put(FOLDER + NAME, JSON);
        Trouble trouble = looker.barred(
                request(sas("r", Instant.now().plusSeconds(600).truncatedTo(ChronoUnit.SECONDS)), Depth.PRESENCE));
        assertThat(trouble.kind()).isEqualTo(Trouble.Kind.DENIED);
        assertThat(trouble.detail()).contains("AuthorizationPermissionMismatch");
        assertThat(trouble.remedy()).contains("to list the container");
    }

    @Test
    void aReadThatIsDeniedIsNoDamage() {
        store.put(FOLDER + NAME, JSON);
        store.denyReading(true);
        assertThat(looker.barred(request(store.storage(), Depth.INTEGRITY)).kind())
                .isEqualTo(Trouble.Kind.DENIED);
    }

    @Test
    void aKeyThatIsNoneIsSaidWithoutShowingIt() {
        Trouble trouble =
                looker.barred(request(store.with(Map.of("account-key", new Secret("not base64!"))), Depth.PRESENCE));
        assertThat(trouble.kind()).isEqualTo(Trouble.Kind.REJECTED);
        assertThat(trouble.toString() + trouble.remedy()).doesNotContain("not base64!");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<html><body>Log in</body></html>",
                "{\"error\":\"no\"}",
                "{}",
                "{\"paths\":[]}",
                "<?xml version=\"1.0\"?><EnumerationResults><Blobs>",
                "<?xml version=\"1.0\"?><EnumerationResults></EnumerationResults>"
            })
    void whatIsNoListingIsNoEmptyFolder(String body) throws IOException {
        HttpServer foreign = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        foreign.createContext("/", exchange -> {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        foreign.start();
        try {
            Storage storage = store.at(foreign.getAddress().getPort());
            assertThat(looker.barred(request(storage, Depth.PRESENCE)).kind()).isEqualTo(Trouble.Kind.BROKEN_ANSWER);
        } finally {
            foreign.stop(0);
        }
    }
}
