package io.landfall.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.landfall.emulator.ExportFormat;
import io.landfall.emulator.Fault;
import io.landfall.emulator.SampleRows;
import io.landfall.faults.Looker;
import io.landfall.model.Depth;
import io.landfall.model.Look;
import io.landfall.model.Storage;
import io.landfall.model.Trouble;
import io.landfall.promises.Stage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The routes of {@code verify-azure.camel.yaml}, between a platform and a store that both can refuse. */
class LandingZoneRoutesTest {
    private static final String ZONE = "dlz-destination";
    private static final byte[] JSON = SampleRows.file(ExportFormat.JSON_GZ, 1, 100, 50);

    @TempDir
    private Path folder;

    private Stage stage;
    private Wiring wiring;
    private Engine engine;

    @BeforeEach
    void begin() {
        stage = new Stage(folder);
        wiring = stage.wiring();
        engine = wiring.trying();
        stage.world.azure().put(ZONE, Looker.FOLDER + "/part-0.json.gz", JSON);
    }

    @AfterEach
    void end() {
        assertThat(stage.world.flowService().landingZoneResets()).isZero();
        engine.close();
        wiring.close();
        stage.close();
    }

    private Look look(String storage) {
        Storage declared = wiring.config().storages().get(storage);
        return engine.ask("look", Looker.request(declared.in("default", "prod"), Depth.INTEGRITY), Look.class);
    }

    private long asked() {
        return stage.world.flowService().calls().stream()
                .filter(call -> call.path().equals("/data/foundation/connectors/landingzone/credentials"))
                .peek(call -> assertThat(call.method() + " " + call.query()).isEqualTo("GET type=dlz_destination"))
                .count();
    }

    private static void seen(Look look) {
        assertThat(look).isInstanceOfSatisfying(Look.Seen.class, seen -> {
            assertThat(seen.landing().files()).isEqualTo(1);
            assertThat(seen.landing().corrupt()).isZero();
            assertThat(seen.landing().records()).contains(100L);
        });
    }

    private static Trouble barred(Look look) {
        assertThat(look).isInstanceOf(Look.Barred.class);
        return ((Look.Barred) look).trouble();
    }

    @Test
    void credentialsAreKeptAndFetchedAgainWhereTheyAreRefused() {
        seen(look("zone"));
        seen(look("zone"));
        assertThat(asked()).isEqualTo(1);
        stage.world.renewLandingZone();
        seen(look("zone"));
        assertThat(asked()).isEqualTo(2);
    }

    @Test
    void aPlatformThatRefusesIsTheStoragesTroubleUntilItAnswers() {
        stage.world.flowService().landingZone(null);
        Trouble trouble = barred(look("zone"));
        assertThat(trouble.what()).isEqualTo("storage:zone");
        assertThat(trouble.detail()).contains("did not hand out").contains("404");
        stage.world.renewLandingZone();
        seen(look("zone"));
    }

    @Test
    void aStoreThatRefusesWhateverIsHandedOutIsAskedTwice() {
        stage.world.azure().faults().denyListing(true);
        assertThat(barred(look("zone")).kind()).isEqualTo(Trouble.Kind.DENIED);
        stage.world.azure().faults().denyListing(false);
        seen(look("zone"));
        assertThat(asked()).isEqualTo(2);
    }

    @Test
    void aReadThatIsRefusedFetchesCredentialsAnewToo() {
        stage.world.azure().faults().denyReading(true);
        assertThat(barred(look("zone")).kind()).isEqualTo(Trouble.Kind.DENIED);
        assertThat(asked()).isEqualTo(2);
        stage.world.azure().faults().denyReading(false);
        seen(look("zone"));
    }

    @Test
    void manyLooksAtOnceAskThePlatformOnce() throws Exception {
        stage.world
                .flowService()
                .faults()
                .on("GET", "landingzone/credentials")
                .then(Fault.delay(Duration.ofMillis(500)));
        Callable<Look> looking = () -> look("zone");
        ExecutorService several = Executors.newFixedThreadPool(6);
        try {
            for (Future<Look> look : several.invokeAll(Collections.nCopies(6, looking))) {
                seen(look.get());
            }
        } finally {
            several.shutdown();
        }
        assertThat(asked()).isEqualTo(1);
    }

    @Test
    void theAccountsOwnContainersAreLookedIntoWithoutThePlatform() {
        stage.world.azure().put("landfall", Looker.FOLDER + "/part-0.json.gz", JSON);
        seen(look("blobs"));
        seen(look("directories"));
        assertThat(asked()).isZero();
    }
}
