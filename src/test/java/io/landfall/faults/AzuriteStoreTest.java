package io.landfall.faults;

import static io.landfall.faults.Looker.FOLDER;
import static io.landfall.faults.Looker.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.landfall.model.Depth;
import io.landfall.model.Storage;
import io.landfall.model.Trouble;
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

    @Test
    void aLandingZoneIsReadWithTheTokenThatIsHandedOut() throws Exception {
        try (LandingZone zone = new LandingZone(start())) {
            looker.granting(zone::grant);
            zone.put(FOLDER + NAME, JSON);
            Storage storage = zone.storage();
            assertThat(looker.seen(request(storage, Depth.INTEGRITY)).records()).contains(100L);
            zone.denyListing(true);
            assertThat(looker.barred(request(storage, Depth.INTEGRITY)).kind()).isEqualTo(Trouble.Kind.DENIED);
            zone.denyListing(false);
            assertThat(looker.seen(request(storage, Depth.INTEGRITY)).files()).isEqualTo(1);
        }
    }
}
