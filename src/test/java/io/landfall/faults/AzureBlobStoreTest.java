package io.landfall.faults;

import io.landfall.model.StorageType;

class AzureBlobStoreTest extends AzureStoreConformance {

    @Override
    AzureTestStore start() throws Exception {
        return new AzureTestStore(StorageType.AZURE_BLOB);
    }
}
