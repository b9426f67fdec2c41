package io.landfall.storage;

import io.landfall.model.Storage;
import io.landfall.model.StorageType;
import io.landfall.model.Trouble.Kind;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkException;

/** The failures of the AWS client, by the codes of Amazon S3's error answers. */
final class S3Failures {
    /** The codes that say so. */
    static final Set<String> OTHER_REGION =
            Set.of("PermanentRedirect", "AuthorizationHeaderMalformed", "IllegalLocationConstraintException");

    private S3Failures() {}

    static StoreFailure of(Storage storage, SdkException failure) {
        return failure instanceof AwsServiceException answer ? answered(storage, answer) : unanswered(storage, failure);
    }

    static Optional<FileChanged> changed(SdkException failure) {
        if (!(failure instanceof AwsServiceException answer)) {
            return Optional.empty();
        }
        return switch (code(answer)) {
            case "NoSuchKey" -> Optional.of(FileChanged.gone(answer));
            case "InvalidRange" -> Optional.of(FileChanged.shorter(answer));
            default -> Optional.empty();
        };
    }

    private static StoreFailure answered(Storage storage, AwsServiceException answer) {
        String key = "storage." + storage.name();
        String said = said(answer);
        return switch (code(answer)) {
            case "InvalidAccessKeyId", "SignatureDoesNotMatch", "InvalidSecurity", "AccountProblem" ->
                lasting(
                        storage,
                        Kind.DENIED,
                        said,
                        "the store does not know the key pair" + shownId(storage) + ": look at " + key
                                + ".reader.access-key and .secret-key",
                        answer);
            case "ExpiredToken", "InvalidToken", "TokenRefreshRequired", "ExpiredTokenException" ->
                lasting(
                        storage,
                        Kind.EXPIRED,
                        said,
                        "the credentials have expired: renew what " + key + ".reader.* or the role gives",
                        answer);
            case "RequestTimeTooSkewed", "RequestExpired" ->
                lasting(storage, Kind.REJECTED, said, "set this machine's clock: it differs from the store's", answer);
            case "NoSuchBucket" ->
                lasting(
                        storage,
                        Kind.NO_SUCH_PLACE,
                        said,
                        "there is no such bucket: look at " + key + ".bucket",
                        answer);
            case "PermanentRedirect", "AuthorizationHeaderMalformed", "IllegalLocationConstraintException" ->
                lasting(
                        storage,
                        Kind.REJECTED,
                        said,
                        "the bucket is in another region: look at " + key + ".region",
                        answer);
            case "SlowDown", "Throttling", "ThrottlingException", "TooManyRequests", "RequestLimitExceeded" ->
                StoreFailures.limited(storage, said, answer);
            case "RequestTimeout" -> StoreFailures.timedOut(storage, said, answer);
            default -> byStatus(storage, said, answer);
        };
    }

    private static StoreFailure byStatus(Storage storage, String said, AwsServiceException answer) {
        String key = "storage." + storage.name();
        int status = answer.statusCode();
        if (status == 401 || status == 403) {
            return lasting(storage, Kind.DENIED, said, allow(storage), answer);
        }
        if (status == 429 || status == 503) {
            return StoreFailures.limited(storage, said, answer);
        }
        if (status >= 500) {
            return StoreFailures.ownTrouble(storage, said, answer);
        }
        return lasting(storage, Kind.REJECTED, said, "look at " + key + ".bucket, .region and .endpoint", answer);
    }

    private static StoreFailure unanswered(Storage storage, SdkException failure) {
        String said = StoreFailures.said(failure);
        if (failure instanceof ApiCallAttemptTimeoutException || failure instanceof ApiCallTimeoutException) {
            return StoreFailures.timedOut(storage, said, failure);
        }
        if (said.startsWith("Unable to load credentials")) {
            return lasting(
                    storage,
                    Kind.DENIED,
                    "no credentials are configured, and this machine has none",
                    "set storage." + storage.name() + ".reader.access-key and .secret-key, or give the machine a role",
                    failure);
        }
        if (said.contains("Timeout waiting for connection from pool")) {
            return StoreFailures.timedOut(storage, "all connections were busy", failure);
        }
        if (said.contains("parse XML") || said.contains("Unable to unmarshall") || said.contains("unmarshall")) {
            return StoreFailure.passing(
                    storage,
                    Kind.BROKEN_ANSWER,
                    said,
                    "the answer is cut short or is no S3 answer: look at storage." + storage.name() + ".endpoint",
                    failure);
        }
        if (failure instanceof AbortedException) {
            return StoreFailures.unreachable(storage, said, failure);
        }
        return StoreFailures.network(storage, failure)
                .orElseGet(() -> lasting(
                        storage, Kind.BROKEN_ANSWER, said, "look at storage." + storage.name() + ".endpoint", failure));
    }

    private static StoreFailure lasting(Storage storage, Kind kind, String said, String remedy, SdkException failure) {
        return StoreFailure.lasting(storage, kind, said, remedy, failure);
    }

    private static String code(AwsServiceException answer) {
        String code = answer.awsErrorDetails() == null
                ? null
                : answer.awsErrorDetails().errorCode();
        return code == null ? "" : code;
    }

    private static String said(AwsServiceException answer) {
        String words = answer.awsErrorDetails() == null
                ? null
                : answer.awsErrorDetails().errorMessage();
        String code = code(answer);
        return "HTTP " + answer.statusCode() + (code.isEmpty() ? "" : " " + code) + (words == null ? "" : ": " + words);
    }

    private static String allow(Storage storage) {
        return "allow " + identity(storage)
                + (storage.type() == StorageType.GCS
                        ? " storage.objects.list and storage.objects.get on the bucket"
                        : " s3:ListBucket on the bucket and s3:GetObject on its objects");
    }

    /** The first characters of the key's id, which is no secret, so that a person knows which one is meant. */
    private static String shownId(Storage storage) {
        return Optional.ofNullable(storage.reader().get("access-key"))
                .or(() -> Optional.ofNullable(storage.adobe().get("access-key")))
                .map(id ->
                        " " + id.reveal().substring(0, Math.min(4, id.reveal().length())) + "…")
                .orElse("");
    }

    private static String identity(Storage storage) {
        String id = shownId(storage);
        return id.isEmpty() ? "the machine's own identity" : "the key" + id;
    }
}
