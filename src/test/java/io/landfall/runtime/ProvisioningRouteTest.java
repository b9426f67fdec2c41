package io.landfall.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.landfall.emulator.EntityKind;
import io.landfall.model.Action;
import io.landfall.model.DatasetRef;
import io.landfall.model.Export;
import io.landfall.model.Storage;
import io.landfall.model.StorageType;
import io.landfall.plan.Planned;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProvisioningRouteTest {

    @TempDir
    Path folder;

    private ProvisioningWorld world;
    private final Storage lake = Examples.storage(StorageType.S3, "lake");

    @BeforeEach
    void open() {
        world = new ProvisioningWorld(folder);
    }

    @AfterEach
    void close() {
        world.close();
    }

    private static List<String> kinds(List<Action> actions) {
        return actions.stream()
                .map(a -> a.entity().key() + " " + a.kind().key())
                .toList();
    }

    @Test
    void plansAppliesAndThenHasNothingToDo() {
        var landfall = world.process(List.of(Examples.export("orders", "lake").build()), lake);

        Planned before = landfall.plan();
        assertThat(before.broken()).isEmpty();
        assertThat(kinds(before.plan().actions()))
                .containsExactly(
                        "base-connection create",
                        "source-connection create",
                        "target-connection create",
                        "flow create");
        assertThat(world.count(EntityKind.FLOW)).isZero();

        ProvisioningResult result = landfall.apply();
        assertThat(result.broken()).isEmpty();
        assertThat(result.complete()).isTrue();
        assertThat(kinds(result.carriedOut())).isEqualTo(kinds(before.plan().actions()));
        assertThat(result.carriedOut()).allMatch(a -> a.id().isPresent());

        Planned after = landfall.plan();
        assertThat(after.plan().changes()).isZero();
        assertThat(kinds(after.plan().actions())).allMatch(k -> k.endsWith("no-op"));
        assertThat(landfall.apply().carriedOut()).isEmpty();
    }

    @Test
    void provisionsAllSixTypes() {
        List<Export> exports = new ArrayList<>();
        List<Storage> storages = new ArrayList<>();
        for (StorageType type : StorageType.values()) {
            storages.add(Examples.storage(type, type.key()));
            exports.add(Examples.export("export-" + type.key(), type.key()).build());
        }
        var landfall = world.process(exports, storages.toArray(Storage[]::new));
        ProvisioningResult result = landfall.apply();
        assertThat(result.broken()).isEmpty();
        assertThat(landfall.plan().plan().changes()).isZero();
        assertThat(world.count(EntityKind.FLOW)).isEqualTo(6);
    }

    private ObjectNode flow() {
        return world.sandbox.all(EntityKind.FLOW).get(0);
    }

    private Export orders() {
        return Examples.export("orders", "lake").build();
    }

    @Test
    void aChangedScheduleIsOnePatchOfTheWholeSchedule() {
        var landfall = world.process(List.of(orders()), lake);
        landfall.apply();
        Export changed =
                Examples.export("orders", "lake").every(Duration.ofHours(12)).build();

        Action planned = change(landfall.plan(changed).plan().actions());
        assertThat(planned.fields())
                .contains(new Action.Field("scheduleParams.interval", "3", "12"))
                .noneMatch(f -> f.path().equals("scheduleParams.startTime"));
        ProvisioningResult result = landfall.apply(changed);

        assertThat(kinds(result.carriedOut())).containsExactly("flow update");
        assertThat(flow().path("scheduleParams").path("interval").asInt()).isEqualTo(12);
        assertThat(flow().path("scheduleParams").path("startTime").asLong()).isEqualTo(Examples.START.getEpochSecond());
        assertThat(landfall.plan(changed).plan().changes()).isZero();
    }

    @Test
    void whatTheServiceHasBesideWhatIsDeclaredStays() {
        Export endless = Examples.export("orders", "lake").end(null).build();
        var landfall = world.process(List.of(endless), lake);
        landfall.apply();
        String target = world.sandbox
                .all(EntityKind.TARGET_CONNECTION)
                .get(0)
                .path("id")
                .asText();
        world.sandbox.edit(
                EntityKind.TARGET_CONNECTION,
                target,
                t -> ((ObjectNode) t.path("params")).put("includeFileManifest", true));
        assertThat(landfall.plan(endless).plan().changes()).isZero();

        Export moved =
                Examples.export("orders", "lake").end(null).path("aep/moved").build();
        assertThat(kinds(landfall.apply(moved).carriedOut())).containsExactly("target-connection update");

        var params = world.sandbox.all(EntityKind.TARGET_CONNECTION).get(0).path("params");
        assertThat(params.path("includeFileManifest").asBoolean()).isTrue();
        assertThat(params.path("path").asText()).isEqualTo("aep/moved");
        assertThat(params.path("mode").asText()).isEqualTo("Server-to-server");
    }

    @Test
    void otherDatasetsReplaceTheSourceConnection() {
        var landfall = world.process(List.of(orders()), lake);
        landfall.apply();
        String before = flow().path("sourceConnectionIds").get(0).asText();
        Export changed = Examples.export("orders", "lake")
                .datasets(DatasetRef.id(ProvisioningWorld.DATASET), DatasetRef.name("Web events"))
                .build();
        assertThat(kinds(changes(landfall.plan(changed).plan().actions())))
                .containsExactly("source-connection replace", "flow update");

        ProvisioningResult result = landfall.apply(changed);

        assertThat(kinds(result.carriedOut())).containsExactly("source-connection replace", "flow update");
        assertThat(flow().path("sourceConnectionIds").get(0).asText()).isNotEqualTo(before);
        Planned after = landfall.plan(changed);
        assertThat(after.plan().changes()).isZero();
        assertThat(after.plan().actions())
                .anyMatch(a -> a.reason().startsWith("An orphan") && a.id().equals(Optional.of(before)));
    }

    @Test
    void onlyTheCommandEnablesWhatIsDisabledByHand() {
        var landfall = world.process(List.of(orders()), lake);
        landfall.apply();
        world.sandbox.edit(EntityKind.FLOW, flow().path("id").asText(), f -> f.put("state", "disabled"));

        ProvisioningResult byRun = landfall.apply(false);
        assertThat(byRun.carriedOut()).isEmpty();
        assertThat(kinds(byRun.left())).contains("flow enable");
        assertThat(byRun.complete()).isFalse();

        assertThat(kinds(landfall.apply().carriedOut())).containsExactly("flow enable");
        assertThat(flow().path("state").asText()).isIn("enabled", "enabling");
    }

    @Test
    void anExportThatIsSwitchedOffIsDisabledAndNeverMade() {
        var landfall = world.process(List.of(orders()), lake);
        Export off = Examples.export("orders", "lake").switchedOff().build();
        assertThat(landfall.apply(off).carriedOut()).isEmpty();
        assertThat(world.count(EntityKind.BASE_CONNECTION)).isZero();
        landfall.apply();
        assertThat(kinds(landfall.apply(off).carriedOut())).containsExactly("flow disable");
        assertThat(flow().path("state").asText()).startsWith("disabl");
        assertThat(landfall.plan(off).plan().changes()).isZero();
    }

    @Test
    void aForeignDataflowOfOurNameIsAConflictAndNothingIsMade() {
        world.process(List.of(orders()), lake).apply();
        world.sandbox.edit(EntityKind.FLOW, flow().path("id").asText(), f -> f.put("description", "mine"));
        long sources = world.count(EntityKind.SOURCE_CONNECTION);

        var landfall = world.process(List.of(orders()), lake);
        ProvisioningResult result = landfall.apply();

        assertThat(result.carriedOut()).isEmpty();
        assertThat(kinds(result.left())).contains("flow conflict");
        assertThat(result.complete()).isFalse();
        assertThat(world.count(EntityKind.SOURCE_CONNECTION)).isEqualTo(sources);
    }

    @Test
    void anExistingDataflowIsWatchedAndThenAdopted() {
        world.process(List.of(orders()), lake).apply();
        String id = flow().path("id").asText();
        world.sandbox.edit(
                EntityKind.FLOW, id, f -> f.put("name", "made in the UI").put("description", "by hand"));
        Export watched =
                Examples.export("ui", "lake").nothingDeclared().watch(id).build();
        var landfall = world.process(List.of(watched), lake);
        Planned plan = landfall.plan();
        assertThat(plan.broken()).isEmpty();
        assertThat(kinds(plan.plan().actions()))
                .containsExactly(
                        "base-connection no-op", "source-connection no-op", "target-connection no-op", "flow no-op");
        assertThat(plan.plan().actions()).allMatch(a -> a.id().isPresent());

        Export adopted =
                Examples.export("ui", "lake").nothingDeclared().adopt(id).build();
        assertThat(kinds(landfall.apply(adopted).carriedOut())).containsExactly("flow adopt");
        assertThat(flow().path("description").asText()).startsWith("by hand [landfall ui ");
        assertThat(flow().path("name").asText()).isEqualTo("made in the UI");
        assertThat(landfall.plan(adopted).plan().changes()).isZero();
    }

    @Test
    void aDroppedFolderTemplateIsSentInTheOtherSpelling() {
        world.service.behaviour().folderTemplate("folderNameTemplate");
        Export export = Examples.export("orders", "lake")
                .folder("%DATASET_NAME%/%EXPORT_TIME%")
                .build();
        var landfall = world.process(List.of(export), lake);
        assertThat(landfall.apply().broken()).isEmpty();
        assertThat(flow().path("scheduleParams").path("folderNameTemplate").asText())
                .isEqualTo("%DATASET_NAME%/%EXPORT_TIME%");
        assertThat(landfall.plan().plan().changes()).isZero();
    }

    @Test
    void aFolderTemplateDroppedInBothSpellingsIsSaid() {
        world.service.behaviour().folderTemplate("neither");
        Export export =
                Examples.export("orders", "lake").folder("%DATASET_NAME%").build();
        ProvisioningResult result = world.process(List.of(export), lake).apply();
        assertThat(result.broken()).hasSize(1);
        assertThat(result.broken().get(0).message()).endsWith("; the folder template was dropped in both spellings");
    }

    @Test
    void listsAreReadOnceForManyExports() {
        List<Export> many = new ArrayList<>();
        for (int n = 0; n < 30; n++) {
            many.add(Examples.export("export-" + n, "lake").path("aep/" + n).build());
        }
        world.service.behaviour().pageSize(20);
        var landfall = world.process(many, lake);
        ProvisioningResult result = landfall.apply();
        assertThat(result.broken()).isEmpty();
        assertThat(result.carriedOut()).hasSize(1 + 3 * many.size());
        long gets = world.service.calls().stream()
                .filter(c -> c.method().equals("GET"))
                .count();
        assertThat(gets).isLessThanOrEqualTo(10);
        assertThat(landfall.plan().plan().changes()).isZero();
    }

    @Test
    void credentialsAreNowhereInPlanAndDatabase() {
        var landfall = world.process(List.of(orders()), lake);
        String plan = landfall.plan().toString();
        String result = landfall.apply().toString();
        String rows = world.jdbi.<String, RuntimeException>withHandle(
                h -> h.createQuery("SELECT * FROM intent").mapToMap().list().toString());
        assertThat(plan).contains("auth.params.s3SecretKey", "***");
        assertThat(rows).contains("base-connection");
        for (String secret : List.of(ProvisioningWorld.SECRET, "fakeFAKEfakeFAKE", "AKIAFAKE")) {
            assertThat(plan + result + rows).doesNotContain(secret);
        }
    }

    private static List<Action> changes(List<Action> actions) {
        return actions.stream().filter(a -> a.kind().changes()).toList();
    }

    private static Action change(List<Action> actions) {
        assertThat(changes(actions)).hasSize(1);
        return changes(actions).get(0);
    }
}
