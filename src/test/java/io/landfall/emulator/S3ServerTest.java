package io.landfall.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

class S3ServerTest {

    private static final String KEY = "LANDFALLLOCALWORLD23";
    private static final String SECRET = "0123456789abcdefghij0123456789abcdefghi/";
    private static S3Server server;
    private static S3Client client;

    @BeforeAll
    static void start() {
        server = S3Server.start(KEY, SECRET).bucket("lake");
        client = client(SECRET);
    }

    @AfterAll
    static void stop() {
        client.close();
        server.close();
    }

    @AfterEach
    void mend() {
        server.faults().clear();
        server.keys("lake").forEach(key -> server.delete("lake", key));
    }

    @Test
    void checksSignatures() {
        try (S3Client stranger = client(SECRET.replace('0', '1'))) {
            assertThatThrownBy(() -> stranger.listObjectsV2(list -> list.bucket("lake")))
                    .isInstanceOfSatisfying(
                            S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(403));
        }
        assertThatThrownBy(() -> S3Server.start("short", SECRET)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void listsManyKeysPageByPage() {
        server.fillWith("lake", "aep/orders/", 1001, 3);
        server.put("lake", "aep/other", new byte[1]);

        List<String> keys =
                client.listObjectsV2Paginator(list -> list.bucket("lake").prefix("aep/orders/")).contents().stream()
                        .map(S3Object::key)
                        .toList();
        ListObjectsV2Response second = client.listObjectsV2(
                list -> list.bucket("lake").prefix("aep/orders/").startAfter("aep/orders/part-00999"));

        assertThat(keys).hasSize(1001).isSorted().doesNotHaveDuplicates();
        assertThat(second.contents()).extracting(S3Object::key).containsExactly("aep/orders/part-01000");
        assertThat(second.contents().get(0).size()).isEqualTo(3);
        assertThat(client.listObjects(list -> list.bucket("lake").marker("aep/orders/part-01000"))
                        .contents())
                .extracting(S3Object::key)
                .containsExactly("aep/other");
    }

    @Test
    void keysThatShareTheirContentAreRealObjects() {
        server.fillWith("lake", 3, i -> "x/" + i, "content".getBytes(StandardCharsets.UTF_8));

        assertThat(client.getObjectAsBytes(get -> get.bucket("lake").key("x/2").range("bytes=0-2"))
                        .asUtf8String())
                .isEqualTo("con");
        assertThat(client.headObject(head -> head.bucket("lake").key("x/0")).contentLength())
                .isEqualTo(7);
        client.deleteObject(delete -> delete.bucket("lake").key("x/0"));
        server.put("lake", "x/1", new byte[1]);
        assertThat(client.listObjectsV2(list -> list.bucket("lake")).contents())
                .extracting(S3Object::size)
                .containsExactly(1L, 7L);
    }

    @Test
    void foldsFoldersByDelimiterAcrossPages() {
        for (String key : List.of("a", "b/1", "b/2", "c/1", "d")) {
            server.put("lake", key, new byte[1]);
        }
        List<String> seen = new ArrayList<>();
        client.listObjectsV2Paginator(list -> list.bucket("lake").delimiter("/").maxKeys(1))
                .forEach(page -> {
                    page.contents().forEach(object -> seen.add(object.key()));
                    page.commonPrefixes().stream().map(CommonPrefix::prefix).forEach(seen::add);
                });

        assertThat(seen).containsExactly("a", "b/", "c/", "d");
    }

    @Test
    void showsTheTimeThatWasWrittenAndReadsRanges() {
        Instant then = Instant.parse("2026-01-02T03:04:05Z");
        client.putObject(
                put -> put.bucket("lake").key("old").metadata(Map.of("mtime", Long.toString(then.getEpochSecond()))),
                RequestBody.fromString("0123456789"));

        assertThat(client.listObjectsV2(list -> list.bucket("lake"))
                        .contents()
                        .get(0)
                        .lastModified())
                .isEqualTo(then);
        assertThat(client.headObject(head -> head.bucket("lake").key("old")).lastModified())
                .isEqualTo(then);
        var tail = client.getObjectAsBytes(get -> get.bucket("lake").key("old").range("bytes=-4"));
        assertThat(tail.asUtf8String()).isEqualTo("6789");
        assertThat(tail.response().lastModified()).isEqualTo(then);
        assertThat(new String(server.get("lake", "old"), StandardCharsets.UTF_8))
                .isEqualTo("0123456789");
    }

    @Test
    void failsWhenTold() {
        server.put("lake", "a", new byte[1]);
        server.faults().denyListing(true);
        assertThatThrownBy(() -> client.listObjectsV2(list -> list.bucket("lake")))
                .hasMessageContaining("403");
        assertThat(client.headObject(head -> head.bucket("lake").key("a")).contentLength())
                .isEqualTo(1);
        server.faults().clear();
        server.faults().failNext(1);
        assertThat(client.listObjectsV2(list -> list.bucket("lake")).contents()).hasSize(1);
        assertThat(server.faults().listings()).isEqualTo(2);
        assertThatThrownBy(() -> client.listObjectsV2(list -> list.bucket("nowhere")))
                .hasMessageContaining("404");
    }

    private static S3Client client(String secret) {
        return S3Client.builder()
                .endpointOverride(URI.create(server.url()))
                .forcePathStyle(true)
                .region(Region.EU_WEST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(KEY, secret)))
                .build();
    }
}
