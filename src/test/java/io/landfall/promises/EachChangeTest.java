package io.landfall.promises;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.landfall.emulator.Call;
import io.landfall.emulator.EntityKind;
import io.landfall.emulator.Outcome;
import io.landfall.model.Action;
import io.landfall.model.Action.Field;
import io.landfall.model.DatasetRef;
import io.landfall.model.Export;
import io.landfall.model.Format;
import io.landfall.model.Secret;
import io.landfall.model.Storage;
import io.landfall.model.StorageType;
import io.landfall.runtime.Examples;
import io.landfall.runtime.ProvisioningResult;
import io.landfall.runtime.ProvisioningWorld;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Promise: the plan shows each change from → to, apply makes it with as many calls, and the plan after it is a no-op. */
class EachChangeTest {
    private static final String TEMPLATE = "%DATASET_NAME%/%EXPORT_TIME%";
    private static final Instant LATER = Examples.END.plus(Duration.ofDays(30));

    private static final Storage BOX = Examples.storage(StorageType.SFTP, "box");

    @TempDir
    Path folder;

    private static Examples.Builder orders() {
        return Examples.export("orders", "box");
    }

    private static Storage rotated() {
        Map<String, Secret> adobe = new HashMap<>(BOX.adobe());
        adobe.put("password", new Secret("r0tated-by-the-table-of-changes"));
        return at(BOX.place(), adobe);
    }

    private static Storage moved() {
        Map<String, String> place = new HashMap<>(BOX.place());
        place.put("host", "other.example.test");
        return at(place, BOX.adobe());
    }

    private static Storage at(Map<String, String> place, Map<String, Secret> adobe) {
        return new Storage("box", StorageType.SFTP, place, adobe, Map.of(), 8, Duration.ofSeconds(30));
    }

    private static Field field(String path, String from, String to) {
        return new Field(path, from, to);
    }

    private static Arguments row(
            String what, Export export, Storage storage, String action, Field field, String... calls) {
        return Arguments.of(what, export, storage, action, field, List.of(calls));
    }

    static Stream<Arguments> declared() {
        Export same = orders().build();
        String end = String.valueOf(Examples.END.getEpochSecond());
        String later = String.valueOf(LATER.getEpochSecond());
        String start = String.valueOf(Examples.START.getEpochSecond());
        String sooner = String.valueOf(Examples.START.minusSeconds(3600).getEpochSecond());
        String datasets = ProvisioningWorld.OTHER_DATASET + ", " + ProvisioningWorld.DATASET;
        return Stream.of(
                row(
                        "datasets",
                        orders().datasets(
                                        DatasetRef.id(ProvisioningWorld.DATASET),
                                        DatasetRef.id(ProvisioningWorld.OTHER_DATASET))
                                .build(),
                        BOX,
                        "source-connection replace",
                        field("params.datasets", ProvisioningWorld.DATASET, datasets),
                        "POST sourceConnections",
                        "PATCH flows"),
                row(
                        "interval",
                        orders().every(Duration.ofHours(12)).build(),
                        BOX,
                        "flow update",
                        field("scheduleParams.interval", "3", "12"),
                        "PATCH flows"),
                row(
                        "start",
                        orders().start(Examples.START.minusSeconds(3600)).build(),
                        BOX,
                        "flow update",
                        field("scheduleParams.startTime", start, sooner),
                        "PATCH flows"),
                row(
                        "end",
                        orders().end(LATER).build(),
                        BOX,
                        "flow update",
                        field("scheduleParams.endTime", end, later),
                        "PATCH flows"),
                row(
                        "folder",
                        orders().folder(TEMPLATE).build(),
                        BOX,
                        "flow update",
                        field("scheduleParams.foldernameTemplate", null, TEMPLATE),
                        "PATCH flows"),
                row(
                        "path",
                        orders().path("aep/moved").build(),
                        BOX,
                        "target-connection update",
                        field("params.remotePath", "aep/orders", "aep/moved"),
                        "PATCH targetConnections"),
                row(
                        "format",
                        orders().format(Format.JSON).build(),
                        BOX,
                        "target-connection update",
                        field("params.datasetFileType", "PARQUET", "JSON"),
                        "PATCH targetConnections"),
                row(
                        "credentials",
                        same,
                        rotated(),
                        "base-connection update",
                        field("auth", "***", "***"),
                        "PATCH connections"),
                row(
                        "host",
                        same,
                        moved(),
                        "base-connection update",
                        field("auth.params.domain", "sftp.example.test", "other.example.test"),
                        "PATCH connections"),
                row("enabled=false", orders().switchedOff().build(), BOX, "flow disable", null, "POST action"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("declared")
    void ofWhatIsDeclared(String what, Export export, Storage storage, String action, Field field, List<String> calls) {
        try (ProvisioningWorld world = new ProvisioningWorld(folder)) {
            assertThat(world.process(List.of(orders().build()), BOX).apply().complete())
                    .isTrue();
            shownMadeAndDone(world, export, storage, action, field, calls);
        }
    }

    static Stream<Arguments> byHand() {
        Consumer<ObjectNode> off = f -> f.put("state", "disabled");
        Consumer<ObjectNode> renamed = f -> f.put("name", "mine");
        Consumer<ObjectNode> rescheduled =
                f -> ((ObjectNode) f.path("scheduleParams")).put("interval", 6).put("endTime", 1);
        return Stream.of(
                Arguments.of("disabled", off, "flow enable", null, List.of("POST action")),
                Arguments.of(
                        "renamed",
                        renamed,
                        "flow update",
                        field("name", "mine", "landfall/orders"),
                        List.of("PATCH flows")),
                Arguments.of(
                        "rescheduled",
                        rescheduled,
                        "flow update",
                        field("scheduleParams.interval", "6", "3"),
                        List.of("PATCH flows")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("byHand")
    void ofWhatSomebodyDidByHand(
            String what, Consumer<ObjectNode> edit, String action, Field field, List<String> calls) {
        try (ProvisioningWorld world = new ProvisioningWorld(folder)) {
            world.process(List.of(orders().build()), BOX).apply();
            ObjectNode flow = world.sandbox.all(EntityKind.FLOW).get(0);
            world.sandbox.edit(EntityKind.FLOW, flow.path("id").asText(), edit);
            shownMadeAndDone(world, orders().build(), BOX, action, field, calls);
        }
    }

    private static void shownMadeAndDone(
            ProvisioningWorld world, Export export, Storage storage, String action, Field field, List<String> calls) {
        var landfall = world.process(List.of(export), storage);
        List<Action> planned = changes(landfall.plan().plan().actions());
        assertThat(planned).isNotEmpty();
        Action first = planned.get(0);
        assertThat(first.entity().key() + " " + first.kind().key()).isEqualTo(action);
        if (field == null) {
            assertThat(first.fields()).isEmpty();
        } else {
            assertThat(first.fields()).contains(field);
        }
        world.service.clearCalls();
        ProvisioningResult result = landfall.apply();
        assertThat(result.complete()).as(result.broken().toString()).isTrue();
        assertThat(result.carriedOut()).hasSameSizeAs(planned);
        assertThat(world.service.calls().stream()
                        .filter(c -> !c.method().equals("GET") && !c.path().startsWith("/ims"))
                        .map(EachChangeTest::brief))
                .containsExactlyElementsOf(calls);
        assertThat(changes(landfall.plan().plan().actions())).isEmpty();
        assertThat(changes(world.process(List.of(export), storage).plan().plan().actions()))
                .isEmpty();
    }

    private static String brief(Call call) {
        String[] path = call.path().split("/");
        boolean patch = call.method().equals("PATCH");
        return call.method() + " " + path[path.length - (patch ? 2 : 1)];
    }

    private static List<Action> changes(List<Action> actions) {
        return actions.stream().filter(a -> a.kind() != Action.Kind.NO_OP).toList();
    }

    @Test
    void aConflictIsExitCodeOneOfApplyAndTwoOfPlanAndTheOthersAreMade() {
        try (Stage stage = new Stage(folder)) {
            stage.startIn(Duration.ofDays(1));
            stage.export("orders", "lake", "json", Outcome.ON_TIME);
            assertThat(stage.command("apply").code()).isZero();
            String id =
                    stage.world.sandbox().all(EntityKind.FLOW).get(0).path("id").asText();
            stage.world.sandbox().edit(EntityKind.FLOW, id, f -> f.put("description", "mine"));
            stage.export("clicks", "dropbox", "json", Outcome.ON_TIME);

            Stage.Ended planned = stage.command("plan");
            assertThat(planned.code()).isEqualTo(2);
            assertThat(planned.out()).contains("conflict", id, "4 changes to do");
            Stage.Ended applied = stage.command("apply");
            assertThat(applied.code()).isEqualTo(1);
            assertThat(applied.out())
                    .contains("An object with the name landfall/orders and without Landfall's mark is somebody else's")
                    .contains("4 changes carried out");
            assertThat(stage.world.sandbox().all(EntityKind.FLOW)).hasSize(2);

            stage.key("export.clicks.datasets", "name:No such");
            Stage.Ended broken = stage.command("apply");
            assertThat(broken.code()).isEqualTo(1);
            assertThat(broken.err()).contains("export clicks: dataset name:No such is not among");
        }
    }
}
