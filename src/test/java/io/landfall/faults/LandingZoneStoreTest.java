package io.landfall.faults;

import io.landfall.model.StorageType;
import org.junit.jupiter.api.BeforeEach;

/** The kit with credentials that the platform hands out. */
class LandingZoneStoreTest extends StoreConformance<LandingZone> {

    @Override
    LandingZone start() throws Exception {
        return new LandingZone(LocalAzure.start(StorageType.AZURE_BLOB));
    }

    @BeforeEach
    void grant() {
        looker.granting(store::grant);
    }

    @Override
    boolean repeatsPages() {
        return true;
    }
}
