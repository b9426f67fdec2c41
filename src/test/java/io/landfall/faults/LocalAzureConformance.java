package io.landfall.faults;

import static io.landfall.faults.Looker.FOLDER;
import static io.landfall.faults.Looker.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.landfall.model.Depth;
import org.junit.jupiter.api.Test;

/** What only a server can show that counts its requests and fails when told to. */
abstract class LocalAzureConformance extends AzureStoreConformance<LocalAzure> {

    @Test
    void aStoreInTroubleIsAskedAgain() {
        store.put(FOLDER + NAME, JSON);
        store.server().faults().failNext(2);
        assertThat(looker.seen(request(store.storage(), Depth.INTEGRITY)).files())
                .isEqualTo(1);
    }

    @Test
    void oneFileIsOneRead() {
        store.put(FOLDER + NAME, JSON);
        store.server().faults().clear();
        looker.seen(request(store.storage(), Depth.INTEGRITY));
        assertThat(store.server().faults().listings()).isEqualTo(2);
        assertThat(store.server().faults().reads()).isEqualTo(1);
    }
}
