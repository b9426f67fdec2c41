package io.landfall.storage;

import com.google.auth.oauth2.GoogleCredentials;
import io.landfall.model.Storage;
import io.landfall.model.StorageType;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Google Cloud Storage: by its JSON interface with an account of Google's, see {@code verify-gcs.camel.yaml}; by its XML
 * interface, which is S3's, with an HMAC key: the routes and the client of S3 serve that one.
 */
public final class GcsKind implements StoreKind {
    private final GcsAccounts accounts;

    public GcsKind() {
        this(GcsAccounts.withThisMachines());
    }

    GcsKind(GcsAccounts accounts) {
        this.accounts = accounts;
    }

    @Override
    public StorageType type() {
        return StorageType.GCS;
    }

    @Override
    public String listTemplate() {
        return "verify-gcs-list";
    }

    @Override
    public String readTemplate() {
        return "verify-gcs-read";
    }

    /** May ask Google's metadata server, at its fixed address, whether this machine has an account. */
    @Override
    public StoreKind speaking(Storage storage) {
        Optional<GoogleCredentials> account = accounts.of(storage);
        return account.isPresent() ? new Json(account.get()) : new Xml(new S3Kind());
    }

    @Override
    public Opened open(Storage storage) {
        return speaking(storage).open(storage);
    }

    private record Json(GoogleCredentials account) implements StoreKind {
        @Override
        public StorageType type() {
            return StorageType.GCS;
        }

        @Override
        public String listTemplate() {
            return "verify-gcs-list";
        }

        @Override
        public String readTemplate() {
            return "verify-gcs-read";
        }

        @Override
        public Opened open(Storage storage) {
            String client = "gcs-client-" + storage.name();
            String store = "gcs-" + storage.name();
            GcsTransport transport = GcsTransport.of(storage);
            com.google.cloud.storage.Storage google = GcsClients.of(storage, account, transport);
            return new Opened(
                    Map.of(client, google, store, new GcsStore(storage, google, transport::close)),
                    Map.of("store", store),
                    transport::close);
        }
    }

    private record Xml(S3Kind s3) implements StoreKind {
        private static final String GOOGLE = "https://storage.googleapis.com";

        @Override
        public StorageType type() {
            return StorageType.GCS;
        }

        @Override
        public String listTemplate() {
            return s3.listTemplate();
        }

        @Override
        public String readTemplate() {
            return s3.readTemplate();
        }

        /** The HMAC key is named, so that S3's own chain, which looks for Amazon's credentials, has nothing to say. */
        @Override
        public Opened open(Storage storage) {
            Map<String, String> place = new HashMap<>(storage.place());
            place.putIfAbsent("endpoint", GOOGLE);
            place.put("region", "auto");
            return s3.open(new Storage(
                    storage.name(),
                    storage.type(),
                    place,
                    Map.of(),
                    GcsAccounts.hmac(storage.reader()) ? storage.reader() : storage.adobe(),
                    storage.concurrency(),
                    storage.timeout()));
        }
    }
}
