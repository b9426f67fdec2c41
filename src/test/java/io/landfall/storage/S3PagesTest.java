package io.landfall.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.landfall.model.Storage;
import io.landfall.model.StorageType;
import io.landfall.model.Trouble;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.InterceptorContext;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.ListObjectsResponse;
import software.amazon.awssdk.services.s3.model.S3Object;

@Tag("zones")
class S3PagesTest {
    private static final Storage LAKE = new Storage(
            "lake", StorageType.S3, Map.of("bucket", "acme"), Map.of(), Map.of(), 8, Duration.ofSeconds(30));
    private final S3Pages pages = new S3Pages(LAKE);

    private S3Pages.Question asked(Cursor cursor, ListObjectsResponse response) {
        S3Pages.Question question = pages.page(cursor);
        ExecutionAttributes attributes = new ExecutionAttributes();
        attributes.putAttribute(question.answer().attribute(), question.answer());
        new S3Answer.Interceptor()
                .afterExecution(
                        InterceptorContext.builder()
                                .request(question.request())
                                .response(response)
                                .build(),
                        attributes);
        return question;
    }

    private static List<S3Object> objects(String... keys) {
        return Arrays.stream(keys)
                .map(key -> S3Object.builder()
                        .key(key)
                        .size(3L)
                        .lastModified(Instant.EPOCH)
                        .build())
                .toList();
    }

    private static ListObjectsResponse whole() {
        return ListObjectsResponse.builder().isTruncated(false).build();
    }

    private Page taken(Cursor cursor, ListObjectsResponse response, String... keys) {
        return pages.taken(asked(cursor, response), objects(keys));
    }

    @Test
    void aWholeAnswerIsTheLastPage() {
        Page page = taken(Cursor.at(Span.all("a/")), whole(), "a/1", "a/2");
        assertThat(page.files()).extracting(f -> f.key()).containsExactly("a/1", "a/2");
        assertThat(page.next()).isEmpty();
    }

    @Test
    void aTruncatedAnswerGoesOnBehindItsLastKey() {
        Page page = taken(
                Cursor.at(Span.all("a/")), whole().toBuilder().isTruncated(true).build(), "a/1", "a/2");
        Cursor next = page.next().orElseThrow();
        assertThat(pages.page(next).request().marker()).isEqualTo("a/2");
    }

    @Test
    void aTruncatedAnswerBehindTheSpanIsTheLastOne() {
        Span span = new Span("a/", "a/", "a/t1", Optional.of("a/t3"));
        Page page = taken(Cursor.at(span), whole().toBuilder().isTruncated(true).build(), "a/t2", "a/t4");
        assertThat(page.files()).extracting(f -> f.key()).containsExactly("a/t2");
        assertThat(page.next()).isEmpty();
    }

    @Test
    void subFoldersAndKeysGoOnTogether() {
        ListObjectsResponse response = ListObjectsResponse.builder()
                .isTruncated(true)
                .commonPrefixes(CommonPrefix.builder().prefix("a/z/").build())
                .build();
        Page page = taken(Cursor.at(Span.all("a/")), response, "a/1");
        assertThat(page.folders()).containsExactly("a/z/");
        assertThat(pages.page(page.next().orElseThrow()).request().marker()).isEqualTo("a/z/");
    }

    @Test
    void anAnswerWithoutTheListingsPartsIsNoEmptyFolder() {
        assertBroken(
                () -> taken(
                        Cursor.at(Span.all("a/")), ListObjectsResponse.builder().build()),
                true);
    }

    @Test
    void keysOutOfOrderAreNoPage() {
        assertBroken(() -> taken(Cursor.at(Span.all("a/")), whole(), "a/2", "a/1"), false);
        assertBroken(() -> taken(Cursor.at(Span.all("a/")), whole(), "a/1", "a/1"), false);
    }

    @Test
    void aPageThatBeginsAgainIsNone() {
        Cursor second = Cursor.at(Span.all("a/")).on(new Cursor.Key("a/2"));
        assertBroken(() -> taken(second, whole(), "a/1", "a/2", "a/3"), false);
    }

    @Test
    void keysWithoutThePrefixAreNoPage() {
        assertBroken(() -> taken(Cursor.at(Span.all("a/")), whole(), "b/1"), false);
    }

    @Test
    void aListingThatStandsStillEnds() {
        assertBroken(
                () -> taken(
                        Cursor.at(Span.all("a/")),
                        ListObjectsResponse.builder().isTruncated(true).build()),
                false);
    }

    @Test
    void theOrderIsThatOfBytesNotOfJava() {
        String highBmp = "a/\uffee";
        String emoji = "a/\ud83d\ude00";
        assertThat(taken(Cursor.at(Span.all("a/")), whole(), highBmp, emoji).files())
                .hasSize(2);
    }

    private static void assertBroken(org.assertj.core.api.ThrowableAssert.ThrowingCallable call, boolean passing) {
        assertThatThrownBy(call).isInstanceOfSatisfying(StoreFailure.class, failure -> {
            assertThat(failure.trouble().kind()).isEqualTo(Trouble.Kind.BROKEN_ANSWER);
            assertThat(failure.passing()).isEqualTo(passing);
        });
    }
}
