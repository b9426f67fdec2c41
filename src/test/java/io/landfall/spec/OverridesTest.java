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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OverridesTest {
    private static final String WATCHED = """
            platform.org=A@AdobeOrg
            platform.client-id=id
            platform.client-secret=secret
            storage.lake.type=s3
            storage.lake.bucket=acme-lake
            storage.lake.region=eu-west-1
            export.my-orders.storage=lake
            export.my-orders.flow-id=6b2f5b0e-3a5c-4b77-9d57-0c3b5b1f2a10
            export.my-orders.label.cost-center=1
            camel.main.name=a
            """;

    @TempDir
    Path folder;

    @BeforeEach
    void write() throws IOException {
        Files.writeString(folder.resolve("a.properties"), WATCHED);
    }

    private Loaded load(Map<String, String> env) {
        return Spec.load(
                List.of(Path.of("a.properties")), new Surroundings(env, name -> null, folder, Optional.empty()));
    }

    private Config config(Map<String, String> env) {
        Loaded loaded = load(env);
        assertThat(loaded.errors()).isEmpty();
        return loaded.config().orElseThrow();
    }

    @Test
    void aVariableSetsAKeyOfADeclaredExportThatNoFileSets() {
        assertThat(config(Map.of("EXPORT_MY_ORDERS_FIRST_GRACE", "3h"))
                        .exports()
                        .get("my-orders")
                        .firstGrace())
                .isEqualTo(Duration.ofHours(3));
    }

    @Test
    void aVariableOverridesLabelsPlainKeysAndCamelsKeys() {
        Config config =
                config(Map.of("EXPORT_MY_ORDERS_LABEL_COST_CENTER", "2", "STATE_KEEP", "7d", "CAMEL_MAIN_NAME", "b"));
        assertThat(config.exports().get("my-orders").labels()).isEqualTo(Map.of("cost-center", "2"));
        assertThat(config.settings().stateKeep()).isEqualTo(Duration.ofDays(7));
        assertThat(config.camel()).containsEntry("camel.main.name", "b");
    }

    @Test
    void whatKubernetesMakesForServicesAndWhatIsBlankIsIgnored() {
        Config config = config(Map.of(
                "SERVER_PORT",
                "tcp://10.0.0.1:8080",
                "SERVER_SERVICE_HOST",
                "10.0.0.1",
                "POLL_CRON",
                " ",
                "EXPORT_OTHER_GRACE",
                "nonsense"));
        assertThat(config.settings().server().port()).isEqualTo(8080);
        assertThat(config.exports()).containsOnlyKeys("my-orders");
    }

    @Test
    void aFaultNamesTheVariable() {
        assertThat(load(Map.of("EXPORT_MY_ORDERS_GRACE", "soon")).errors())
                .extracting(SpecError::text)
                .containsExactly("environment:EXPORT_MY_ORDERS_GRACE: export.my-orders.grace: 'soon' is not a duration,"
                        + " expected a whole number and one unit: 30s, 2m, 3h or 400d");
        assertThat(load(Map.of("PLATFORM_ORG", "{{env:NOT_SET}}")).errors())
                .extracting(SpecError::text)
                .containsExactly("environment:PLATFORM_ORG: platform.org: '{{env:NOT_SET}}' needs the environment"
                        + " variable NOT_SET, which is not set");
    }

    @Test
    void twoKeysOfOneSpellingAreAnError() throws IOException {
        Files.writeString(
                folder.resolve("a.properties"),
                WATCHED
                        + WATCHED.lines()
                                .filter(l -> l.startsWith("export"))
                                .map(l -> l.replace("my-orders", "my-orders-first") + "\n")
                                .reduce("", String::concat));
        assertThat(load(Map.of("EXPORT_MY_ORDERS_FIRST_GRACE", "3h")).errors())
                .extracting(SpecError::text)
                .containsExactly("environment:EXPORT_MY_ORDERS_FIRST_GRACE: overrides export.my-orders-first.grace and"
                        + " export.my-orders.first-grace alike, expected one; rename one of them");
    }

    @Test
    void relativePathsInVariablesAreRelativeToTheWorkingDirectory() {
        assertThat(config(Map.of("STATE_URL", "jdbc:sqlite:x/l.db")).settings().stateUrl())
                .isEqualTo("jdbc:sqlite:" + folder.toAbsolutePath().resolve("x/l.db"));
    }
}
