package io.landfall.faults;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The kit on Azurite, so that the local world's Blob endpoint cannot drift from what others take for Azure. */
class AzuriteStoreTest extends AzureStoreConformance<AzuriteContainer> {
    private static Azurite azurite;

    @BeforeAll
    static void serve() throws Exception {
        azurite = Azurite.start(AzureTestStore.ACCOUNT, AzureTestStore.KEY);
    }

    @AfterAll
    static void stop() {
        if (azurite != null) {
            azurite.close();
        }
    }

    @Override
    AzuriteContainer start() throws Exception {
        return AzuriteContainer.in(azurite);
    }

    /** Azurite takes half a minute to be filled. */
    @Override
    @Test
    @Tag("long")
    void countsExactlyOverSeveralPages() {
        super.countsExactlyOverSeveralPages();
    }
}
