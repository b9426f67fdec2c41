package io.landfall.canary;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Runs after all other tests, in a process of its own: none of the secrets that they used stands in anything that was
 * put out meanwhile; and the one that was leaked on purpose is found in each way out, so that the scan sees them all.
 */
@Tag("canary-scan")
class CanaryScanTest {
    /** As many secrets as a run of all tests uses at least. */
    private static final int FEWEST = 35;

    @Test
    void noSecretWasPutOutByAnyTest() throws IOException {
        List<Path> folders = Canaries.folders(Path.of(System.getProperty("landfall.canaries.scan")));
        Set<String> secrets = Canaries.of(folders);
        assertThat(secrets).contains(Canaries.PLANTED).hasSizeGreaterThan(FEWEST);

        List<String> leaks = new ArrayList<>();
        Set<Canaries.Way> seeing = EnumSet.noneOf(Canaries.Way.class);
        for (Canaries.Way way : Canaries.Way.values()) {
            long bytes = 0;
            for (Path folder : folders) {
                Path file = way.file(folder);
                if (!Files.exists(file)) {
                    continue;
                }
                bytes += Files.size(file);
                for (Map.Entry<String, String> found : Scan.find(file, secrets).entrySet()) {
                    if (found.getKey().equals(Canaries.PLANTED)) {
                        seeing.add(way);
                    } else {
                        leaks.add(way + " holds the secret " + found.getKey() + ": …" + found.getValue() + "…");
                    }
                }
            }
            assertThat(bytes).as("what went out by %s", way).isPositive();
            System.out.println("looked for " + secrets.size() + " secrets in " + bytes + " bytes of " + way);
        }

        assertThat(seeing).as("where the planted leak was found").containsExactly(Canaries.Way.values());
        assertThat(leaks).isEmpty();
    }
}
