package io.landfall.faults;

import io.landfall.model.StorageType;

class AdlsStoreTest extends AzureStoreConformance {

    @Override
    AzureTestStore start() throws Exception {
        return new AzureTestStore(StorageType.ADLS_GEN2);
    }
}
