package io.landfall.storage;

import com.google.api.client.http.HttpResponseException;
import com.google.cloud.storage.StorageException;
import io.landfall.model.Storage;
import io.landfall.model.Trouble.Kind;
import java.util.Optional;
import java.util.Set;

/** The failures of Google's client, by the HTTP status and reason of its error answers. */
final class GcsFailures {
    private static final int DEEPEST = 12;
    private static final Set<String> LIMITS = Set.of("rateLimitExceeded", "userRateLimitExceeded", "quotaExceeded");

    private GcsFailures() {}

    static StoreFailure of(Storage storage, Throwable failure) {
        Throwable t = failure;
        for (int i = 0; t != null && i < DEEPEST; i++, t = t.getCause()) {
            if (t instanceof StoreFailure known) {
                return known;
            }
            if (t instanceof GcsTransport.BrokenAnswer broken) {
                return broken(storage, broken.getMessage(), failure);
            }
            if (t instanceof StorageException answer && answer.getCode() > 0 && answer.getReason() != null) {
                String said = "HTTP " + answer.getCode() + " " + answer.getReason() + ": " + StoreFailures.said(answer);
                return answered(storage, answer.getCode(), answer.getReason(), said, failure);
            }
            if (t instanceof HttpResponseException answer) {
                return answered(storage, answer.getStatusCode(), "", said(answer), failure);
            }
        }
        return unanswered(storage, failure);
    }

    /** Whether a read says that there is no such file. */
    static boolean gone(Throwable failure) {
        Throwable t = failure;
        for (int i = 0; t != null && i < DEEPEST; i++, t = t.getCause()) {
            if (t instanceof HttpResponseException answer) {
                return answer.getStatusCode() == 404;
            }
        }
        return false;
    }

    static StoreFailure broken(Storage storage, String detail, Throwable cause) {
        return StoreFailure.passing(
                storage,
                Kind.BROKEN_ANSWER,
                detail,
                "the answer is cut short, or something between does not keep to Google's interface: look at storage."
                        + storage.name() + ".endpoint",
                cause);
    }

    private static StoreFailure answered(Storage storage, int status, String reason, String said, Throwable failure) {
        String key = "storage." + storage.name();
        if (said.contains("invalid_grant") || said.contains("invalid_client")) {
            return StoreFailure.lasting(
                    storage,
                    Kind.DENIED,
                    said,
                    "Google does not know the key of the service account (deleted, disabled, or this machine's clock"
                            + " is wrong): look at " + key + ".reader.credentials-file",
                    failure);
        }
        if (status == 401) {
            return StoreFailure.lasting(
                    storage,
                    Kind.DENIED,
                    said,
                    "the token is not taken: look at " + key + ".reader.credentials-file",
                    failure);
        }
        if (status == 429 || LIMITS.contains(reason)) {
            return StoreFailures.limited(storage, said, failure);
        }
        if (status == 403) {
            return StoreFailure.lasting(
                    storage,
                    Kind.DENIED,
                    said,
                    "give the account the role Storage Object Viewer (storage.objects.list and storage.objects.get)"
                            + " on the bucket",
                    failure);
        }
        if (status == 404) {
            return StoreFailure.lasting(
                    storage, Kind.NO_SUCH_PLACE, said, "there is no such bucket: look at " + key + ".bucket", failure);
        }
        if (status == 408) {
            return StoreFailures.timedOut(storage, said, failure);
        }
        if (status >= 500) {
            return StoreFailures.ownTrouble(storage, said, failure);
        }
        return StoreFailure.lasting(storage, Kind.REJECTED, said, "look at " + key + ".bucket and .endpoint", failure);
    }

    private static StoreFailure unanswered(Storage storage, Throwable failure) {
        Throwable t = failure;
        for (int i = 0; t != null && i < DEEPEST; i++, t = t.getCause()) {
            String type = t.getClass().getName();
            if (type.startsWith("com.fasterxml.jackson.core.")
                    || type.startsWith("com.google.gson.stream.")
                    || type.endsWith(".MalformedJsonException")
                    || t instanceof IllegalArgumentException
                    || t instanceof java.io.EOFException) {
                return broken(storage, "the answer is no JSON: " + StoreFailures.said(t), failure);
            }
            if (type.endsWith(".ConnectionPoolTimeoutException")) {
                return StoreFailures.timedOut(storage, "all connections were busy", failure);
            }
        }
        Optional<StoreFailure> network = StoreFailures.network(storage, failure);
        return network.orElseGet(() -> broken(storage, StoreFailures.said(failure), failure));
    }

    private static String said(HttpResponseException answer) {
        String body = answer.getContent();
        String first = body == null ? "" : body.strip();
        return "HTTP " + answer.getStatusCode() + (first.isEmpty() ? "" : ": " + first.replaceAll("\\s+", " "));
    }
}
