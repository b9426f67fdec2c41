package io.landfall.storage;

import io.landfall.model.Storage;
import io.landfall.model.StorageType;

/** Azure Data Lake Storage Gen2. */
public final class AdlsKind implements StoreKind {

    @Override
    public StorageType type() {
        return StorageType.ADLS_GEN2;
    }

    @Override
    public String listTemplate() {
        return AzureBlobKind.LIST;
    }

    @Override
    public String readTemplate() {
        return AzureBlobKind.READ;
    }

    @Override
    public Opened open(Storage storage) {
        AzureBlobStore blobs = new AzureBlobStore(storage, AzureClients.blobsOfDataLake(storage));
        return AzureBlobKind.opened(storage, new AdlsStore(storage, AzureClients.dataLake(storage), blobs));
    }
}
