package io.landfall.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.landfall.model.Action;
import io.landfall.model.Action.Field;
import io.landfall.model.Dataset;
import io.landfall.model.EntityType;
import io.landfall.model.Export;
import io.landfall.model.FlowObject;
import io.landfall.runtime.Examples;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Declared against observed, case by case; starts from an export that exists just as it is declared. */
class PlannerTest {

    private static final List<Dataset> ORDERS = List.of(new Dataset("d1", "Orders"));

    private final Map<EntityType, Wanted> wanted = new EnumMap<>(EntityType.class);
    private final List<FlowObject> objects = new ArrayList<>();
    private Export export = Examples.export("orders", "lake").build();

    @BeforeEach
    void asDeclared() {
        want(EntityType.BASE_CONNECTION, "lake", Map.of("auth.specName", "Access Key"), List.of());
        want(EntityType.SOURCE_CONNECTION, "orders", Map.of(), ORDERS);
        want(
                EntityType.TARGET_CONNECTION,
                "orders",
                Map.of("params.path", "aep/orders", "params.compression", "GZIP", "params.mode", "Server-to-server"),
                List.of());
        want(
                EntityType.FLOW,
                "orders",
                Map.of(
                        "scheduleParams.interval", "3",
                        "scheduleParams.timeUnit", "hour",
                        "scheduleParams.exportMode", "FIRST_FULL_THEN_INCREMENTAL",
                        "scheduleParams.startTime", "100",
                        "scheduleParams.endTime", "900"),
                List.of());
        wanted.forEach((type, w) -> objects.add(made(type, type.key(), w)));
    }

    private void want(EntityType type, String owner, Map<String, String> fields, List<Dataset> datasets) {
        List<String> secrets = type == EntityType.BASE_CONNECTION ? List.of("auth.params.s3SecretKey") : List.of();
        wanted.put(type, new Wanted(type, "landfall/" + owner, owner, "", "spec", fields, secrets, datasets));
    }

    private static FlowObject made(EntityType type, String id, Wanted w) {
        return new FlowObject(
                type,
                id,
                w.name(),
                "words " + w.mark(),
                "enabled",
                "\"e\"",
                Instant.EPOCH,
                w.specId(),
                type == EntityType.TARGET_CONNECTION ? Optional.of("base-connection") : Optional.empty(),
                type == EntityType.FLOW ? List.of("source-connection") : List.of(),
                type == EntityType.FLOW ? List.of("target-connection") : List.of(),
                w.fields(),
                w.datasets());
    }

    /** Another version of an object: changed name, description, state, time, fields, datasets. */
    private static FlowObject with(
            FlowObject o,
            String id,
            String name,
            String description,
            String state,
            long created,
            Map<String, String> fields,
            List<Dataset> datasets) {
        return new FlowObject(
                o.type(),
                id,
                name,
                description,
                state,
                o.etag(),
                Instant.ofEpochSecond(created),
                o.specId(),
                o.baseId(),
                o.sourceIds(),
                o.targetIds(),
                fields,
                datasets);
    }

    private FlowObject object(EntityType type) {
        return objects.stream().filter(o -> o.type() == type).findFirst().orElseThrow();
    }

    private void set(EntityType type, Map<String, String> changes) {
        FlowObject o = object(type);
        Map<String, String> fields = new TreeMap<>(o.fields());
        changes.forEach((path, value) -> {
            fields.remove(path);
            if (!value.isEmpty()) {
                fields.put(path, value);
            }
        });
        objects.remove(o);
        objects.add(with(o, o.id(), o.name(), o.description(), o.state(), 0, fields, o.datasets()));
    }

    private void describe(EntityType type, String name, String description, String state) {
        FlowObject o = object(type);
        objects.remove(o);
        objects.add(with(o, o.id(), name, description, state, 0, o.fields(), o.datasets()));
    }

    private List<Action> plan() {
        ExportPlan plan = Planner.plan(new Declared(export, wanted), new Observed(objects, List.of()));
        assertThat(plan.broken()).isEmpty();
        return plan.actions();
    }

    private List<String> changes() {
        return plan().stream()
                .filter(a -> a.kind() != Action.Kind.NO_OP)
                .map(a -> a.entity().key() + " " + a.kind().key())
                .toList();
    }

    private List<Field> fields() {
        return plan().stream().flatMap(a -> a.fields().stream()).toList();
    }

    @Test
    void nothingToDoForWhatIsAsDeclared() {
        assertThat(plan()).hasSize(4).allMatch(a -> a.kind() == Action.Kind.NO_OP && a.id().isPresent());
    }

    @Test
    void createsInTheOrderOfDependence() {
        objects.clear();
        assertThat(changes())
                .containsExactly(
                        "base-connection create",
                        "source-connection create",
                        "target-connection create",
                        "flow create");
        assertThat(fields()).contains(new Field("auth.params.s3SecretKey", null, "***"));
    }

    @Test
    void createsOnlyWhatIsMissing() {
        objects.remove(object(EntityType.FLOW));
        assertThat(changes()).containsExactly("flow create");
    }

    @ParameterizedTest
    @CsvSource({
        "scheduleParams.interval, 6, true",
        "scheduleParams.interval, '', true",
        "scheduleParams.startTime, 101, true",
        "scheduleParams.endTime, 901, true",
        "scheduleParams.endTime, '', true",
        "scheduleParams.timeUnit, HOUR, false",
        "scheduleParams.exportMode, '', false",
        "scheduleParams.exportMode, first_full_then_incremental, false",
        "scheduleParams.exportMode, DAILY_FULL_EXPORT, true",
        "scheduleParams.foldernameTemplate, %DATASET_ID%/%EXPORT_TIME%, false",
        "scheduleParams.folderNameTemplate, somewhere/else, true",
        "scheduleParams.somethingNew, 1, false"
    })
    void comparesTheScheduleAsItIsMeant(String path, String value, boolean differs) {
        set(EntityType.FLOW, Map.of(path, value));
        assertThat(changes()).isEqualTo(differs ? List.of("flow update") : List.of());
    }

    @Test
    void aDayIsTwentyFourHours() {
        want(
                EntityType.FLOW,
                "orders",
                Map.of(
                        "scheduleParams.interval",
                        "1",
                        "scheduleParams.timeUnit",
                        "day",
                        "scheduleParams.startTime",
                        "100",
                        "scheduleParams.endTime",
                        "900"),
                List.of());
        describe(
                EntityType.FLOW,
                "landfall/orders",
                wanted.get(EntityType.FLOW).mark().toString(),
                "enabled");
        set(EntityType.FLOW, Map.of("scheduleParams.interval", "24"));
        assertThat(changes()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "params.path, /aep/orders/, false",
        "params.path, aep/other, true",
        "params.compression, gzip, false",
        "params.compression, NONE, true",
        "params.mode, '', false",
        "params.includeFileManifest, true, false"
    })
    void comparesTheTargetAsItIsMeant(String path, String value, boolean differs) {
        set(EntityType.TARGET_CONNECTION, Map.of(path, value));
        assertThat(changes()).isEqualTo(differs ? List.of("target-connection update") : List.of());
    }

    @Test
    void acceptsTheFolderTemplateInEitherSpelling() {
        Map<String, String> fields = new TreeMap<>(wanted.get(EntityType.FLOW).fields());
        fields.put("scheduleParams.foldernameTemplate", "%DATASET_NAME%");
        want(EntityType.FLOW, "orders", fields, List.of());
        describe(
                EntityType.FLOW,
                "landfall/orders",
                wanted.get(EntityType.FLOW).mark().toString(),
                "enabled");
        assertThat(changes()).containsExactly("flow update");
        set(EntityType.FLOW, Map.of("scheduleParams.folderNameTemplate", "%DATASET_NAME%"));
        assertThat(changes()).isEmpty();
    }

    @Test
    void whatIsRenamedIsStillOursAndGetsItsNameBack() {
        describe(EntityType.FLOW, "renamed by hand", object(EntityType.FLOW).description(), "enabled");
        assertThat(changes()).containsExactly("flow update");
        assertThat(fields()).containsExactly(new Field("name", "renamed by hand", "landfall/orders"));
    }

    @Test
    void anotherDeclarationWritesAnotherMark() {
        Mark old = wanted.get(EntityType.BASE_CONNECTION).mark();
        want(EntityType.BASE_CONNECTION, "lake", Map.of("auth.specName", "Access Key", "x", "y"), List.of());
        String now = wanted.get(EntityType.BASE_CONNECTION).mark().toString();
        ExportPlan plan = Planner.plan(new Declared(export, wanted), new Observed(objects, List.of()));
        Todo todo = plan.next().orElseThrow();
        assertThat(todo.paths()).containsExactly("/x", "/auth/params", "/description");
        assertThat(todo.action().fields())
                .contains(new Field("auth.params.s3SecretKey", "***", "***"))
                .contains(new Field("description", old.toString(), now));
    }

    @Test
    void otherDatasetsReplaceTheSource() {
        want(EntityType.SOURCE_CONNECTION, "orders", Map.of(), List.of(new Dataset("d2", "Clicks")));
        assertThat(changes()).containsExactly("source-connection replace", "flow update");
        assertThat(fields())
                .contains(new Field("params.datasets", "d1", "d2"))
                .contains(new Field("sourceConnectionIds", "source-connection", "(the new one)"));
    }

    @Test
    void aReplacementThatWasMadeAlreadyIsUsed() {
        want(EntityType.SOURCE_CONNECTION, "orders", Map.of(), List.of(new Dataset("d2", "Clicks")));
        objects.add(made(EntityType.SOURCE_CONNECTION, "second", wanted.get(EntityType.SOURCE_CONNECTION)));
        assertThat(changes()).containsExactly("flow update");
        assertThat(fields()).containsExactly(new Field("sourceConnectionIds", "source-connection", "second"));
    }

    @Test
    void anotherOrderOfDatasetsIsNoChange() {
        Dataset other = new Dataset("d2", "Clicks");
        want(EntityType.SOURCE_CONNECTION, "orders", Map.of(), List.of(ORDERS.get(0), other));
        FlowObject source = object(EntityType.SOURCE_CONNECTION);
        objects.remove(source);
        objects.add(with(
                source,
                source.id(),
                source.name(),
                source.description(),
                "",
                0,
                Map.of(),
                List.of(other, new Dataset("d1", "renamed"))));
        assertThat(changes()).isEmpty();
    }

    @Test
    void ofSeveralTheOneInUseIsOursElseTheOldest() {
        FlowObject target = object(EntityType.TARGET_CONNECTION);
        objects.add(0, with(target, "older", target.name(), target.description(), "", -5, target.fields(), List.of()));
        assertThat(plan())
                .anyMatch(a -> a.id().equals(Optional.of("older")) && a.reason().startsWith("An orphan"));
        objects.remove(object(EntityType.FLOW));
        ExportPlan plan = Planner.plan(new Declared(export, wanted), new Observed(objects, List.of()));
        assertThat(plan.ids()).containsEntry(EntityType.TARGET_CONNECTION, "older");
    }

    @Test
    void aForeignDataflowStopsTheWholeExport() {
        describe(EntityType.FLOW, "landfall/orders", "somebody's", "enabled");
        objects.removeIf(o -> o.type() == EntityType.SOURCE_CONNECTION);
        assertThat(changes()).containsExactly("flow conflict");
    }

    @ParameterizedTest
    @CsvSource({"SOURCE_CONNECTION", "TARGET_CONNECTION", "BASE_CONNECTION"})
    void aForeignConnectionStopsTheWholeExport(EntityType type) {
        objects.clear();
        FlowObject o = made(type, "x", wanted.get(type));
        objects.add(with(o, "x", o.name(), "somebody's", "", 0, o.fields(), o.datasets()));
        assertThat(changes()).containsExactly(type.key() + " conflict");
    }

    @Test
    void theMarkOfAnotherExportIsNotOurs() {
        Mark other = new Mark("clicks", "0123456789ab");
        describe(EntityType.FLOW, "something", "d " + other, "enabled");
        assertThat(changes()).containsExactly("flow create");
    }

    @Test
    void aConnectionInUseThatLostItsMarkIsStillPartOfTheExport() {
        describe(EntityType.TARGET_CONNECTION, "landfall/orders", "edited by hand", "enabled");
        describe(EntityType.BASE_CONNECTION, "landfall/lake", "", "enabled");
        assertThat(changes()).isEmpty();
    }

    @Test
    void anotherTypeOfStorageIsAConflict() {
        wanted.replaceAll((type, w) ->
                new Wanted(w.type(), w.name(), w.owner(), "", "other", w.fields(), w.secrets(), w.datasets()));
        assertThat(changes()).containsExactly("target-connection conflict", "flow conflict");
    }

    @Test
    void anotherStorageIsAConflict() {
        want(EntityType.BASE_CONNECTION, "other-lake", Map.of("auth.specName", "Access Key"), List.of());
        assertThat(changes()).containsExactly("target-connection conflict");
    }

    @Test
    void disabledByHandIsEnabledAndSwitchedOffIsDisabled() {
        describe(EntityType.FLOW, "landfall/orders", object(EntityType.FLOW).description(), "Disabling");
        assertThat(changes()).containsExactly("flow enable");
        export = Examples.export("orders", "lake").switchedOff().build();
        assertThat(changes()).isEmpty();
        describe(EntityType.FLOW, "landfall/orders", object(EntityType.FLOW).description(), "initializing");
        assertThat(changes()).containsExactly("flow disable");
        objects.clear();
        assertThat(plan()).hasSize(1).allMatch(a -> a.kind() == Action.Kind.NO_OP);
    }

    @Test
    void aWatchedDataflowShowsItsDifferencesAndChangesNothing() {
        export = Examples.export("orders", "lake").watch("flow").build();
        set(EntityType.FLOW, Map.of("scheduleParams.interval", "12"));
        assertThat(changes()).isEmpty();
        assertThat(plan()).hasSize(4);
        assertThat(fields()).containsExactly(new Field("scheduleParams.interval", "12", "3"));
    }

    @Test
    void aDataflowThatDoesNotExistBreaksItsExport() {
        export = Examples.export("orders", "lake").watch("gone").build();
        ExportPlan plan = Planner.plan(new Declared(export, wanted), new Observed(objects, List.of()));
        assertThat(plan.broken().orElseThrow().message()).isEqualTo("dataflow gone does not exist in sandbox prod");
        assertThat(plan.next()).isEmpty();
    }

    @Test
    void adoptingWritesTheMarkAndKeepsNameAndWords() {
        export = Examples.export("orders", "lake").adopt("flow").build();
        wanted.remove(EntityType.BASE_CONNECTION);
        describe(EntityType.FLOW, "made by hand", "words", "enabled");
        assertThat(changes()).containsExactly("flow adopt");
        String mark = wanted.get(EntityType.FLOW).mark().toString();
        assertThat(fields()).containsExactly(new Field("description", null, mark));
        assertThat(wanted.get(EntityType.FLOW).mark().writtenTo("words")).isEqualTo("words " + mark);
    }

    @Test
    void anExportWithoutEndIsWarnedAbout() {
        Map<String, String> fields = new TreeMap<>(wanted.get(EntityType.FLOW).fields());
        fields.remove("scheduleParams.endTime");
        want(EntityType.FLOW, "orders", fields, List.of());
        assertThat(plan()).anyMatch(a -> a.reason().contains("six months after its creation"));
        fields.put("scheduleParams.interval", "0");
        want(EntityType.FLOW, "orders", fields, List.of());
        assertThat(plan()).noneMatch(a -> a.reason().contains("six months"));
    }

    @Test
    void aSharedBaseConnectionStandsInThePlanOnce() {
        objects.clear();
        Map<EntityType, Wanted> other = new EnumMap<>(wanted);
        other.replaceAll((type, w) -> type == EntityType.BASE_CONNECTION
                ? w
                : new Wanted(type, "landfall/clicks", "clicks", "", "spec", w.fields(), List.of(), w.datasets()));
        Planned planned = Planner.plan(
                List.of(
                        new Declared(export, wanted),
                        new Declared(Examples.export("clicks", "lake").build(), other)),
                List.of(Broken.of(export.key(), "another")),
                new Observed(objects, List.of()));
        assertThat(planned.plan().changes()).isEqualTo(7);
        assertThat(planned.broken()).hasSize(1);
    }
}
