package io.landfall.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Exports datasets as Adobe does: takes place, credentials, format and schedule from a dataflow of the emulated Flow
 * Service, writes genuine files by the store's own protocol, and registers the run. Credentials that the store refuses
 * make the run fail. File contents and names depend only on dataflow, dataset and slot. Thread-safe.
 */
public final class Exporter {

    /** Which way the exports of dataflows go. */
    @FunctionalInterface
    public interface Script {

        Outcome outcome(String flowName, Instant slot);
    }

    /** A slot of a dataflow. */
    public record Due(String flowId, Instant slot) {}

    private final FlowService service;
    private final Clock clock;
    private final Map<DestinationKind, Drop.Opener> openers = new EnumMap<>(DestinationKind.class);
    private final Map<String, Instant> doneBefore = new HashMap<>();
    private final Set<Due> late = new LinkedHashSet<>();
    private final ExportSettings settings = new ExportSettings();
    private Script script = (flow, slot) -> Outcome.ON_TIME;

    /** An exporter that can reach no store yet; see {@link #reach}. */
    public Exporter(FlowService service, Clock clock) {
        this.service = service;
        this.clock = clock;
    }

    /** Says how the stores of a type are reached. */
    public synchronized Exporter reach(DestinationKind kind, Drop.Opener opener) {
        openers.put(kind, opener);
        return this;
    }

    /** Files per dataset and records per file; default 2 and 60. */
    public synchronized Exporter size(int filesPerDataset, int recordsPerFile) {
        settings.files = filesPerDataset;
        settings.records = recordsPerFile;
        return this;
    }

    /** The most rows of a Parquet row group; default 25, so that the default files have three. */
    public synchronized Exporter rowGroupRows(int rows) {
        settings.rowGroupRows = rows;
        return this;
    }

    /** Digits of {@code exportTime=}: 14 (default, observed) or 12 (documented). */
    public synchronized Exporter exportTimeDigits(int digits) {
        settings.digits = digits;
        return this;
    }

    /** How the runs from now on spell success; default {@code success}. */
    public synchronized Exporter spellSuccess(String spelling) {
        settings.success = spelling;
        return this;
    }

    /** Whether keys begin with a slash; default false. */
    public synchronized Exporter leadingSlash(boolean slash) {
        settings.leadingSlash = slash;
        return this;
    }

    /** What {@link #tick}, {@link #catchUp} and {@link #pastRunsAtOnce} do; default: all is on time. */
    public synchronized Exporter script(Script how) {
        script = how;
        return this;
    }

    /**
     * From now on each dataflow that is created with a start in the past gets its runs up to now at once, before the
     * create call is answered.
     *
     * @param backdate also sets the dataflow's {@code createdAt} to an hour before its start
     */
    public void pastRunsAtOnce(boolean backdate) {
        service.onFlowCreated((sandbox, flowId) -> {
            ObjectNode flow = sandbox.require(EntityKind.FLOW, flowId);
            Instant start = EmulatedSchedule.of(flow).start();
            if (start.isAfter(clock.instant())) {
                return;
            }
            if (backdate) {
                sandbox.backdate(flowId, start.minus(Duration.ofHours(1)));
            }
            synchronized (this) {
                produce(sandbox, flow, start, clock.instant());
            }
        });
    }

    /** Produces all slots of all enabled dataflows from their start up to now that were not yet produced. */
    public synchronized List<Delivery> catchUp(Instant now) {
        return all(now, true);
    }

    /** Produces what became due since the last time, for a new dataflow since its creation. */
    public synchronized List<Delivery> tick(Instant now) {
        return all(now, false);
    }

    /**
     * One export now, whatever the schedule says.
     *
     * @throws IllegalArgumentException for an unknown dataflow
     */
    public synchronized Delivery export(String flowId, Instant slot, Outcome outcome) {
        Sandbox sandbox = sandboxOf(flowId);
        ObjectNode flow = sandbox.require(EntityKind.FLOW, flowId);
        try (Drop drop = drop(sandbox, flow)) {
            return one(sandbox, flow, slot, outcome, drop, clock.instant());
        }
    }

    /**
     * One export whose datasets differ.
     *
     * @param byDataset no outcome of the run as a whole ({@link Outcome#ofRun()})
     */
    public synchronized Delivery export(String flowId, Instant slot, Function<String, Outcome> byDataset) {
        Sandbox sandbox = sandboxOf(flowId);
        ObjectNode flow = sandbox.require(EntityKind.FLOW, flowId);
        try (Drop drop = drop(sandbox, flow)) {
            return shipment(sandbox, flow, Timing.of(slot, clock.instant()), drop)
                    .send(byDataset);
        }
    }

    /** The slots that were to be late and are not delivered yet. */
    public synchronized List<Due> late() {
        return List.copyOf(late);
    }

    /** Delivers a late slot: the run started soon after it was due, and run and files are finished now. */
    public synchronized Delivery deliverLate(String flowId, Instant slot) {
        Sandbox sandbox = sandboxOf(flowId);
        ObjectNode flow = sandbox.require(EntityKind.FLOW, flowId);
        try (Drop drop = drop(sandbox, flow)) {
            late.remove(new Due(flowId, slot));
            return shipment(sandbox, flow, Timing.late(slot, clock.instant()), drop)
                    .send(id -> Outcome.ON_TIME);
        }
    }

    private List<Delivery> all(Instant now, boolean fromStart) {
        List<Delivery> done = new ArrayList<>();
        for (Sandbox sandbox : service.sandboxes()) {
            for (ObjectNode flow : sandbox.all(EntityKind.FLOW)) {
                Instant first = fromStart
                        ? EmulatedSchedule.of(flow).start()
                        : Instant.ofEpochMilli(flow.path("createdAt").asLong());
                done.addAll(produce(sandbox, flow, first, now));
            }
        }
        return done;
    }

    private List<Delivery> produce(Sandbox sandbox, ObjectNode flow, Instant first, Instant now) {
        String flowId = flow.path("id").asText();
        Instant from = doneBefore.getOrDefault(flowId, first);
        Instant to = now.plusMillis(1);
        doneBefore.put(flowId, to.isAfter(from) ? to : from);
        List<Delivery> done = new ArrayList<>();
        if (!flow.path("state").asText().equals("enabled")) {
            return done;
        }
        try (Drop drop = drop(sandbox, flow)) {
            for (Instant slot : EmulatedSchedule.of(flow).slots(from, to)) {
                Outcome outcome = script.outcome(flow.path("name").asText(), slot);
                done.add(one(sandbox, flow, slot, outcome, drop, now));
            }
        }
        return done;
    }

    private Delivery one(Sandbox sandbox, ObjectNode flow, Instant slot, Outcome outcome, Drop drop, Instant now) {
        Shipment shipment = shipment(sandbox, flow, Timing.of(slot, now), drop);
        return switch (outcome) {
            case LATE -> {
                late.add(new Due(flow.path("id").asText(), slot));
                yield shipment.nothing();
            }
            case NOT_STARTED -> shipment.nothing();
            case RUN_FAILED -> shipment.fail();
            case RUN_STUCK -> shipment.stick();
            case ON_TIME, MISSING, PARTLY, EMPTY, TRUNCATED, WRONG_FORMAT, NOTHING_TO_EXPORT ->
                shipment.send(id -> outcome);
        };
    }

    private Shipment shipment(Sandbox sandbox, ObjectNode flow, Timing timing, Drop drop) {
        return new Shipment(sandbox, flow, settings, timing, drop);
    }

    private Drop drop(Sandbox sandbox, ObjectNode flow) {
        String targetId = flow.path("targetConnectionIds").path(0).asText();
        ObjectNode target = sandbox.require(EntityKind.TARGET_CONNECTION, targetId);
        ObjectNode base = sandbox.require(
                EntityKind.BASE_CONNECTION, target.path("baseConnectionId").asText());
        DestinationKind kind = DestinationKind.ofFlowSpec(
                        flow.path("flowSpec").path("id").asText())
                .orElseThrow(() -> new IllegalArgumentException("not a flow spec for datasets"));
        Drop.Opener opener = openers.get(kind);
        if (opener == null) {
            throw new IllegalStateException("this world has no store of type " + kind.title());
        }
        return Drop.whenNeeded(opener, base, target);
    }

    private Sandbox sandboxOf(String flowId) {
        return service.sandboxOf(flowId)
                .orElseThrow(() -> new IllegalArgumentException("no dataflow with id " + flowId));
    }
}
