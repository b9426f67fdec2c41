package io.landfall.faults;

import static io.landfall.faults.Looker.FOLDER;
import static io.landfall.faults.Looker.request;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.landfall.model.Depth;
import io.landfall.model.Landing;
import io.landfall.model.Storage;
import io.landfall.model.StoredFile;
import io.landfall.model.Trouble;
import io.landfall.storage.Cursor;
import io.landfall.storage.Page;
import io.landfall.storage.Piece;
import io.landfall.storage.Span;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Google Cloud Storage read with a service account, by its JSON interface. */
class GcsStoreTest extends StoreConformance<GcsTestStore> {
    @TempDir
    Path folder;

    @Override
    GcsTestStore start() throws Exception {
        return new GcsTestStore(folder, false);
    }

    @Override
    boolean repeatsPages() {
        return true;
    }

    /** What Adobe has at Google is an HMAC key, never an account. */
    @Override
    @Test
    void withoutReaderCredentialsThoseOfAdobeRead() {
        store.put(FOLDER + NAME, JSON);
        Storage s = store.with(store.url(), Map.of());
        Storage adobes = new Storage(
                s.name(),
                s.type(),
                s.place(),
                GcsTestStore.secrets(store.hmac()),
                Map.of(),
                s.concurrency(),
                s.timeout());
        assertThat(looker.seen(request(adobes, Depth.INTEGRITY)).files()).isEqualTo(1);
        assertThat(store.server().tokens()).isZero();
    }

    @Test
    void deniedIsDeniedThoughAdobesKeyCouldRead() {
        store.put(FOLDER + NAME, JSON);
        Storage s = store.withWrongCredentials();
        Storage both = new Storage(
                s.name(),
                s.type(),
                s.place(),
                GcsTestStore.secrets(store.hmac()),
                s.reader(),
                s.concurrency(),
                s.timeout());
        Trouble trouble = looker.barred(request(both, Depth.PRESENCE));
        assertThat(trouble.kind()).isEqualTo(Trouble.Kind.DENIED);
        assertThat(trouble.detail()).contains("invalid_grant");
        assertThat(trouble.remedy()).contains("storage." + s.name() + ".reader.credentials-file");
    }

    @Test
    void aWrongBucketIsNoSuchPlace() {
        Storage s = store.storage();
        Map<String, String> place = new HashMap<>(s.place());
        place.put("bucket", "not-there");
        Storage wrong = new Storage(s.name(), s.type(), place, s.adobe(), s.reader(), s.concurrency(), s.timeout());
        Trouble trouble = looker.barred(request(wrong, Depth.PRESENCE));
        assertThat(trouble.kind()).isEqualTo(Trouble.Kind.NO_SUCH_PLACE);
        assertThat(trouble.detail()).contains("HTTP 404 notFound").contains("bucket does not exist");
        assertThat(trouble.remedy()).contains("storage." + s.name() + ".bucket");
    }

    @Test
    void aDeniedListingIsAskedForOnceAndAFailingOneThreeTimes() {
        Storage storage = store.storage();
        store.denyListing(true);
        Trouble denied = looker.barred(request(storage, Depth.PRESENCE));
        assertThat(denied.detail()).contains("storage.objects.list");
        assertThat(denied.remedy()).contains("Storage Object Viewer");
        assertThat(store.server().faults().listings()).isEqualTo(1);
        store.server().faults().clear();
        store.server().faults().failNext(2);
        assertThat(looker.seen(request(storage, Depth.PRESENCE)).files()).isZero();
        store.server().faults().clear();
        store.server().faults().failNext(100);
        assertThat(looker.barred(request(storage, Depth.PRESENCE)).kind()).isEqualTo(Trouble.Kind.UNREACHABLE);
        assertThat(store.server().faults().listings()).isEqualTo(3);
    }

    @Test
    void aDeniedReadIsTroubleAndNotDamage() {
        store.put(FOLDER + NAME, JSON);
        store.server().faults().denyReading(true);
        Trouble trouble = looker.barred(request(store.storage(), Depth.INTEGRITY));
        assertThat(trouble.kind()).isEqualTo(Trouble.Kind.DENIED);
        assertThat(trouble.remedy()).contains("storage.objects.get");
    }

    @Test
    void oneTokenServesManyRequestsAndARevokedOneIsFetchedAgain() {
        store.fill(FOLDER, 0, 50);
        Storage storage = store.storage();
        looker.seen(request(storage, Depth.INTEGRITY));
        assertThat(store.server().tokens()).isEqualTo(1);
        store.server().revokeTokens();
        assertThat(looker.seen(request(storage, Depth.PRESENCE)).files()).isEqualTo(50);
        assertThat(store.server().tokens()).isEqualTo(2);
    }

    @Test
    void theCostDoesNotGrowWithHistory() {
        String base = FOLDER.substring(0, FOLDER.lastIndexOf('=') + 1);
        for (int month = 1; month <= 12; month++) {
            for (int day = 1; day <= 28; day++) {
                for (int hour = 0; hour < 24; hour += 3) {
                    store.put(String.format("%s2026%02d%02d%02d01%s", base, month, day, hour, NAME), JSON);
                }
            }
        }
        store.server().faults().clear();
        Landing landing = looker.seen(request(store.storage(), Depth.INTEGRITY));
        assertThat(landing.folder()).contains(base + "202612010301");
        assertThat(store.server().faults().listings()).isEqualTo(2);
        assertThat(store.server().faults().reads()).isEqualTo(1);
    }

    /** The endpoint's world may be plain http; any other token endpoint has to be https. */
    @Test
    void tokensAreAskedForByHttpsOrWhereTheStoreIs() {
        String elsewhere = store.server().serviceAccount().replace("127.0.0.1", "tokens.example.com");
        Trouble trouble = looker.barred(request(store.with(store.url(), store.key(elsewhere)), Depth.PRESENCE));
        assertThat(trouble.kind()).isEqualTo(Trouble.Kind.REJECTED);
        assertThat(trouble.detail()).contains("token_uri");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "{}", "{\"type\":\"authorized_user\",\"client_id\":\"x\"}", "-----BEGIN PRIVATE KEY-----"})
    void whatIsNoServiceAccountIsSaidSo(String text) {
        Storage storage = store.with(store.url(), store.key(text));
        Trouble trouble = looker.barred(request(storage, Depth.PRESENCE));
        assertThat(trouble.kind()).isEqualTo(Trouble.Kind.REJECTED);
        assertThat(trouble.remedy()).contains("storage." + storage.name() + ".reader.credentials-file");
    }

    /** Documents that are well-formed or nothing at all must not pass for an empty bucket. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "{\"error\":\"no\"}",
                "{\"kind\":\"storage#buckets\"}",
                "{\"kind\":\"storage#objects\",\"items\":[{\"name\":",
                "<html><body>sign in</body></html>"
            })
    void whatIsNoListingIsNoEmptyFolder(String body) throws IOException {
        assertThat(foreign(body, 200).kind()).isEqualTo(Trouble.Kind.BROKEN_ANSWER);
    }

    @Test
    void refusalsAreToldApart() throws IOException {
        String limited =
                "{\"error\":{\"code\":403,\"message\":\"slow down\",\"errors\":[{\"reason\":\"rateLimitExceeded\"}]}}";
        assertThat(foreign(limited, 403).kind()).isEqualTo(Trouble.Kind.LIMITED);
        assertThat(foreign("{}", 429).kind()).isEqualTo(Trouble.Kind.LIMITED);
        assertThat(foreign("<html>bad gateway</html>", 502).kind()).isEqualTo(Trouble.Kind.UNREACHABLE);
        assertThat(foreign("", 408).kind()).isEqualTo(Trouble.Kind.TIMED_OUT);
        assertThat(foreign("", 400).kind()).isEqualTo(Trouble.Kind.REJECTED);
        assertThat(foreign("", 401).kind()).isEqualTo(Trouble.Kind.DENIED);
    }

    /** What is said of a server that always answers this, but for tokens. */
    private Trouble foreign(String body, int status) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.createContext("/", exchange -> {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", body.startsWith("{") ? "application/json" : "text/html");
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
        try {
            Storage storage =
                    store.with("http://127.0.0.1:" + server.getAddress().getPort(), store.account());
            return looker.barred(request(storage, Depth.PRESENCE));
        } finally {
            server.stop(0);
        }
    }

    /** A server that gives the whole object for a range would have its first bytes taken for the last ones. */
    @Test
    void aServerWithoutRangesIsNoDamage() throws IOException {
        store.put(FOLDER + NAME, JSON);
        Storage storage = store.storage();
        looker.seen(request(storage, Depth.PRESENCE));
        Page page = looker.camel()
                .createProducerTemplate()
                .requestBody("direct:list-" + storage.name(), Cursor.at(Span.all(FOLDER + "/")), Page.class);
        StoredFile file = page.files().get(0);
        byte[] tail = looker.camel()
                .createProducerTemplate()
                .requestBody("direct:read-" + storage.name(), new Piece(file, file.bytes() - 4, 4), byte[].class);
        assertThat(tail).isEqualTo(java.util.Arrays.copyOfRange(JSON, JSON.length - 4, JSON.length));
        HttpServer whole = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        whole.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, JSON.length);
            exchange.getResponseBody().write(JSON);
            exchange.close();
        });
        whole.start();
        try {
            Storage other = store.with("http://127.0.0.1:" + whole.getAddress().getPort(), store.account());
            looker.barred(request(other, Depth.PRESENCE));
            Exception failure = looker.camel()
                    .createProducerTemplate()
                    .send(
                            "direct:read-" + other.name(),
                            e -> e.getMessage().setBody(new Piece(file, file.bytes() - 4, 4)))
                    .getException();
            assertThat(failure).hasMessageContaining("range");
        } finally {
            whole.stop(0);
        }
    }
}
