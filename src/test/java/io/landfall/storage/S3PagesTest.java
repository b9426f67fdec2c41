package io.landfall.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.landfall.model.Storage;
import io.landfall.model.StorageType;
import io.landfall.model.StoredFile;
import io.landfall.model.Trouble;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.InterceptorContext;
import software.amazon.awssdk.http.SdkHttpResponse;

@Tag("zones")
class S3PagesTest {
    private static final Storage LAKE = new Storage(
            "lake", StorageType.S3, Map.of("bucket", "acme"), Map.of(), Map.of(), 8, Duration.ofSeconds(30));
    private final S3Pages pages = new S3Pages(LAKE);

    private static final String WHOLE = "<IsTruncated>false</IsTruncated>";
    private static final String MORE = "<IsTruncated>true</IsTruncated>";

    private Page taken(Cursor cursor, String says, String... keys) {
        return taken(cursor, "<ListBucketResult>" + says + objects(keys) + "</ListBucketResult>");
    }

    private Page taken(Cursor cursor, String document) {
        S3Pages.Question question = pages.page(cursor);
        ExecutionAttributes attributes = new ExecutionAttributes();
        attributes.putAttribute(question.answer().attribute(), question.answer());
        try {
            new S3Answer.Interceptor()
                    .modifyHttpResponseContent(
                            InterceptorContext.builder()
                                    .request(question.request())
                                    .httpResponse(SdkHttpResponse.builder()
                                            .statusCode(200)
                                            .build())
                                    .responseBody(new ByteArrayInputStream(document.getBytes(StandardCharsets.UTF_8)))
                                    .build(),
                            attributes);
        } catch (SdkException e) {
            throw S3Failures.of(LAKE, e);
        }
        return pages.taken(question);
    }

    private static String objects(String... keys) {
        return Arrays.stream(keys)
                .map(key -> "<Contents><Key>" + key + "</Key><LastModified>1970-01-01T00:00:00.000Z</LastModified>"
                        + "<ETag>&quot;1&quot;</ETag><Size>3</Size><Owner><ID>x</ID></Owner></Contents>")
                .collect(Collectors.joining());
    }

    @Test
    void aWholeAnswerIsTheLastPage() {
        Page page = taken(Cursor.at(Span.all("a/")), WHOLE, "a/1", "a/2");
        assertThat(page.files()).extracting(f -> f.key()).containsExactly("a/1", "a/2");
        assertThat(page.next()).isEmpty();
    }

    @Test
    void aTruncatedAnswerGoesOnBehindItsLastKey() {
        Page page = taken(Cursor.at(Span.all("a/")), MORE, "a/1", "a/2");
        Cursor next = page.next().orElseThrow();
        assertThat(pages.page(next).request().marker()).isEqualTo("a/2");
    }

    @Test
    void aTruncatedAnswerBehindTheSpanIsTheLastOne() {
        Span span = new Span("a/", "a/", "a/t1", Optional.of("a/t3"));
        Page page = taken(Cursor.at(span), MORE, "a/t2", "a/t4");
        assertThat(page.files()).extracting(f -> f.key()).containsExactly("a/t2");
        assertThat(page.next()).isEmpty();
    }

    @Test
    void subFoldersAndKeysGoOnTogether() {
        String folder = "<CommonPrefixes><Prefix>a/z/</Prefix></CommonPrefixes>";
        Page page = taken(Cursor.at(Span.all("a/")), MORE + folder, "a/1");
        assertThat(page.folders()).containsExactly("a/z/");
        assertThat(pages.page(page.next().orElseThrow()).request().marker()).isEqualTo("a/z/");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<ListBucketResult/>",
                "<html><IsTruncated>false</IsTruncated></html>",
                "<ListBucketResult><IsTruncated>false</IsTruncated>",
                "<ListBucketResult><IsTruncated>false</IsTruncated><Contents><Key>a/1</Key></Contents></ListBucketResult>",
                "<ListBucketResult><IsTruncated>false</IsTruncated><Contents><Key>a/1</Key><Size>x</Size>"
                        + "<LastModified>2026-12-01T03:02:00.000Z</LastModified></Contents></ListBucketResult>",
                "<!DOCTYPE l [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><ListBucketResult><IsTruncated>false"
                        + "</IsTruncated><NextMarker>&e;</NextMarker></ListBucketResult>"
            })
    void anAnswerWithoutTheListingsPartsIsNoEmptyFolder(String document) {
        assertBroken(() -> taken(Cursor.at(Span.all("a/")), document), true);
    }

    @Test
    void namesAreDecodedWhereTheAnswerSaysThatTheyAreEncoded() {
        String encoded = "a/%F0%9F%98%80+b%2B";
        Page plain = taken(Cursor.at(Span.all("a/")), WHOLE, encoded);
        assertThat(plain.files()).extracting(f -> f.key()).containsExactly(encoded);
        Page page = taken(
                Cursor.at(Span.all("a/")),
                "<ListBucketResult>" + MORE + objects(encoded) + "<CommonPrefixes><Prefix>a/%F0%9F%98%81/</Prefix>"
                        + "</CommonPrefixes><NextMarker>a/%F0%9F%98%82</NextMarker><EncodingType>url</EncodingType>"
                        + "</ListBucketResult>");
        assertThat(page.files()).containsExactly(new StoredFile("a/\ud83d\ude00 b+", 3, Instant.EPOCH));
        assertThat(page.folders()).containsExactly("a/\ud83d\ude01/");
        assertThat(pages.page(page.next().orElseThrow()).request().marker()).isEqualTo("a/\ud83d\ude02");
    }

    @Test
    void keysOutOfOrderAreNoPage() {
        assertBroken(() -> taken(Cursor.at(Span.all("a/")), WHOLE, "a/2", "a/1"), false);
        assertBroken(() -> taken(Cursor.at(Span.all("a/")), WHOLE, "a/1", "a/1"), false);
    }

    @Test
    void aPageThatBeginsAgainIsNone() {
        Cursor second = Cursor.at(Span.all("a/")).on(new Cursor.Key("a/2"));
        assertBroken(() -> taken(second, WHOLE, "a/1", "a/2", "a/3"), false);
    }

    @Test
    void keysWithoutThePrefixAreNoPage() {
        assertBroken(() -> taken(Cursor.at(Span.all("a/")), WHOLE, "b/1"), false);
    }

    @Test
    void aListingThatStandsStillEnds() {
        assertBroken(
                () -> taken(Cursor.at(Span.all("a/")), "<ListBucketResult>" + MORE + "</ListBucketResult>"), false);
    }

    @Test
    void theOrderIsThatOfBytesNotOfJava() {
        String highBmp = "a/\uffee";
        String emoji = "a/\ud83d\ude00";
        assertThat(taken(Cursor.at(Span.all("a/")), WHOLE, highBmp, emoji).files())
                .hasSize(2);
    }

    private static void assertBroken(org.assertj.core.api.ThrowableAssert.ThrowingCallable call, boolean passing) {
        assertThatThrownBy(call).isInstanceOfSatisfying(StoreFailure.class, failure -> {
            assertThat(failure.trouble().kind()).isEqualTo(Trouble.Kind.BROKEN_ANSWER);
            assertThat(failure.passing()).isEqualTo(passing);
        });
    }
}
