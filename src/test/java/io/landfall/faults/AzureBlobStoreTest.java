package io.landfall.faults;

import io.landfall.model.StorageType;

class AzureBlobStoreTest extends LocalAzureConformance {

    @Override
    LocalAzure start() throws Exception {
        return LocalAzure.start(StorageType.AZURE_BLOB);
    }
}
