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
import io.landfall.storage.KeyRanges;
import io.landfall.storage.Page;
import io.landfall.storage.Piece;
import io.landfall.storage.Span;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class S3StoreTest extends StoreConformance<S3TestStore> {

    @Override
    S3TestStore start() throws Exception {
        return new S3TestStore();
    }

    @Override
    boolean repeatsPages() {
        return true;
    }

    /** The local S3 server takes no such keys, so that a few fixed answers stand in for one that does. */
    @Test
    void keysWithALeadingSlashAreTheSame() throws IOException {
        String key = "/" + FOLDER + NAME;
        List<String> read = new CopyOnWriteArrayList<>();
        HttpServer slashed = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        slashed.createContext("/", exchange -> {
            String query = String.valueOf(exchange.getRequestURI().getRawQuery());
            boolean listing = query.contains("prefix=");
            boolean found = query.contains("prefix=%2Faep");
            boolean files = query.contains("exportTime%3D202612010302%2F");
            byte[] answer = listing ? listing(found, files, key) : JSON;
            if (!listing) {
                read.add(exchange.getRequestURI().getPath());
                exchange.getResponseHeaders().set("Content-Range", "bytes 0-" + (JSON.length - 1) + "/" + JSON.length);
            }
            exchange.sendResponseHeaders(listing ? 200 : 206, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        slashed.start();
        try {
            Storage storage = Looker.s3(
                    "slashed",
                    "http://127.0.0.1:" + slashed.getAddress().getPort(),
                    store.server().accessKey(),
                    store.server().secretKey());
            Landing landing = looker.seen(request(storage, Depth.INTEGRITY));
            assertThat(landing.files()).isEqualTo(1);
            assertThat(landing.corrupt()).isZero();
            assertThat(landing.folder()).contains("/" + FOLDER);
            assertThat(read).containsExactly("/acme-lake/" + key);
        } finally {
            slashed.stop(0);
        }
    }

    private static byte[] listing(boolean found, boolean files, String key) {
        String entries = !found
                ? ""
                : files
                        ? "<Contents><Key>" + key + "</Key><LastModified>2026-12-01T03:02:00.000Z</LastModified><Size>"
                                + JSON.length + "</Size></Contents>"
                        : "<CommonPrefixes><Prefix>/" + FOLDER + "/</Prefix></CommonPrefixes>";
        return ("<?xml version=\"1.0\" encoding=\"UTF-8\"?><ListBucketResult><Name>acme-lake</Name>"
                        + "<IsTruncated>false</IsTruncated>" + entries + "</ListBucketResult>")
                .getBytes(StandardCharsets.UTF_8);
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

    @Test
    void aWrongBucketIsNoSuchPlace() {
        Storage s = store.storage();
        Map<String, String> place = new HashMap<>(s.place());
        place.put("bucket", "not-there");
        Storage wrong = new Storage(s.name(), s.type(), place, s.adobe(), s.reader(), s.concurrency(), s.timeout());
        Trouble trouble = looker.barred(request(wrong, Depth.PRESENCE));
        assertThat(trouble.kind()).isEqualTo(Trouble.Kind.NO_SUCH_PLACE);
        assertThat(trouble.detail()).contains("NoSuchBucket");
        assertThat(trouble.remedy()).contains("storage." + s.name() + ".bucket");
    }

    /** Each answer waits, so that the ranges meet; a failing one is repeated without the others. */
    @Test
    void aFolderOfVeryManyFilesIsListedInRangesSideBySide() {
        int n = (int) KeyRanges.MANY + 1;
        Storage storage = store.storage();
        store.server().fillWith(S3TestStore.BUCKET, FOLDER + "/", 9_000, 3);
        assertThat(looker.seen(request(storage, Depth.PRESENCE)).files()).isEqualTo(9_000);
        assertThat(looker.mostAtOnce("list-")).isEqualTo(1);
        store.server().fillWith(S3TestStore.BUCKET, FOLDER + "/", n, 3);
        store.server().faults().clear();
        store.server().faults().delay(Duration.ofMillis(20));
        store.server().faults().failNext(2);
        Landing landing = looker.seen(Looker.saying(request(storage, Depth.PRESENCE), n));
        assertThat(landing.files()).isEqualTo(n);
        assertThat(landing.bytes()).isEqualTo(3L * n);
        int ranges = Math.min(8, 4 * Runtime.getRuntime().availableProcessors());
        assertThat(looker.mostAtOnce("list-")).isBetween(2, ranges);
        assertThat(store.server().faults().listings()).isLessThan(2 * 60);
    }

    @Test
    void aDeniedListingIsAskedForOnceAndAFailingOneThreeTimes() {
        Storage storage = store.storage();
        store.server().faults().denyListing(true);
        looker.barred(request(storage, Depth.PRESENCE));
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
        assertThat(trouble.remedy()).contains("s3:GetObject");
    }

    /** Documents that are well-formed or nothing at all must not pass for an empty bucket. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<html><body>sign in</body></html>",
                "<!DOCTYPE html><html><p>sign in",
                "{\"error\":\"no\"}",
                "<?xml version=\"1.0\"?><ListBucketResult><Name>acme-lake</Name>",
                "<?xml version=\"1.0\"?><ListBucketResult></ListBucketResult>"
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
            Storage storage = Looker.s3(
                    "foreign",
                    "http://127.0.0.1:" + foreign.getAddress().getPort(),
                    store.server().accessKey(),
                    store.server().secretKey());
            assertThat(looker.barred(request(storage, Depth.PRESENCE)).kind()).isEqualTo(Trouble.Kind.BROKEN_ANSWER);
        } finally {
            foreign.stop(0);
        }
    }

    private Exchange ask(String route, Object body) {
        return looker.camel().createProducerTemplate().send("direct:" + route, e -> {
            e.getMessage().setBody(body);
            e.getMessage().setHeader("CamelAwsS3Operation", "deleteBucket");
            e.getMessage().setHeader("CamelAwsS3BucketName", "not-there");
            e.getMessage().setHeader("X-Left-Over", "of an earlier step");
        });
    }

    @Test
    void headersOfAnEarlierStepSteerNothingAndThoseOfTheStoreDoNotStay() {
        store.put(FOLDER + NAME, JSON);
        Storage storage = store.storage();
        looker.seen(request(storage, Depth.PRESENCE));
        Exchange listed = ask("list-" + storage.name(), Cursor.at(Span.all(FOLDER + "/")));
        assertThat(listed.getException()).isNull();
        assertThat(listed.getMessage().getHeaders()).isEmpty();
        StoredFile file = listed.getMessage().getBody(Page.class).files().get(0);
        Exchange read = ask("read-" + storage.name(), new Piece(file, 0, JSON.length));
        assertThat(read.getException()).isNull();
        assertThat(read.getMessage().getBody(byte[].class)).isEqualTo(JSON);
        assertThat(read.getMessage().getHeaders()).isEmpty();
    }
}
