package io.landfall.faults;

import static io.landfall.faults.Looker.FOLDER;
import static io.landfall.faults.Looker.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.landfall.model.Depth;
import io.landfall.model.Storage;
import io.landfall.model.Trouble;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Google Cloud Storage read with an HMAC key, by its XML interface: the routes of S3 serve it. */
class GcsHmacStoreTest extends StoreConformance<GcsTestStore> {
    @TempDir
    Path folder;

    @Override
    GcsTestStore start() throws Exception {
        return new GcsTestStore(folder, true);
    }

    @Override
    boolean repeatsPages() {
        return true;
    }

    @Test
    void theRoutesAreThoseOfS3AndTheRemedyIsGoogles() {
        Storage storage = store.storage();
        store.put(FOLDER + NAME, JSON);
        assertThat(looker.seen(request(storage, Depth.INTEGRITY)).files()).isEqualTo(1);
        assertThat(looker.camel()
                        .getRoute("list-" + storage.name())
                        .getEndpoint()
                        .getCamelContext()
                        .hasEndpoint("aws2-s3:*"))
                .isNull();
        store.denyListing(true);
        Trouble trouble = looker.barred(request(storage, Depth.PRESENCE));
        assertThat(trouble.kind()).isEqualTo(Trouble.Kind.DENIED);
        assertThat(trouble.remedy()).contains("storage.objects.list").contains("GOOG");
        assertThat(store.server().tokens()).isZero();
    }
}
