package io.landfall.storage;

import com.azure.core.http.HttpClient;
import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.BlobContainerClientBuilder;
import com.azure.storage.common.policy.RequestRetryOptions;
import com.azure.storage.common.policy.RetryPolicyType;
import com.azure.storage.file.datalake.DataLakeFileSystemClient;
import com.azure.storage.file.datalake.DataLakeFileSystemClientBuilder;
import io.landfall.model.Storage;
import io.landfall.model.Trouble;
import java.time.Duration;
import java.util.Optional;

/** Azure's clients for one declared storage: one attempt for each call, the storage's {@code timeout} for each request. */
final class AzureClients {
    private static final Duration LONGEST_CONNECT = Duration.ofSeconds(10);

    private AzureClients() {}

    /** @throws StoreFailure if the storage's credentials or its endpoint cannot be used */
    static BlobContainerClient blobs(Storage storage) {
        return made(
                storage, () -> blobs(storage, access(storage), endpoint(storage, "blob"), storage.need("container")));
    }

    /** The client that reads the files of a Data Lake: the same account's Blob endpoint. */
    static BlobContainerClient blobsOfDataLake(Storage storage) {
        String endpoint = endpoint(storage, "dfs").replace(".dfs.", ".blob.");
        return made(storage, () -> blobs(storage, access(storage), endpoint, storage.need("container")));
    }

    /** @throws StoreFailure if the storage's credentials or its endpoint cannot be used */
    static DataLakeFileSystemClient dataLake(Storage storage) {
        return made(storage, () -> {
            DataLakeFileSystemClientBuilder builder = new DataLakeFileSystemClientBuilder()
                    .endpoint(endpoint(storage, "dfs"))
                    .fileSystemName(storage.need("container"))
                    .httpClient(http(storage))
                    .retryOptions(once());
            access(storage).to(builder);
            return builder.buildClient();
        });
    }

    static BlobContainerClient blobs(Storage storage, AzureAccess access, String endpoint, String container) {
        BlobContainerClientBuilder builder = new BlobContainerClientBuilder()
                .endpoint(endpoint)
                .containerName(container)
                .httpClient(http(storage))
                .retryOptions(once());
        access.to(builder);
        return builder.buildClient();
    }

    private static AzureAccess access(Storage storage) {
        return AzureAccess.of(storage, variable -> System.getenv(variable) != null);
    }

    /** The account's own host in the public cloud, or what is declared. */
    private static String endpoint(Storage storage, String service) {
        return Optional.ofNullable(storage.place().get("endpoint"))
                .filter(endpoint -> !endpoint.isBlank())
                .orElseGet(() -> "https://" + storage.need("account") + "." + service + ".core.windows.net");
    }

    private static HttpClient http(Storage storage) {
        Duration timeout = storage.timeout();
        return new JdkHttpClientBuilder()
                .connectionTimeout(timeout.compareTo(LONGEST_CONNECT) < 0 ? timeout : LONGEST_CONNECT)
                .responseTimeout(timeout)
                .readTimeout(timeout)
                .build();
    }

    /** For a whole call, whose answer may come in drops, each of them in time. */
    static Duration whole(Storage storage) {
        return storage.timeout().multipliedBy(2);
    }

    /** No repetition by the client: the routes repeat. */
    private static RequestRetryOptions once() {
        return new RequestRetryOptions(RetryPolicyType.FIXED, 1, (Integer) null, null, null, null);
    }

    /** What went wrong is not repeated in full: it may hold a part of a key. */
    private static <T> T made(Storage storage, java.util.function.Supplier<T> client) {
        try {
            return client.get();
        } catch (IllegalArgumentException | NullPointerException e) {
            throw StoreFailure.lasting(
                    storage,
                    Trouble.Kind.REJECTED,
                    "no client can be made of these credentials",
                    "look at storage." + storage.name() + ".reader.*, .adobe.* and .endpoint: a key is Base64, a"
                            + " connection string has AccountName (that of storage." + storage.name()
                            + ".account) and AccountKey, a service principal has tenant, client-id and client-secret",
                    e);
        }
    }
}
