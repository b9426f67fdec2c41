package io.landfall.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.landfall.alert.Sample;
import io.landfall.model.Channel.MessageFormat;
import io.landfall.model.Config;
import io.landfall.model.Incident;
import io.landfall.model.Secret;
import io.landfall.model.Storage;
import io.landfall.model.StorageType;
import io.landfall.state.Dataflows;
import io.landfall.state.Incidents;
import io.landfall.state.Scopes;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A credential that expires, which no platform has to be asked for. */
class ConditionsTest {
    private static final Instant EXPIRES = Instant.parse("2026-12-10T00:00:00Z");

    @TempDir
    Path folder;

    private Desk desk;

    private static Config config(String expiry) {
        Config c = new Sample()
                .export("orders")
                .export("events")
                .channel("ops", "log:ops", MessageFormat.TEXT)
                .config();
        Storage blob = new Storage(
                "lake",
                StorageType.AZURE_BLOB,
                Map.of("account", "acme", "container", "lake"),
                Map.of(),
                Map.of("sas-token", new Secret("sv=2024&se=" + expiry + "&sig=canary%3D")),
                8,
                Duration.ofSeconds(30));
        return new Config(c.platforms(), Map.of("lake", blob), c.exports(), c.channels(), c.settings(), c.camel());
    }

    private List<String> look(String expiry) {
        Config config = config(expiry);
        return new Conditions(config, desk.jdbi, new Dataflows(desk.jdbi), new Scopes(desk.jdbi), desk)
                .ofSchedules("default/prod");
    }

    private List<Incident> open() {
        return desk.jdbi.withHandle(h -> new Incidents().open(h));
    }

    @Test
    void isToldOnceForAllExportsThatUseItAndResolvedWhenItIsRenewed() {
        desk = new Desk(folder.resolve("landfall.db"), config("2026-12-10"), EXPIRES.minus(Duration.ofDays(31)));
        assertThat(look("2026-12-10")).isEmpty();
        desk.now = EXPIRES.minus(Duration.ofDays(7));
        assertThat(look("2026-12-10")).hasSize(1);
        assertThat(look("2026-12-10")).isEmpty();
        assertThat(open()).singleElement().satisfies(i -> {
            assertThat(i.key()).isEqualTo("default/prod/events/*/CREDENTIAL_EXPIRING");
            assertThat(i.findings())
                    .containsExactly("storage.lake.reader.sas-token, used by events, orders, expires at " + EXPIRES
                            + ", within 7 days");
            assertThat(i.toString()).doesNotContain("canary");
        });
        desk.now = EXPIRES.minus(Duration.ofDays(1));
        assertThat(look("2026-12-10")).singleElement().asString().contains("-worsened-");
        assertThat(look("2027-12-10")).singleElement().asString().contains("-resolved-");
        assertThat(open()).isEmpty();
    }
}
