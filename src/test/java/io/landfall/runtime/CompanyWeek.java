package io.landfall.runtime;

import static java.util.Map.entry;

import io.landfall.alert.ConditionRules;
import io.landfall.alert.Decide;
import io.landfall.alert.Judged;
import io.landfall.alert.Tend;
import io.landfall.calendar.Calendar;
import io.landfall.model.Config;
import io.landfall.model.Dataflow;
import io.landfall.model.Dataset;
import io.landfall.model.Export;
import io.landfall.model.Judgement;
import io.landfall.model.Landing;
import io.landfall.model.Look;
import io.landfall.model.Run;
import io.landfall.model.RunState;
import io.landfall.model.Slot;
import io.landfall.model.Storage;
import io.landfall.model.StorageType;
import io.landfall.model.Trouble;
import io.landfall.state.Database;
import io.landfall.state.Dataflows;
import io.landfall.state.Incidents;
import io.landfall.state.Runs;
import io.landfall.state.TestState;
import io.landfall.state.Verdicts;
import io.landfall.verdict.Inspection;
import io.landfall.verdict.Judge;
import io.landfall.verdict.RunsView;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A week of a company that has ten exports: what was seen of each slot, judged and decided upon as it would be. */
final class CompanyWeek {
    static final Instant NOW = Instant.parse("2026-12-08T10:20:00Z");
    static final Instant MISSED = Instant.parse("2026-12-08T06:00:00Z");

    private static final Instant END = Instant.parse("2026-12-21T00:00:00Z");
    private static final Instant TWO_WEEKS_AHEAD = END.minus(Duration.ofDays(14));
    private static final Trouble DENIED = new Trouble(
            "storage:partners",
            Trouble.Kind.DENIED,
            "SSH: the server refused the key of user landfall",
            "put the public key of storage.partners.reader.private-key-file into the server's authorized_keys");

    /** What befalls some slots. */
    private enum Fate {
        LANDS,
        LANDS_LATE,
        HAS_NOTHING,
        STILL_RUNS,
        IS_DAMAGED,
        IS_MISSING,
        FAILS,
        IS_BARRED
    }

    private static final Map<String, Fate> FATES = Map.ofEntries(
            entry("orders 2026-12-06T12:00:00Z", Fate.LANDS_LATE),
            entry("web-events 2026-12-05T21:00:00Z", Fate.IS_DAMAGED),
            entry("web-events " + MISSED, Fate.IS_MISSING),
            entry("web-events 2026-12-08T09:00:00Z", Fate.STILL_RUNS),
            entry("loyalty-members 2026-12-03T00:00:00Z", Fate.LANDS_LATE),
            entry("email-clicks 2026-12-04T06:00:00Z", Fate.FAILS),
            entry("email-clicks 2026-12-04T12:00:00Z", Fate.FAILS),
            entry("returns 2026-12-06T00:00:00Z", Fate.HAS_NOTHING),
            entry("returns 2026-12-06T12:00:00Z", Fate.HAS_NOTHING),
            entry("invoices 2026-12-08T00:00:00Z", Fate.FAILS),
            entry("store-visits 2026-12-08T06:00:00Z", Fate.IS_BARRED),
            entry("price-lists 2026-12-08T00:00:00Z", Fate.IS_BARRED));

    private final Config config;

    CompanyWeek() {
        Map<String, Storage> storages = new LinkedHashMap<>();
        Map.of(
                        "lake", StorageType.S3,
                        "warehouse", StorageType.GCS,
                        "crm", StorageType.AZURE_BLOB,
                        "finance", StorageType.ADLS_GEN2,
                        "partners", StorageType.SFTP,
                        "zone", StorageType.DLZ)
                .forEach((name, type) -> storages.put(name, Examples.storage(type, name)));
        Map<String, Export> exports = new LinkedHashMap<>();
        List.of(
                        Examples.export("orders", "lake").every(Duration.ofHours(3)),
                        Examples.export("web-events", "lake").every(Duration.ofHours(3)),
                        Examples.export("customers", "warehouse").every(Duration.ofHours(12)),
                        Examples.export("loyalty-members", "warehouse").every(Duration.ofDays(1)),
                        Examples.export("email-clicks", "crm").every(Duration.ofHours(6)),
                        Examples.export("returns", "crm").every(Duration.ofHours(12)),
                        Examples.export("invoices", "finance").every(Duration.ofDays(1)),
                        Examples.export("store-visits", "partners").every(Duration.ofHours(6)),
                        Examples.export("price-lists", "partners").every(Duration.ofDays(1)),
                        Examples.export("campaigns", "zone").end(END))
                .stream()
                .map(Examples.Builder::build)
                .forEach(e -> exports.put(e.name(), e));
        config = new Config(Map.of(), storages, exports, Map.of(), TestState.settings("jdbc:sqlite:unused"), Map.of());
    }

    Config config() {
        return config;
    }

    /** Writes the week down, slot by slot in the order in which they were looked at. */
    void play(Database database) {
        Dataflows dataflows = new Dataflows(database.jdbi());
        config.exports().values().forEach(e -> dataflows.put(e.key(), flow(e), NOW));
        config.exports().values().stream()
                .flatMap(e -> Calendar.slots(flow(e), Examples.START, NOW).map(due -> scene(e, due)))
                .sorted(Comparator.comparing(Scene::lookedAt))
                .forEach(scene -> record(database, scene));
        Tend tend = new Tend(config);
        config.exports()
                .values()
                .forEach(e -> database.jdbi().useTransaction(tx -> {
                    Incidents incidents = new Incidents();
                    var found = ConditionRules.end(flow(e).schedule(), Calendar.assumedEnd(flow(e)), TWO_WEEKS_AHEAD);
                    var standing = incidents.standing(tx, e.key(), List.of(), TWO_WEEKS_AHEAD);
                    incidents.apply(tx, tend.conditions(e.key(), found, standing, TWO_WEEKS_AHEAD), TWO_WEEKS_AHEAD);
                }));
    }

    /** A slot with what was seen of it, and when. */
    private record Scene(Export export, Slot slot, Run run, Look look, Instant lookedAt) {}

    private Scene scene(Export export, Instant due) {
        Slot slot = Calendar.slot(export, flow(export), due);
        Fate fate = FATES.getOrDefault(export.name() + " " + due, Fate.LANDS);
        Instant written = due.plus(Duration.ofMinutes(17));
        Instant soon = due.plus(Duration.ofMinutes(20));
        Instant late = slot.deadline().plus(Duration.ofMinutes(41));
        return switch (fate) {
            case LANDS -> seen(export, slot, soon, run(export, due, 4), landing(export, due, 0, soon));
            case LANDS_LATE -> seen(export, slot, late, run(export, due, 4), landing(export, due, 0, late));
            case HAS_NOTHING -> seen(export, slot, soon, run(export, due, 0), Landing.none());
            case STILL_RUNS -> seen(export, slot, NOW, begun(export, due), Landing.none());
            case IS_DAMAGED -> seen(export, slot, slot.deadline(), run(export, due, 4), landing(export, due, 1, soon));
            case IS_MISSING -> seen(export, slot, slot.deadline(), run(export, due, 4), Landing.none());
            case FAILS -> seen(export, slot, slot.deadline(), failed(export, due), Landing.none());
            case IS_BARRED -> new Scene(export, slot, run(export, due, 4), new Look.Barred(DENIED), slot.deadline());
        };
    }

    private static Scene seen(Export export, Slot slot, Instant lookedAt, Run run, Landing landing) {
        return new Scene(export, slot, run, new Look.Seen(landing), lookedAt);
    }

    private void record(Database database, Scene scene) {
        Export export = scene.export();
        Instant now = scene.lookedAt();
        Dataflow flow = flow(export);
        new Runs(database.jdbi()).put(List.of(scene.run()));
        Inspection inspection = Inspection.of(
                        export,
                        scene.slot(),
                        Optional.of(flow),
                        flow.datasets(),
                        new RunsView.Asked(List.of(scene.run()), now))
                .looked(Map.of(ProvisioningWorld.DATASET, scene.look()));
        List<Judgement> judgements = Judge.judge(inspection, now);
        database.jdbi().useTransaction(tx -> {
            Incidents incidents = new Incidents();
            judgements.forEach(j -> new Verdicts(database.jdbi()).put(tx, j));
            List<Judged> judged = judgements.stream()
                    .map(j -> new Judged(j, scene.slot().deadline(), Examples.START))
                    .toList();
            var standing =
                    incidents.standing(tx, export.key(), List.of(scene.slot().due()), now);
            incidents.apply(tx, new Decide(config).decide(judged, standing, now), now);
        });
    }

    private static Dataflow flow(Export export) {
        return new Dataflow(
                "flow-of-" + export.name(),
                "landfall/" + export.name(),
                "enabled",
                Examples.START,
                export.schedule().orElseThrow(),
                Optional.empty(),
                "source-of-" + export.name(),
                "target-of-" + export.name(),
                List.of(new Dataset(ProvisioningWorld.DATASET, export.name())));
    }

    private static Run run(Export export, Instant due, long files) {
        return run(export, due, RunState.SUCCEEDED, "success", Optional.of(files), List.of());
    }

    private static Run failed(Export export, Instant due) {
        List<String> errors = List.of("CONNECTOR-2001-500: the destination refused the credentials");
        return run(export, due, RunState.FAILED, "failed", Optional.empty(), errors);
    }

    private static Run begun(Export export, Instant due) {
        return run(export, due, RunState.UNFINISHED, "inProgress", Optional.empty(), List.of());
    }

    private static Run run(
            Export export, Instant due, RunState state, String spelling, Optional<Long> files, List<String> errors) {
        Instant end = due.plus(Duration.ofMinutes(18));
        return new Run(
                export.name() + "-" + due.toString().substring(0, 13).replaceAll("[-T]", ""),
                flow(export).id(),
                state,
                spelling,
                due,
                end,
                Optional.of(due),
                state == RunState.UNFINISHED ? Optional.empty() : Optional.of(end),
                files.map(n -> n * 5_230),
                files,
                Map.of(),
                Optional.empty(),
                Optional.empty(),
                errors);
    }

    private static Landing landing(Export export, Instant due, long damaged, Instant newest) {
        return new Landing(
                Optional.of("aep/" + export.name() + "/" + ProvisioningWorld.DATASET + "/exportTime="
                        + due.toString().replaceAll("[-:TZ]", "")),
                4,
                7_368_452,
                Optional.of(newest),
                Optional.empty(),
                0,
                0,
                damaged,
                true,
                List.of());
    }
}
