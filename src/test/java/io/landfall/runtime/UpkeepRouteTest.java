package io.landfall.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import io.landfall.emulator.EntityKind;
import io.landfall.emulator.Fault;
import io.landfall.model.Config.ProvisionMode;
import io.landfall.model.StorageType;
import java.nio.file.Path;
import java.util.List;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code run} does about differences. */
class UpkeepRouteTest {
    @TempDir
    Path folder;

    private ProvisioningWorld world;
    private final LogLines log = new LogLines(Upkeep.class.getName(), Level.INFO);

    @BeforeEach
    void open() {
        world = new ProvisioningWorld(folder);
    }

    @AfterEach
    void close() {
        log.close();
        world.close();
    }

    private void upkeep(ProvisionMode mode) {
        ProvisioningWorld.Options options = new ProvisioningWorld.Options();
        options.mode = mode;
        var landfall = world.process(
                options, List.of(Examples.export("orders", "lake").build()), Examples.storage(StorageType.S3, "lake"));
        Exchange done = landfall.context
                .createProducerTemplate()
                .send("direct:upkeep", e -> e.getMessage().setBody("default/prod"));
        assertThat(done.getException()).isNull();
    }

    @Test
    void inModePlanDifferencesAreOnlySaid() {
        upkeep(ProvisionMode.PLAN);
        assertThat(log.all()).hasSize(4).allMatch(line -> line.startsWith("drift: orders: create "));
        assertThat(world.count(EntityKind.BASE_CONNECTION)).isZero();
    }

    @Test
    void inModeApplyTheyAreMendedAndThatIsSaid() {
        upkeep(ProvisionMode.APPLY);
        assertThat(log.all()).hasSize(4).allMatch(line -> line.startsWith("provisioned: orders: create "));
        assertThat(world.count(EntityKind.FLOW)).isEqualTo(1);
    }

    @Test
    void aPlatformThatCannotBeAskedIsSaid() {
        world.service.faults().on("GET", "/connections$").then(Fault.forbidden());
        upkeep(ProvisionMode.PLAN);
        assertThat(log.all()).singleElement().asString().startsWith("provisioning: platform default: list the");
    }
}
