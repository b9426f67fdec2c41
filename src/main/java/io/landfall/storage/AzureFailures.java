package io.landfall.storage;

import com.azure.core.exception.ClientAuthenticationException;
import com.azure.core.exception.HttpResponseException;
import com.azure.identity.CredentialUnavailableException;
import com.azure.storage.blob.models.BlobStorageException;
import com.azure.storage.file.datalake.models.DataLakeStorageException;
import io.landfall.model.Storage;
import io.landfall.model.Trouble.Kind;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamException;

/** The failures of Azure's clients, by the store's own codes where it answered and by their types where it did not. */
final class AzureFailures {
    private static final int DEEPEST = 12;
    private static final String OUT_OF_TIME = "not valid in the specified time frame";

    /** The message of an error's XML or JSON, up to the request's id. */
    private static final Pattern MESSAGE = Pattern.compile("(?:<Message>|\"message\"\\s*:\\s*\")([^<\"\\\\\\r\\n]*)");

    /** AADSTS7000222: the client secret has expired. */
    private static final String SECRET_EXPIRED = "AADSTS7000222";

    private AzureFailures() {}

    /** What the exception of a call to the account comes down to. */
    static StoreFailure of(Storage storage, Throwable failure) {
        Throwable t = failure;
        for (int i = 0; t != null && i < DEEPEST; i++, t = t.getCause()) {
            if (t instanceof StoreFailure known) {
                return known;
            }
            if (t instanceof ClientAuthenticationException identity) {
                return unknownIdentity(storage, identity);
            }
            if (t instanceof HttpResponseException answer && answer.getResponse() != null && isError(answer)) {
                return answered(storage, answer);
            }
            if (t instanceof HttpTimeoutException || ofTheWatch(t)) {
                return StoreFailures.timedOut(storage, "the store did not answer in time", failure);
            }
            if (t instanceof UnresolvedAddressException) {
                return StoreFailure.lasting(
                        storage,
                        Kind.UNREACHABLE,
                        "unknown host",
                        "there is no such account, or the name server does not know it: look at storage."
                                + storage.name() + ".account and .endpoint",
                        failure);
            }
            if (t instanceof XMLStreamException || saysBroken(t)) {
                return broken(storage, StoreFailures.said(t), failure);
            }
        }
        return StoreFailures.network(storage, failure)
                .orElseGet(() -> broken(
                        storage, failure.getClass().getSimpleName() + ": " + StoreFailures.said(failure), failure));
    }

    /** Whether the exception says that a file is not as it was listed. */
    static Optional<FileChanged> changed(Throwable failure) {
        return switch (code(failure)) {
            case "BlobNotFound", "PathNotFound" -> Optional.of(FileChanged.gone(failure));
            case "InvalidRange" -> Optional.of(FileChanged.shorter(failure));
            default -> Optional.empty();
        };
    }

    /** The store's own code; empty where it gave none. */
    static String code(Throwable failure) {
        if (failure instanceof BlobStorageException blob && blob.getErrorCode() != null) {
            return blob.getErrorCode().toString();
        }
        if (failure instanceof DataLakeStorageException lake && lake.getErrorCode() != null) {
            return lake.getErrorCode();
        }
        return "";
    }

    /** An answer that cannot be told to be whole, or is none of Azure Storage. */
    static StoreFailure broken(Storage storage, String said, Throwable cause) {
        return StoreFailure.passing(
                storage,
                Kind.BROKEN_ANSWER,
                said,
                "the answer is cut short or is none of Azure Storage: look at storage." + storage.name() + ".endpoint",
                cause);
    }

    private static StoreFailure answered(Storage storage, HttpResponseException answer) {
        String key = "storage." + storage.name();
        String said = said(answer);
        if (answer.getResponse().getStatusCode() == 403 && SasEnd.over(answer.getResponse())) {
            return expired(storage, said, answer);
        }
        return switch (code(answer)) {
            case "ContainerNotFound", "FilesystemNotFound", "ContainerBeingDeleted", "FilesystemBeingDeleted" ->
                lasting(
                        storage,
                        Kind.NO_SUCH_PLACE,
                        said,
                        "there is no such container: look at " + where(storage),
                        answer);
            case "AuthenticationFailed", "InvalidAuthenticationInfo" -> refused(storage, said, answer);
            case "AuthorizationFailure" ->
                lasting(
                        storage,
                        Kind.DENIED,
                        said,
                        "let the account's firewall pass this machine, and " + ReaderIdentity.of(storage)
                                + " list and read",
                        answer);
            case "ServerBusy" -> StoreFailures.limited(storage, said, answer);
            case "OperationTimedOut" -> StoreFailures.timedOut(storage, said, answer);
            case "AccountIsDisabled" ->
                lasting(storage, Kind.DENIED, said, "the storage account is disabled: enable it", answer);
            default -> byStatus(storage, said, answer, key);
        };
    }

    private static StoreFailure byStatus(Storage storage, String said, HttpResponseException answer, String key) {
        int status = answer.getResponse().getStatusCode();
        if (status == 401 || status == 403) {
            return lasting(
                    storage,
                    Kind.DENIED,
                    said,
                    "allow " + ReaderIdentity.of(storage)
                            + " to list the container and read its blobs (role Storage Blob Data Reader, or a SAS"
                            + " with r and l)",
                    answer);
        }
        if (status == 404) {
            return lasting(storage, Kind.NO_SUCH_PLACE, said, "look at " + where(storage) + " and .endpoint", answer);
        }
        if (status == 429 || status == 503) {
            return StoreFailures.limited(storage, said, answer);
        }
        if (status >= 500) {
            return StoreFailures.ownTrouble(storage, said, answer);
        }
        return lasting(storage, Kind.REJECTED, said, "look at " + key + ".account, .container and .endpoint", answer);
    }

    private static StoreFailure expired(Storage storage, String said, HttpResponseException answer) {
        return lasting(
                storage,
                Kind.EXPIRED,
                said,
                "the SAS token has expired or its policy was taken away: renew " + credential(storage)
                        + "; if it has not, set this machine's clock",
                answer);
    }

    private static StoreFailure refused(Storage storage, String said, HttpResponseException answer) {
        String all = String.valueOf(answer.getMessage());
        if (all.contains(OUT_OF_TIME)) {
            return expired(storage, said, answer);
        }
        if (all.contains("date header")) {
            return lasting(
                    storage, Kind.REJECTED, said, "set this machine's clock: it differs from the store's", answer);
        }
        return lasting(
                storage,
                Kind.DENIED,
                said,
                "the account does not know the key, token or identity: look at " + credential(storage),
                answer);
    }

    private static StoreFailure unknownIdentity(Storage storage, ClientAuthenticationException failure) {
        String said = StoreFailures.said(failure).lines().findFirst().orElse("");
        if (failure instanceof CredentialUnavailableException) {
            return lasting(
                    storage,
                    Kind.DENIED,
                    "no credentials are configured, and this machine has no Azure identity",
                    "set " + credential(storage) + ", or give the machine an identity",
                    failure);
        }
        boolean expired = said.contains(SECRET_EXPIRED);
        return lasting(
                storage,
                expired ? Kind.EXPIRED : Kind.DENIED,
                said,
                (expired ? "the client secret has expired: renew " : "look at ") + credential(storage),
                failure);
    }

    private static StoreFailure lasting(Storage storage, Kind kind, String said, String remedy, Throwable cause) {
        return StoreFailure.lasting(storage, kind, said, remedy, cause);
    }

    private static boolean isError(HttpResponseException answer) {
        return answer.getResponse().getStatusCode() >= 300;
    }

    private static boolean saysBroken(Throwable t) {
        return t.getClass().getSimpleName().startsWith("Json")
                || StoreFailures.said(t).contains("Deserialization Failed");
    }

    /** What the client throws once a call took longer than its whole time: an exception that says nothing. */
    private static boolean ofTheWatch(Throwable t) {
        return t.getClass() == RuntimeException.class && t.getMessage() == null && t.getCause() == null;
    }

    private static String where(Storage storage) {
        return switch (storage.type()) {
            case DLZ -> "the landing zone of the sandbox";
            case S3, GCS, AZURE_BLOB, ADLS_GEN2, SFTP -> "storage." + storage.name() + ".account and .container";
        };
    }

    private static String credential(Storage storage) {
        return switch (storage.type()) {
            case DLZ -> "the landing zone's credentials at Adobe";
            case S3, GCS, AZURE_BLOB, ADLS_GEN2, SFTP -> "storage." + storage.name() + ".reader.*";
        };
    }

    /** Without the details of a signature, which repeat what was signed. */
    private static String said(HttpResponseException answer) {
        Matcher message = MESSAGE.matcher(String.valueOf(answer.getMessage()));
        String code = code(answer);
        return "HTTP " + answer.getResponse().getStatusCode()
                + (code.isEmpty() ? "" : " " + code)
                + (message.find() ? ": " + message.group(1).strip() : "");
    }
}
