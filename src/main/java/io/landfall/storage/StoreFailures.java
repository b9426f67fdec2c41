package io.landfall.storage;

import io.landfall.model.Storage;
import io.landfall.model.Trouble;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import software.amazon.awssdk.core.exception.SdkException;

/** What an exception of a store's client means: the kind of trouble, the store's own words, and what a person can do. */
public final class StoreFailures {
    private static final int DEEPEST = 12;

    private StoreFailures() {}

    /** The failure that an exception of looking into this storage comes down to. */
    public static StoreFailure of(Storage storage, Throwable failure) {
        Throwable t = failure;
        for (int i = 0; t != null && i < DEEPEST; i++, t = t.getCause()) {
            if (t instanceof StoreFailure known) {
                return known;
            }
            if (t instanceof SdkException sdk) {
                return S3Failures.of(storage, sdk);
            }
        }
        return network(storage, failure)
                .orElseGet(() -> StoreFailure.lasting(
                        storage,
                        Trouble.Kind.BROKEN_ANSWER,
                        root(failure).getClass().getSimpleName() + ": " + said(root(failure)),
                        "not a known trouble of a store: please report it, with the log of this time",
                        failure));
    }

    /** Whether the same step may do better if it is repeated right away. */
    public static boolean passing(Storage storage, Throwable failure) {
        return changed(failure).isEmpty() && of(storage, failure).passing();
    }

    /** Whether the exception says that a file is not as it was listed. */
    public static Optional<FileChanged> changed(Throwable failure) {
        Throwable t = failure;
        for (int i = 0; t != null && i < DEEPEST; i++, t = t.getCause()) {
            if (t instanceof FileChanged changed) {
                return Optional.of(changed);
            }
            if (t instanceof SdkException sdk) {
                return S3Failures.changed(sdk);
            }
        }
        return Optional.empty();
    }

    /** Whether a store said that the place is in another region than is declared. */
    public static boolean otherRegion(Trouble trouble) {
        return S3Failures.OTHER_REGION.stream().anyMatch(trouble.detail()::contains);
    }

    /** What the network did, where that is what failed. */
    static Optional<StoreFailure> network(Storage storage, Throwable failure) {
        String key = "storage." + storage.name();
        Throwable t = failure;
        for (int i = 0; t != null && i < DEEPEST; i++, t = t.getCause()) {
            if (t instanceof UnknownHostException) {
                return Optional.of(StoreFailure.lasting(
                        storage,
                        Trouble.Kind.UNREACHABLE,
                        "unknown host " + t.getMessage(),
                        "look at the host of " + key + " and at the name server",
                        failure));
            }
            if (t instanceof SocketTimeoutException || t instanceof TimeoutException) {
                return Optional.of(timedOut(storage, said(t), failure));
            }
            if (t instanceof GeneralSecurityException) {
                return Optional.of(StoreFailure.lasting(
                        storage,
                        Trouble.Kind.UNREACHABLE,
                        "the certificate is not trusted: " + said(t),
                        "look at the certificate of " + key + "'s endpoint and at the trusted ones",
                        failure));
            }
            if (t instanceof ConnectException || t instanceof NoRouteToHostException) {
                return Optional.of(unreachable(storage, said(t), failure));
            }
        }
        Throwable last = root(failure);
        return last instanceof IOException ? Optional.of(unreachable(storage, said(last), failure)) : Optional.empty();
    }

    static StoreFailure timedOut(Storage storage, String detail, Throwable cause) {
        return StoreFailure.passing(
                storage,
                Trouble.Kind.TIMED_OUT,
                detail,
                "no answer within " + storage.timeout().toMillis() + " ms (storage." + storage.name()
                        + ".timeout): is the store overloaded, or something between dropping packets?",
                cause);
    }

    static StoreFailure limited(Storage storage, String detail, Throwable cause) {
        return StoreFailure.passing(
                storage,
                Trouble.Kind.LIMITED,
                detail,
                "the store limits the rate: lower storage." + storage.name() + ".concurrency",
                cause);
    }

    static StoreFailure ownTrouble(Storage storage, String detail, Throwable cause) {
        return StoreFailure.passing(
                storage, Trouble.Kind.UNREACHABLE, detail, "the store has trouble of its own: try again later", cause);
    }

    static StoreFailure unreachable(Storage storage, String detail, Throwable cause) {
        return StoreFailure.passing(
                storage,
                Trouble.Kind.UNREACHABLE,
                detail,
                "is the store of storage." + storage.name() + " up, and are its host and port right?",
                cause);
    }

    static String said(Throwable t) {
        return t.getMessage() == null ? t.getClass().getSimpleName() : t.getMessage();
    }

    private static Throwable root(Throwable failure) {
        Throwable t = failure;
        for (int i = 0; t.getCause() != null && i < DEEPEST; i++) {
            t = t.getCause();
        }
        return t;
    }
}
