package io.landfall.faults;

import static io.landfall.faults.Looker.FOLDER;
import static io.landfall.faults.Looker.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.landfall.model.Depth;
import io.landfall.model.Storage;
import io.landfall.model.StorageType;
import io.landfall.model.Trouble;
import io.landfall.runtime.StorageRoutes;
import io.landfall.storage.StoreFailure;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Routes of storages appear at the first look; one that cannot be made bars its own storage, for as long as it lasts. */
class StorageRoutesTest {

    @Test
    void aKindThatIsNotThereYetIsTrouble() throws Exception {
        Storage gcs = new Storage(
                "later", StorageType.GCS, Map.of("bucket", "b"), Map.of(), Map.of(), 8, Duration.ofSeconds(1));
        try (StorageRoutes none = new StorageRoutes(List.of());
                DefaultCamelContext camel = new DefaultCamelContext()) {
            assertThatThrownBy(() -> none.ensure(gcs, camel)).isInstanceOfSatisfying(StoreFailure.class, e -> {
                assertThat(e.trouble().kind()).isEqualTo(Trouble.Kind.REJECTED);
                assertThat(e.trouble().detail()).contains("gcs");
            });
        }
    }

    @Test
    void aStorageWhoseRoutesCannotBeMadeIsTriedAgainAtTheNextLook() throws Exception {
        Storage broken = Looker.s3("lake", "http://127.0.0.1:1/ not a url", "A".repeat(20), "s");
        try (Looker looker = new Looker();
                S3TestStore store = new S3TestStore()) {
            assertThat(looker.barred(request(broken, Depth.PRESENCE)).kind()).isEqualTo(Trouble.Kind.REJECTED);
            assertThat(looker.camel().getRoute("list-lake")).isNull();
            store.put(FOLDER + "/part-0.json.gz", StoreConformance.JSON);
            Storage s = store.storage();
            Storage mended =
                    new Storage("lake", s.type(), s.place(), s.adobe(), s.reader(), s.concurrency(), s.timeout());
            assertThat(looker.seen(request(mended, Depth.PRESENCE)).files()).isEqualTo(1);
        }
    }

    @Test
    void oneStorageThatIsDownHoldsUpNoOther(@TempDir Path folder) throws Exception {
        try (Looker looker = new Looker();
                S3TestStore s3 = new S3TestStore();
                SftpTestStore sftp = new SftpTestStore(folder)) {
            sftp.put(FOLDER + "/part-0.json.gz", StoreConformance.JSON);
            looker.barred(request(s3.unreachable(), Depth.PRESENCE));
            assertThat(looker.seen(request(sftp.storage(), Depth.PRESENCE)).files())
                    .isEqualTo(1);
        }
    }
}
