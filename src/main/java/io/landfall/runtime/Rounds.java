package io.landfall.runtime;

import com.fasterxml.jackson.databind.JsonNode;
import io.landfall.calendar.Calendar;
import io.landfall.flowservice.Answer;
import io.landfall.flowservice.Entities;
import io.landfall.flowservice.FlowServiceFailure;
import io.landfall.flowservice.FlowServiceRequest;
import io.landfall.flowservice.Paging;
import io.landfall.flowservice.RunAnswers;
import io.landfall.model.Config;
import io.landfall.model.Dataflow;
import io.landfall.model.Dataset;
import io.landfall.model.EntityType;
import io.landfall.model.Export;
import io.landfall.model.ExportKey;
import io.landfall.model.FlowObject;
import io.landfall.model.Platform;
import io.landfall.model.Run;
import io.landfall.model.Slot;
import io.landfall.model.SlotKey;
import io.landfall.plan.Observed;
import io.landfall.state.Dataflows;
import io.landfall.state.Runs;
import io.landfall.state.Scopes;
import io.landfall.state.Slots;
import io.landfall.verdict.Inspection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The verbs of {@code poll-runs.camel.yaml}: what is due in a sandbox, what to ask, what the answers mean. */
public final class Rounds {
    /** How old the schedules may be that slots are computed from. */
    static final Duration SCHEDULES_FRESH = Duration.ofHours(1);

    /** How many dataflows one question for runs names. */
    static final int DATAFLOWS_A_CALL = 25;

    private final Config config;
    private final Dataflows dataflows;
    private final Runs runs;
    private final Scopes scopes;
    private final Slots slots;
    private final Duration poll;
    private final Clock clock;

    public Rounds(
            Config config, Dataflows dataflows, Runs runs, Scopes scopes, Slots slots, Duration poll, Clock clock) {
        this.config = config;
        this.dataflows = dataflows;
        this.runs = runs;
        this.scopes = scopes;
        this.slots = slots;
        this.poll = poll;
        this.clock = clock;
    }

    /**
     * One question for the runs of some dataflows.
     *
     * @param since runs that were last updated before this are of no interest: where the pages reach them, they end
     */
    public record RunQuery(FlowServiceRequest request, Instant since) {}

    /** Writes down the slots that have come due; answers the sandboxes ({@code platform/sandbox}) that have work. */
    public List<String> begin() {
        Instant now = clock.instant();
        List<String> due = new ArrayList<>();
        for (Map.Entry<String, List<Export>> scope : byScope().entrySet()) {
            scope.getValue().forEach(export -> openSlots(export, now));
            if (stale(scope.getKey()) || !slots.toLookAt(scope.getKey(), now).isEmpty()) {
                due.add(scope.getKey());
            }
        }
        return due;
    }

    /**
     * Whether the round before was complete: every sandbox answered when it was last asked, and no look that was due two
     * polls ago has been left unstarted. With no export enabled there is nothing that can be left.
     */
    public boolean complete() {
        Instant before = clock.instant().minus(poll.multipliedBy(2));
        return byScope().keySet().stream().allMatch(scope -> {
            Scopes.Asked asked = scopes.of(scope);
            return asked.trouble().isEmpty()
                    && asked.flowsReadAt().isPresent()
                    && slots.toLookAt(scope, before).isEmpty();
        });
    }

    /**
     * Whether the schedules of the sandbox have to be read again: after an hour, and before anything is said about the
     * slot of an export that had no dataflow when they were read, since one may have been made.
     */
    public boolean stale(String scope) {
        Instant now = clock.instant();
        Scopes.Asked asked = scopes.of(scope);
        boolean old = asked.flowsReadAt()
                .map(at -> !at.plus(SCHEDULES_FRESH).isAfter(now))
                .orElse(true);
        return old
                || slots.toLookAt(scope, now).stream()
                        .anyMatch(slot -> dataflows.of(slot.export()).isEmpty());
    }

    /** The list of all destination dataflows of the sandbox (Flow Service §5). */
    public FlowServiceRequest flowsQuery(String scope) {
        return FlowServiceRequest.get(platform(scope), sandbox(scope), "flows", "read the dataflows")
                .with("property", "inheritedAttributes.properties.isDestinationFlow==true")
                .with("limit", "100");
    }

    /** The list of all source connections: which datasets each dataflow exports. */
    public FlowServiceRequest sourcesQuery(String scope) {
        return FlowServiceRequest.get(
                        platform(scope), sandbox(scope), "sourceConnections", "read the source connections")
                .with("limit", "100");
    }

    /** The list of all target connections: where watched dataflows write. */
    public FlowServiceRequest targetsQuery(String scope) {
        return FlowServiceRequest.get(
                        platform(scope), sandbox(scope), "targetConnections", "read the target connections")
                .with("limit", "100");
    }

    /** Whether some export of the sandbox is watched by its dataflow's id: then its place is the dataflow's own. */
    public boolean watches(String scope) {
        return byScope().getOrDefault(scope, List.of()).stream()
                .anyMatch(e -> e.flowId().isPresent());
    }

    /** Keeps where the watched dataflows write. */
    public void keepTargets(String scope, List<JsonNode> flows, List<JsonNode> targets) {
        List<FlowObject> objects = objects(EntityType.FLOW, flows);
        Map<String, FlowObject> byId = objects(EntityType.TARGET_CONNECTION, targets).stream()
                .collect(Collectors.toMap(FlowObject::id, t -> t, (a, b) -> a));
        byScope().getOrDefault(scope, List.of()).stream()
                .filter(e -> e.flowId().isPresent())
                .forEach(export -> flowOf(export, objects)
                        .map(flow -> byId.get(first(flow.targetIds())))
                        .flatMap(Entities::target)
                        .ifPresent(target -> dataflows.putTarget(export.key(), target)));
    }

    /** Keeps the dataflows of the declared exports, with their datasets, and opens the slots that they make due. */
    public void keepFlows(String scope, List<JsonNode> flows, List<JsonNode> sources) {
        Instant now = clock.instant();
        List<FlowObject> objects = objects(EntityType.FLOW, flows);
        Map<String, List<Dataset>> datasets = objects(EntityType.SOURCE_CONNECTION, sources).stream()
                .collect(Collectors.toMap(FlowObject::id, FlowObject::datasets, (a, b) -> a));
        for (Export export : byScope().getOrDefault(scope, List.of())) {
            Optional<Dataflow> flow =
                    flowOf(export, objects).flatMap(f -> Entities.dataflow(f, datasetsOf(f, datasets)));
            flow.ifPresentOrElse(f -> dataflows.put(export.key(), f, now), () -> dataflows.gone(export.key()));
        }
        scopes.flowsRead(scope, now);
        byScope().getOrDefault(scope, List.of()).forEach(export -> openSlots(export, now));
    }

    /** The dataflow of a slot, by its id (Flow Service §8). */
    public FlowServiceRequest flowQuery(Inspection inspection) {
        ExportKey key = inspection.slot().export();
        return FlowServiceRequest.get(
                platform(key.scope()),
                key.sandbox(),
                "flows/" + inspection.dataflow().orElseThrow().id(),
                "read the dataflow of " + key.export() + " again");
    }

    /** Keeps the dataflow of a slot as it is now; its datasets as they were read by list. */
    public void keepFlow(Inspection inspection, FlowServiceRequest request, Answer answer) {
        Dataflow before = inspection.dataflow().orElseThrow();
        Entities.object(EntityType.FLOW, Entities.single(request, answer))
                .flatMap(f -> Entities.dataflow(
                        f, dataflows.datasets(inspection.slot().export(), first(f.sourceIds()))))
                .filter(f -> f.id().equals(before.id()))
                .ifPresent(f -> dataflows.put(inspection.slot().export(), f, clock.instant()));
    }

    /** The questions for the runs of the dataflows that have a slot to look at, 25 dataflows each. */
    public List<RunQuery> runQueries(String scope) {
        Map<String, Instant> oldest = slots.toLookAt(scope, clock.instant()).stream()
                .flatMap(slot -> dataflows.of(slot.export()).map(f -> Map.entry(f.id(), slot.due())).stream())
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, Rounds::earlier));
        List<String> ids = oldest.keySet().stream().sorted().toList();
        List<RunQuery> queries = new ArrayList<>();
        for (int i = 0; i < ids.size(); i += DATAFLOWS_A_CALL) {
            List<String> some = ids.subList(i, Math.min(ids.size(), i + DATAFLOWS_A_CALL));
            Instant since =
                    some.stream().map(oldest::get).reduce(Rounds::earlier).orElseThrow();
            queries.add(runQuery(scope, some, since));
        }
        return queries;
    }

    /** Asks by dataflow, without a filter on metrics, which queued and failed runs may not have (Flow Service §9). */
    public RunQuery runQuery(String scope, List<String> flowIds, Instant since) {
        return new RunQuery(
                FlowServiceRequest.get(platform(scope), sandbox(scope), "runs", "read the runs")
                        .with("property", "flowId==" + String.join(",", flowIds))
                        .with("limit", "100"),
                since.minus(io.landfall.calendar.Runs.EARLY));
    }

    /** Ends the walk where the runs were last updated before anything of interest: the newest come first. */
    public Paging.Cursor enough(Paging.Cursor cursor, RunQuery query) {
        if (!cursor.more() || cursor.items().isEmpty()) {
            return cursor;
        }
        JsonNode last = cursor.items().get(cursor.items().size() - 1);
        boolean past = RunAnswers.run(last)
                .map(Run::updatedAt)
                .filter(at -> at.isBefore(query.since()))
                .isPresent();
        return past ? new Paging.Cursor(cursor.next(), cursor.items(), cursor.seen(), false) : cursor;
    }

    public void keepRuns(List<JsonNode> items) {
        runs.put(items.stream().flatMap(item -> RunAnswers.run(item).stream()).toList());
    }

    /** All questions for runs were answered; that says nothing while the schedules themselves could not be read. */
    public void answered(String scope) {
        if (scopes.of(scope).trouble().isEmpty() || !stale(scope)) {
            scopes.runsAsked(scope, clock.instant());
        }
    }

    /** The platform could not be asked; slots that are due are judged all the same, as {@code UNKNOWN}. */
    public void barred(String scope, Exception failure) {
        scopes.barred(
                scope,
                FlowServiceFailure.in(failure)
                        .orElseThrow(() -> new IllegalStateException(failure))
                        .trouble());
    }

    /** The slots of the sandbox to look at now, by their keys. */
    public List<String> toVerify(String scope) {
        return slots.toLookAt(scope, clock.instant()).stream()
                .filter(slot -> export(slot.export()).isPresent())
                .map(SlotKey::toString)
                .toList();
    }

    private void openSlots(Export export, Instant now) {
        Instant firstSeen = dataflows.firstSeen(export.key(), now);
        Duration longest = export.grace().compareTo(export.firstGrace()) > 0 ? export.grace() : export.firstGrace();
        Instant from = slots.newest(export.key()).map(t -> t.plusMillis(1)).orElse(firstSeen.minus(longest));
        Instant to = now.plusMillis(1);
        Optional<Dataflow> flow = dataflows.of(export.key());
        List<Slot> due;
        if (flow.isPresent()) {
            due = Calendar.slots(flow.get(), from, to)
                    .map(t -> Calendar.slot(export, flow.get(), t))
                    .toList();
        } else if (scopes.of(export.key().scope()).flowsReadAt().isPresent()
                && export.schedule().isPresent()) {
            due = Calendar.slots(export.schedule().get(), from, to)
                    .map(t -> Calendar.slot(export, export.schedule().get(), t))
                    .toList();
        } else {
            return;
        }
        slots.open(due.stream().filter(s -> !s.deadline().isBefore(firstSeen)).toList(), now);
    }

    /** The dataflow that the export names, else the one with our mark; of several the one with our name. */
    private static Optional<FlowObject> flowOf(Export export, List<FlowObject> flows) {
        Observed observed = new Observed(flows, List.of());
        if (export.flowId().isPresent()) {
            return observed.find(EntityType.FLOW, export.flowId().get());
        }
        List<FlowObject> ours = observed.marked(EntityType.FLOW, export.name());
        return ours.stream()
                .filter(f -> f.name().equals("landfall/" + export.name()))
                .findFirst()
                .or(() -> ours.stream().findFirst());
    }

    private Map<String, List<Export>> byScope() {
        return config.exports().values().stream()
                .filter(Export::enabled)
                .collect(Collectors.groupingBy(e -> e.key().scope(), java.util.TreeMap::new, Collectors.toList()));
    }

    private Optional<Export> export(ExportKey key) {
        return Optional.ofNullable(config.exports().get(key.export()))
                .filter(e -> e.key().equals(key) && e.enabled());
    }

    private Platform platform(String scope) {
        return config.platforms().get(scope.substring(0, scope.indexOf('/')));
    }

    private static String sandbox(String scope) {
        return scope.substring(scope.indexOf('/') + 1);
    }

    private static List<Dataset> datasetsOf(FlowObject flow, Map<String, List<Dataset>> bySource) {
        Function<String, List<Dataset>> of = id -> bySource.getOrDefault(id, List.of());
        return flow.sourceIds().stream().flatMap(id -> of.apply(id).stream()).toList();
    }

    private static List<FlowObject> objects(EntityType type, List<JsonNode> items) {
        return items.stream().flatMap(i -> Entities.object(type, i).stream()).toList();
    }

    private static String first(List<String> ids) {
        return ids.isEmpty() ? "" : ids.get(0);
    }

    private static Instant earlier(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }
}
