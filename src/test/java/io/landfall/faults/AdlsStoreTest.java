package io.landfall.faults;

import io.landfall.model.StorageType;

class AdlsStoreTest extends LocalAzureConformance {

    @Override
    LocalAzure start() throws Exception {
        return LocalAzure.start(StorageType.ADLS_GEN2);
    }
}
