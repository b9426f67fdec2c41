package io.landfall.storage;

import com.google.auth.oauth2.GoogleCredentials;
import com.google.auth.oauth2.ServiceAccountCredentials;
import io.landfall.model.Secret;
import io.landfall.model.Storage;
import io.landfall.model.Trouble.Kind;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Who Landfall is at Google: {@code reader.credentials-file}, else {@code reader}'s HMAC key, else what this machine has
 * (application default credentials), else Adobe's HMAC key. The next one only where the one before is not configured.
 */
final class GcsAccounts {
    private static final String READ_ONLY = "https://www.googleapis.com/auth/devstorage.read_only";
    private static final String NONE = "Your default credentials were not found";

    private final Machine machine;

    GcsAccounts(Machine machine) {
        this.machine = machine;
    }

    static GcsAccounts withThisMachines() {
        return new GcsAccounts(GoogleCredentials::getApplicationDefault);
    }

    /** Finds the application default credentials. */
    @FunctionalInterface
    interface Machine {
        /** @throws IOException if there are none, or if those that are configured cannot be used */
        GoogleCredentials account() throws IOException;
    }

    /**
     * The account that reads.
     *
     * @return absent: the storage is read with an HMAC key
     * @throws StoreFailure if what is configured cannot be used, or nothing is
     */
    Optional<GoogleCredentials> of(Storage storage) {
        Secret file = storage.reader().get("credentials-file");
        if (file != null) {
            return Optional.of(serviceAccount(storage, Path.of(file.reveal())));
        }
        if (hmac(storage.reader())) {
            return Optional.empty();
        }
        Optional<GoogleCredentials> own = google(storage) ? machine(storage) : Optional.empty();
        if (own.isEmpty() && !hmac(storage.adobe())) {
            throw StoreFailure.lasting(
                    storage,
                    Kind.DENIED,
                    "no credentials are configured, and this machine has none",
                    "set storage." + storage.name() + ".reader.credentials-file, or give the machine an account",
                    null);
        }
        return own;
    }

    static boolean hmac(Map<String, Secret> secrets) {
        return secrets.containsKey("access-key");
    }

    /** The machine's account is Google's, so it is not shown to a server of somebody else. */
    private static boolean google(Storage storage) {
        return endpoint(storage)
                .map(host -> host.equals("googleapis.com") || host.endsWith(".googleapis.com"))
                .orElse(true);
    }

    private Optional<GoogleCredentials> machine(Storage storage) {
        try {
            return Optional.of(machine.account().createScoped(READ_ONLY));
        } catch (IOException e) {
            if (StoreFailures.said(e).startsWith(NONE)) {
                return Optional.empty();
            }
            throw StoreFailure.lasting(
                    storage,
                    Kind.REJECTED,
                    "the application default credentials cannot be used: " + StoreFailures.said(e),
                    "look at GOOGLE_APPLICATION_CREDENTIALS, or set storage." + storage.name()
                            + ".reader.credentials-file",
                    e);
        }
    }

    private static GoogleCredentials serviceAccount(Storage storage, Path file) {
        ServiceAccountCredentials account;
        try {
            account = ServiceAccountCredentials.fromStream(new ByteArrayInputStream(Files.readAllBytes(file)));
        } catch (IOException | RuntimeException e) {
            throw unusable(
                    storage,
                    "is no JSON key of a service account: " + e.getClass().getSimpleName(),
                    e);
        }
        URI tokens = account.getTokenServerUri();
        boolean https = "https".equalsIgnoreCase(tokens.getScheme());
        if (!https && !endpoint(storage).equals(Optional.ofNullable(tokens.getHost()))) {
            throw unusable(storage, "has a token_uri that is not https, nor at the storage's endpoint", null);
        }
        return account.createWithCustomRetryStrategy(false).createScoped(READ_ONLY);
    }

    private static StoreFailure unusable(Storage storage, String what, Exception cause) {
        String key = "storage." + storage.name() + ".reader.credentials-file";
        return StoreFailure.lasting(
                storage,
                Kind.REJECTED,
                key + " " + what,
                "set " + key + " to the JSON key of a service account, as Google gives it out",
                cause);
    }

    private static Optional<String> endpoint(Storage storage) {
        return storage.at("endpoint")
                .filter(e -> !e.isBlank())
                .map(e -> URI.create(e).getHost());
    }
}
