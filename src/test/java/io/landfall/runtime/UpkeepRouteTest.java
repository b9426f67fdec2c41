package io.landfall.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import io.landfall.emulator.EntityKind;
import io.landfall.emulator.Fault;
import io.landfall.model.Config.ProvisionMode;
import io.landfall.model.DatasetRef;
import io.landfall.model.Export;
import io.landfall.model.Incident;
import io.landfall.model.StorageType;
import io.landfall.state.Incidents;
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
        upkeep(mode, Examples.export("orders", "lake").build());
    }

    private void upkeep(ProvisionMode mode, Export export) {
        ProvisioningWorld.Options options = new ProvisioningWorld.Options();
        options.mode = mode;
        var landfall = world.process(options, List.of(export), Examples.storage(StorageType.S3, "lake"));
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

    private List<Incident> incidents() {
        return world.jdbi.withHandle(h -> new Incidents().open(h));
    }

    @Test
    void withoutADataflowNothingIsSaidOfDrift() {
        upkeep(ProvisionMode.PLAN);
        assertThat(incidents()).isEmpty();
    }

    @Test
    void driftIsAnIncidentUntilItIsMended() {
        upkeep(ProvisionMode.APPLY);
        assertThat(incidents()).isEmpty();
        Export moved = Examples.export("orders", "lake").path("aep/moved").build();
        upkeep(ProvisionMode.PLAN, moved);
        assertThat(incidents()).singleElement().satisfies(i -> {
            assertThat(i.key()).isEqualTo("default/prod/orders/*/DRIFT");
            assertThat(i.findings()).contains("target-connection params.path is aep/orders, declared is aep/moved");
        });
        world.service.faults().on("GET", "/targetConnections$").then(Fault.forbidden());
        upkeep(ProvisionMode.PLAN);
        assertThat(incidents()).as("nobody could look").hasSize(1);
        world.service.faults().clear();
        upkeep(ProvisionMode.APPLY, moved);
        assertThat(incidents()).isEmpty();
    }

    @Test
    void aDatasetThatIsGoneIsToldAndTheRestIsNotCompared() {
        upkeep(ProvisionMode.APPLY);
        Export gone = Examples.export("orders", "lake")
                .datasets(DatasetRef.id("0000e3259ad2a1191ab7dd7d"))
                .build();
        for (ProvisionMode mode : List.of(ProvisionMode.PLAN, ProvisionMode.APPLY)) {
            upkeep(mode, gone);
            assertThat(incidents()).singleElement().satisfies(i -> {
                assertThat(i.what()).isEqualTo("DATASET_GONE");
                assertThat(i.findings().get(0)).startsWith("dataset 0000e3259ad2a1191ab7dd7d is not among the 2");
            });
        }
        upkeep(ProvisionMode.PLAN);
        assertThat(incidents()).isEmpty();
    }

    @Test
    void whatRunDoesNotMendIsDriftAlsoInModeApply() {
        upkeep(ProvisionMode.APPLY);
        String flow =
                world.sandbox.flowsNamed("landfall/orders").get(0).path("id").asText();
        world.sandbox.edit(EntityKind.FLOW, flow, f -> f.put("state", "disabled"));
        upkeep(ProvisionMode.APPLY);
        assertThat(incidents())
                .singleElement()
                .satisfies(i -> assertThat(i.findings().get(0)).startsWith("enable flow " + flow));
    }

    @Test
    void theMessagesAreHandedOn() {
        ProvisioningWorld.Options options = new ProvisioningWorld.Options();
        for (ProvisionMode mode : List.of(ProvisionMode.PLAN, ProvisionMode.APPLY)) {
            options.mode = mode;
            var landfall = world.process(
                    options,
                    List.of(Examples.export("orders", "lake").build()),
                    Examples.storage(StorageType.S3, "lake"));
            landfall.context.createProducerTemplate().sendBody("direct:upkeep", "default/prod");
            assertThat(landfall.work.take("deliver")).containsExactly(List.of());
        }
    }
}
