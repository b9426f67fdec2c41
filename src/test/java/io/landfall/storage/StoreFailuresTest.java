package io.landfall.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.landfall.model.Secret;
import io.landfall.model.Storage;
import io.landfall.model.StorageType;
import io.landfall.model.Trouble;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.s3.model.S3Exception;

class StoreFailuresTest {
    private static final String SECRET = "wJalrXUtnFEMIK7MDENGbPxRfiCYEXAMPLEKEY00";
    private static final Storage LAKE = new Storage(
            "lake",
            StorageType.S3,
            Map.of("bucket", "acme"),
            Map.of(),
            Map.of("access-key", new Secret("AKIAIOSFODNN7EXAMPLE"), "secret-key", new Secret(SECRET)),
            8,
            Duration.ofSeconds(30));

    private static S3Exception answer(int status, String code, String message) {
        return (S3Exception) S3Exception.builder()
                .statusCode(status)
                .awsErrorDetails(AwsErrorDetails.builder()
                        .errorCode(code)
                        .errorMessage(message)
                        .build())
                .build();
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "403, AccessDenied, DENIED, false",
                "403, -, DENIED, false",
                "401, -, DENIED, false",
                "403, InvalidAccessKeyId, DENIED, false",
                "403, SignatureDoesNotMatch, DENIED, false",
                "400, ExpiredToken, EXPIRED, false",
                "403, RequestTimeTooSkewed, REJECTED, false",
                "404, NoSuchBucket, NO_SUCH_PLACE, false",
                "301, PermanentRedirect, REJECTED, false",
                "400, AuthorizationHeaderMalformed, REJECTED, false",
                "503, SlowDown, LIMITED, true",
                "503, ServiceUnavailable, LIMITED, true",
                "429, -, LIMITED, true",
                "400, RequestTimeout, TIMED_OUT, true",
                "500, InternalError, UNREACHABLE, true",
                "502, -, UNREACHABLE, true",
                "418, Teapot, REJECTED, false",
            })
    void answersOfS3(int status, String code, Trouble.Kind kind, boolean passing) {
        StoreFailure failure = StoreFailures.of(LAKE, new RuntimeException("route", answer(status, code, "words")));
        assertThat(failure.trouble().kind()).isEqualTo(kind);
        assertThat(failure.trouble().what()).isEqualTo("storage:lake");
        assertThat(failure.trouble().detail()).contains("" + status).contains(code == null ? "" : code);
        assertThat(failure.trouble().remedy()).isNotBlank();
        assertThat(failure.passing()).isEqualTo(passing);
    }

    @Test
    void theNetwork() {
        assertKind(new UnknownHostException("nowhere"), Trouble.Kind.UNREACHABLE, false);
        assertKind(new ConnectException("Connection refused"), Trouble.Kind.UNREACHABLE, true);
        assertKind(new SocketException("Connection reset"), Trouble.Kind.UNREACHABLE, true);
        assertKind(new SocketTimeoutException("Read timed out"), Trouble.Kind.TIMED_OUT, true);
        assertKind(new javax.net.ssl.SSLHandshakeException("PKIX path"), Trouble.Kind.UNREACHABLE, false);
    }

    private static void assertKind(Exception cause, Trouble.Kind kind, boolean passing) {
        StoreFailure failure = StoreFailures.of(
                LAKE, SdkClientException.create("Unable to execute HTTP request: " + cause.getMessage(), cause));
        assertThat(failure.trouble().kind()).isEqualTo(kind);
        assertThat(failure.passing()).isEqualTo(passing);
    }

    @Test
    void aRefusedKeyIsNamedByItsBeginningAndItsSecretNever() {
        Trouble trouble = StoreFailures.of(LAKE, answer(403, "InvalidAccessKeyId", "unknown"))
                .trouble();
        assertThat(trouble.remedy()).contains("AKIA…").doesNotContain("AKIAI").doesNotContain(SECRET);
    }

    @Test
    void wordsOfAStoreAreDataAndCut() {
        Trouble trouble = StoreFailures.of(LAKE, answer(403, "AccessDenied", "a\u001b[31m\nb" + "x".repeat(5000)))
                .trouble();
        assertThat(trouble.detail())
                .doesNotContain("\u001b")
                .doesNotContain("\n")
                .hasSizeLessThan(500);
    }

    @Test
    void aKeyThatIsGoneIsAChangedFileAndABucketThatIsGoneIsNot() {
        assertThat(StoreFailures.changed(answer(404, "NoSuchKey", "x"))
                        .orElseThrow()
                        .gone())
                .isTrue();
        assertThat(StoreFailures.changed(answer(416, "InvalidRange", "x"))
                        .orElseThrow()
                        .gone())
                .isFalse();
        assertThat(StoreFailures.changed(answer(404, "NoSuchBucket", "x"))).isEmpty();
        assertThat(StoreFailures.passing(LAKE, answer(404, "NoSuchKey", "x"))).isFalse();
    }

    @Test
    void whatIsNotKnownIsStillTroubleAndNotRepeated() {
        StoreFailure failure = StoreFailures.of(LAKE, new IllegalStateException("surprise"));
        assertThat(failure.trouble().detail()).contains("surprise");
        assertThat(failure.passing()).isFalse();
    }
}
