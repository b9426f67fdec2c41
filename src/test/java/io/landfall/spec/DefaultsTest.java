package io.landfall.spec;

import static org.assertj.core.api.Assertions.assertThat;

import io.landfall.model.Config;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The defaults that users rely on; changing one is a change of the public contract. */
class DefaultsTest {
    @TempDir
    Path folder;

    @Test
    void theTableSaysWhatTheContractSays() {
        assertThat(Keys.ALL.stream()
                        .filter(key -> !key.fallback().isEmpty())
                        .collect(Collectors.toMap(Key::pattern, Key::fallback)))
                .isEqualTo(Map.ofEntries(
                        Map.entry("platform.url", "https://platform.adobe.io"),
                        Map.entry("platform.ims-url", "https://ims-na1.adobelogin.com"),
                        Map.entry(
                                "platform.scopes",
                                "openid,AdobeID,read_organizations,additional_info.projectedProductContext"),
                        Map.entry("platform.sandbox", "prod"),
                        Map.entry("storage.<name>.port", "22"),
                        Map.entry("storage.<name>.concurrency", "8"),
                        Map.entry("storage.<name>.timeout", "30s"),
                        Map.entry("export.<name>.compression", "gzip"),
                        Map.entry("export.<name>.verify", "integrity"),
                        Map.entry("export.<name>.reconcile", "warn"),
                        Map.entry("export.<name>.empty", "ok"),
                        Map.entry("export.<name>.grace", "150m"),
                        Map.entry("export.<name>.first-grace", "24h"),
                        Map.entry("export.<name>.platform", "default"),
                        Map.entry("export.<name>.enabled", "true"),
                        Map.entry("alert.<name>.format", "text"),
                        Map.entry("alert.<name>.repeat", "12h"),
                        Map.entry("provision.mode", "plan"),
                        Map.entry("poll.cron", "0/30 * * * * ?"),
                        Map.entry("flow-service.rate", "10"),
                        Map.entry("verify.settle", "2m"),
                        Map.entry("verify.byte-budget", "20GB"),
                        Map.entry("state.url", "jdbc:sqlite:./data/landfall.db"),
                        Map.entry("state.keep", "400d"),
                        Map.entry("server.host", "127.0.0.1"),
                        Map.entry("server.port", "8080")));
    }

    @Test
    void anEmptyFileGivesThem() throws IOException {
        Files.createFile(folder.resolve("a.properties"));
        Loaded loaded = Spec.load(
                List.of(Path.of("a.properties")), new Surroundings(Map.of(), name -> null, folder, Optional.empty()));
        assertThat(loaded.config().orElseThrow().settings())
                .isEqualTo(new Config.Settings(
                        Config.ProvisionMode.PLAN,
                        "0/30 * * * * ?",
                        Duration.ofMinutes(2),
                        20_000_000_000L,
                        "jdbc:sqlite:" + folder.toAbsolutePath().resolve("data/landfall.db"),
                        Optional.empty(),
                        Optional.empty(),
                        Duration.ofDays(400),
                        new Config.Server(
                                "127.0.0.1",
                                8080,
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty()),
                        Optional.empty()));
    }
}
