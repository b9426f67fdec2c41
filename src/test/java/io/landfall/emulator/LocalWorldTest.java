package io.landfall.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalWorldTest {

    @TempDir
    Path folder;

    @Test
    void describesItselfInAPropertyFile() throws Exception {
        try (LocalWorld world = LocalWorld.start(Clock.systemUTC(), folder)) {
            Path file = folder.resolve("world.properties");
            Map<String, String> more =
                    Map.of("export.orders.datasets", "name:A\\, B", "alert.ops.to", " http://x?a=b#c Müller");
            Map<String, String> keys = new LinkedHashMap<>(world.properties());
            keys.putAll(more);
            world.writeConfig(file, keys);

            Properties read = new Properties();
            try (Reader reader = Files.newBufferedReader(file)) {
                read.load(reader);
            }
            assertThat(read).containsAllEntriesOf(world.properties()).containsAllEntriesOf(more);
            assertThat(Files.readString(file)).contains("# the Adobe organisation\n", "# places where exports land\n");
            assertThat(Files.readString(world.knownHosts()))
                    .startsWith("[127.0.0.1]:" + world.sftp().port());
            assertThat(world.sandbox().datasets()).hasSize(12).allMatch(d -> d.id().matches("[0-9a-f]{24}"));
        }
    }
}
