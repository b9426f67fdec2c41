package io.landfall.storage;

import io.landfall.model.Secret;
import io.landfall.model.Storage;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;

/** What the platform hands out for a landing zone (Flow Service §12). */
public sealed interface ZoneGrant {

    /** The store that it opens; calls nobody. */
    Store open(Storage storage);

    /**
     * A container of Azure.
     *
     * @param endpoint of the account, without the container
     */
    record Azure(String endpoint, String container, Secret sasToken) implements ZoneGrant {
        @Override
        public Store open(Storage storage) {
            return new AzureBlobStore(
                    storage, AzureClients.blobs(storage, AzureAccess.Sas.of(sasToken.reveal()), endpoint, container));
        }
    }

    /**
     * A folder of a bucket.
     *
     * @param folder without slashes around it
     */
    record Aws(String bucket, String folder, Secret accessKey, Secret secretKey, Secret sessionToken)
            implements ZoneGrant {
        @Override
        public Store open(Storage storage) {
            Map<String, String> place = new HashMap<>(storage.place());
            place.put("bucket", bucket);
            Storage there = new Storage(
                    storage.name(),
                    storage.type(),
                    place,
                    storage.adobe(),
                    storage.reader(),
                    storage.concurrency(),
                    storage.timeout());
            AwsSessionCredentials session =
                    AwsSessionCredentials.create(accessKey.reveal(), secretKey.reveal(), sessionToken.reveal());
            return new S3FolderStore(there, S3Clients.of(there, session), folder);
        }
    }
}
