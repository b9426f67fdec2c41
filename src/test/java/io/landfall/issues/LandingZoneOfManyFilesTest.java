package io.landfall.issues;

import static org.assertj.core.api.Assertions.assertThat;

import io.landfall.emulator.S3Server;
import io.landfall.model.Secret;
import io.landfall.model.Storage;
import io.landfall.model.StorageType;
import io.landfall.model.StoredFile;
import io.landfall.storage.Cursor;
import io.landfall.storage.KeyRanges;
import io.landfall.storage.Page;
import io.landfall.storage.Store;
import io.landfall.storage.ZoneGrant;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * A landing zone of Amazon's is one folder of a bucket. Where its listing stood was said in keys of the bucket, and the
 * ranges of a very large listing were cut in keys of the folder: files could be counted twice.
 */
class LandingZoneOfManyFilesTest {
    private static final String FOLDER = "aep/orders/exportTime=20261201030200/";
    private static final int FILES = 60_000;
    private static final String ACCESS = "LANDFALLMANYFILES234";
    private static final String SECRET = "landfall/many/files/0000000000000000000+";

    @Test
    void eachFileIsListedOnce() {
        try (S3Server s3 = S3Server.start(ACCESS, SECRET).bucket("zone")) {
            s3.fillWith("zone", FILES, n -> "Adobe/" + FOLDER + "part-%06d.json.gz".formatted(n * 13), new byte[] {1});
            Storage zone = new Storage(
                    "zone",
                    StorageType.DLZ,
                    Map.of("endpoint", s3.url()),
                    Map.of(),
                    Map.of(),
                    8,
                    Duration.ofSeconds(30));
            ZoneGrant grant =
                    new ZoneGrant.Aws("zone", "Adobe", new Secret(ACCESS), new Secret(SECRET), new Secret("session"));
            List<String> keys = new ArrayList<>();
            int most = 0;
            try (Store store = grant.open(zone)) {
                KeyRanges ranges = KeyRanges.all(FOLDER, 8, Optional.of((long) FILES));
                while (!ranges.cursors().isEmpty()) {
                    most = Math.max(most, ranges.cursors().size());
                    List<Page> pages = new ArrayList<>();
                    for (Cursor cursor : ranges.cursors()) {
                        pages.add(store.page(cursor));
                    }
                    pages.forEach(
                            page -> page.files().stream().map(StoredFile::key).forEach(keys::add));
                    ranges.take(pages);
                }
            }
            assertThat(most).as("ranges side by side").isGreaterThan(2);
            assertThat(keys).hasSize(FILES).doesNotHaveDuplicates().allMatch(key -> key.startsWith(FOLDER));
        }
    }
}
