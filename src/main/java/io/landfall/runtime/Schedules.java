package io.landfall.runtime;

import com.fasterxml.jackson.databind.JsonNode;
import io.landfall.calendar.Calendar;
import io.landfall.flowservice.Answer;
import io.landfall.flowservice.Entities;
import io.landfall.flowservice.FlowServiceRequest;
import io.landfall.model.Config;
import io.landfall.model.Dataflow;
import io.landfall.model.Dataset;
import io.landfall.model.EntityType;
import io.landfall.model.Export;
import io.landfall.model.ExportKey;
import io.landfall.model.FlowObject;
import io.landfall.model.Schedule;
import io.landfall.model.Slot;
import io.landfall.plan.Observed;
import io.landfall.state.Dataflows;
import io.landfall.state.Dataflows.Kept;
import io.landfall.state.Scopes;
import io.landfall.state.Slots;
import io.landfall.verdict.Inspection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The verbs of {@code poll-runs.camel.yaml} about dataflows: what their own schedules make due. */
public final class Schedules {
    /** How old the schedules may be that slots are computed from. */
    static final Duration FRESH = Duration.ofHours(1);

    /** The same while a declared export has no dataflow: somebody is going to make it, and wants to see that. */
    static final Duration FRESH_WHILE_MISSING = Duration.ofMinutes(1);

    private final Config config;
    private final Dataflows dataflows;
    private final Scopes scopes;
    private final Slots slots;
    private final Clock clock;
    private final Instant started;

    public Schedules(Config config, Dataflows dataflows, Scopes scopes, Slots slots, Clock clock) {
        this.config = config;
        this.dataflows = dataflows;
        this.scopes = scopes;
        this.slots = slots;
        this.clock = clock;
        this.started = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    /**
     * Whether the schedules of the sandbox have to be read again: at start, after an hour, after a minute while an enabled
     * export has no dataflow, and before anything is said about a slot of such an export, since one may have been made.
     */
    public boolean stale(String scope) {
        Instant now = clock.instant();
        Scopes.Asked asked = scopes.of(scope);
        Duration age = asked.flowsReadAt()
                .filter(at -> !at.isBefore(started))
                .map(at -> Duration.between(at, now))
                .orElse(FRESH);
        Map<ExportKey, Kept> kept = dataflows.in(scope);
        return age.compareTo(FRESH) >= 0
                || (age.compareTo(FRESH_WHILE_MISSING) >= 0 && missing(scope, kept))
                || slots.oldestToLookAt(scope, now).keySet().stream().anyMatch(e -> !kept.containsKey(e));
    }

    private boolean missing(String scope, Map<ExportKey, Kept> kept) {
        return byScope().getOrDefault(scope, List.of()).stream()
                .map(e -> kept.get(e.key()))
                .anyMatch(k -> k == null || k.gone());
    }

    /** The list of all destination dataflows of the sandbox (Flow Service §5). */
    public FlowServiceRequest flowsQuery(String scope) {
        return FlowServiceRequest.get(
                        Scoped.platform(config, scope), Scoped.sandbox(scope), "flows", "read the dataflows")
                .with("property", "inheritedAttributes.properties.isDestinationFlow==true")
                .with("limit", "100");
    }

    /** The list of all source connections: which datasets each dataflow exports. */
    public FlowServiceRequest sourcesQuery(String scope) {
        return FlowServiceRequest.get(
                        Scoped.platform(config, scope),
                        Scoped.sandbox(scope),
                        "sourceConnections",
                        "read the source connections")
                .with("limit", "100");
    }

    /**
     * Whether the source connections have to be read: the datasets of one never change (Flow Service §8), so not where
     * those of every dataflow are known.
     */
    public boolean newSources(String scope, List<JsonNode> flows) {
        List<FlowObject> objects = objects(EntityType.FLOW, flows);
        Map<ExportKey, Kept> kept = dataflows.in(scope);
        return byScope().getOrDefault(scope, List.of()).stream()
                .anyMatch(export -> flowOf(export, objects)
                        .filter(flow -> known(export, flow, kept).isEmpty())
                        .isPresent());
    }

    /** Empty where they have to be read. */
    private List<Dataset> known(Export export, FlowObject flow, Map<ExportKey, Kept> kept) {
        if (flow.sourceIds().size() != 1) {
            return List.of();
        }
        String source = first(flow.sourceIds());
        return Optional.ofNullable(kept.get(export.key()))
                .map(Kept::flow)
                .filter(f -> f.sourceConnectionId().equals(source))
                .map(Dataflow::datasets)
                .orElseGet(() -> dataflows.datasets(export.key(), source));
    }

    /** The list of all target connections: where watched dataflows write. */
    public FlowServiceRequest targetsQuery(String scope) {
        return FlowServiceRequest.get(
                        Scoped.platform(config, scope),
                        Scoped.sandbox(scope),
                        "targetConnections",
                        "read the target connections")
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

    /**
     * Keeps the dataflows of the declared exports, with their datasets, and opens the slots that they make due.
     *
     * @param sources the source connections; null where all were known
     */
    public void keepFlows(String scope, List<JsonNode> flows, List<JsonNode> sources) {
        Instant now = clock.instant();
        List<FlowObject> objects = objects(EntityType.FLOW, flows);
        Map<String, List<Dataset>> datasets = (sources == null
                        ? List.<FlowObject>of()
                        : objects(EntityType.SOURCE_CONNECTION, sources))
                .stream().collect(Collectors.toMap(FlowObject::id, FlowObject::datasets, (a, b) -> a));
        Map<ExportKey, Kept> kept = dataflows.in(scope);
        Map<ExportKey, Dataflow> changed = new LinkedHashMap<>();
        for (Export export : byScope().getOrDefault(scope, List.of())) {
            Optional<Dataflow> flow = flowOf(export, objects)
                    .flatMap(f ->
                            Entities.dataflow(f, sources == null ? known(export, f, kept) : datasetsOf(f, datasets)));
            flow.filter(f -> !new Kept(f, false).equals(kept.get(export.key())))
                    .ifPresent(f -> changed.put(export.key(), f));
            if (flow.isEmpty()) {
                dataflows.gone(export, now);
            }
        }
        dataflows.put(changed, now);
        scopes.flowsRead(scope, now);
        openSlots(scope, now);
    }

    /** The dataflow of a slot, by its id (Flow Service §8). */
    public FlowServiceRequest flowQuery(Inspection inspection) {
        ExportKey key = inspection.slot().export();
        return FlowServiceRequest.get(
                Scoped.platform(config, key.scope()),
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

    /** Writes the slots down that have come due by the dataflows' own schedules; without a dataflow by the declared one. */
    void openSlots(String scope, Instant now) {
        Map<ExportKey, Slots.Reached> reached = slots.reached(scope);
        Map<ExportKey, Kept> kept = dataflows.in(scope);
        boolean asked = asked(scope);
        List<Slot> due = new ArrayList<>();
        for (Export export : byScope().getOrDefault(scope, List.of())) {
            Slots.Reached before = Optional.ofNullable(reached.get(export.key()))
                    .orElseGet(() -> new Slots.Reached(dataflows.firstSeen(export.key(), now), Optional.empty()));
            Optional<Dataflow> flow =
                    Optional.ofNullable(kept.get(export.key())).map(Kept::flow);
            due.addAll(due(export, flow, before, asked, now));
        }
        slots.open(due, now);
    }

    private static List<Slot> due(
            Export export, Optional<Dataflow> flow, Slots.Reached before, boolean asked, Instant now) {
        Duration longest = export.grace().compareTo(export.firstGrace()) > 0 ? export.grace() : export.firstGrace();
        // the grace of a one-time export counts from its dataflow's creation, however long ago it was due
        Instant first = flow.map(Dataflow::schedule)
                .filter(Schedule::once)
                .map(Schedule::start)
                .orElse(before.firstSeen().minus(longest));
        Instant from = before.newest().map(t -> t.plusMillis(1)).orElse(first);
        Instant to = now.plusMillis(1);
        Stream<Slot> due;
        if (flow.isPresent()) {
            due = Calendar.slots(flow.get(), from, to).map(t -> Calendar.slot(export, flow.get(), t));
        } else if (asked && export.schedule().isPresent()) {
            Schedule declared = export.schedule().get();
            due = Calendar.slots(declared, from, to).map(t -> Calendar.slot(export, declared, t));
        } else {
            return List.of();
        }
        return due.filter(s -> !s.deadline().isBefore(before.firstSeen())).toList();
    }

    /** Whether there is no dataflow, or nobody can say whether there is one: then the declared schedule counts. */
    private boolean asked(String scope) {
        Scopes.Asked asked = scopes.of(scope);
        return asked.flowsReadAt().isPresent() || asked.trouble().isPresent();
    }

    /** The enabled exports, by {@code platform/sandbox}. */
    Map<String, List<Export>> byScope() {
        return config.exports().values().stream()
                .filter(Export::enabled)
                .collect(Collectors.groupingBy(e -> e.key().scope(), TreeMap::new, Collectors.toList()));
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
}
