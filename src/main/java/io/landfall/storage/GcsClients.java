package io.landfall.storage;

import com.google.api.gax.retrying.RetrySettings;
import com.google.auth.oauth2.GoogleCredentials;
import com.google.cloud.storage.StorageOptions;
import com.google.cloud.storage.StorageRetryStrategy;
import io.landfall.model.Storage;

/** Google's client of one declared storage, the same for a Camel endpoint and for everybody else: one attempt each. */
final class GcsClients {
    /** Only calls that make buckets need one; without any the client would ask the machine for it. */
    private static final String PROJECT = "landfall";

    private GcsClients() {}

    static com.google.cloud.storage.Storage of(Storage storage, GoogleCredentials account, GcsTransport transport) {
        StorageOptions.Builder builder = StorageOptions.http()
                .setTransportOptions(transport)
                .setStorageRetryStrategy(StorageRetryStrategy.getUniformStorageRetryStrategy())
                .setRetrySettings(RetrySettings.newBuilder().setMaxAttempts(1).build())
                .setCredentials(account)
                .setProjectId(PROJECT);
        storage.at("endpoint").filter(e -> !e.isBlank()).ifPresent(builder::setHost);
        return builder.build().getService();
    }
}
