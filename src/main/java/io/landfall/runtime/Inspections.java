package io.landfall.runtime;

import io.landfall.alert.Decide;
import io.landfall.alert.Judged;
import io.landfall.calendar.Calendar;
import io.landfall.calendar.Looks;
import io.landfall.calendar.Runs;
import io.landfall.flowservice.FlowServiceFailure;
import io.landfall.model.Claim;
import io.landfall.model.Config;
import io.landfall.model.Dataflow;
import io.landfall.model.Dataset;
import io.landfall.model.Export;
import io.landfall.model.Judgement;
import io.landfall.model.Landing;
import io.landfall.model.Look;
import io.landfall.model.Run;
import io.landfall.model.Slot;
import io.landfall.model.SlotKey;
import io.landfall.model.Target;
import io.landfall.model.Trouble;
import io.landfall.state.Dataflows;
import io.landfall.state.Fence;
import io.landfall.state.Incidents;
import io.landfall.state.Scopes;
import io.landfall.state.Slots;
import io.landfall.state.Verdicts;
import io.landfall.storage.ByteBudget;
import io.landfall.storage.LookRequest;
import io.landfall.verdict.Inspection;
import io.landfall.verdict.Judge;
import io.landfall.verdict.Need;
import io.landfall.verdict.RunsView;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;

/** The verbs of {@code verify.camel.yaml}: what is known of a slot, what to look at, what it means, what to record. */
public final class Inspections {
    /** So long what a platform answered may be judged by. */
    private static final Duration LATELY = Duration.ofMinutes(10);

    private final Config config;
    private final Jdbi jdbi;
    private final Dataflows dataflows;
    private final io.landfall.state.Runs runs;
    private final Scopes scopes;
    private final Slots slots;
    private final Verdicts verdicts;
    private final Incidents incidents;
    private final Decide decide;
    private final Duration poll;
    private final Clock clock;

    public Inspections(
            Config config,
            Jdbi jdbi,
            Dataflows dataflows,
            io.landfall.state.Runs runs,
            Scopes scopes,
            Slots slots,
            Verdicts verdicts,
            Incidents incidents,
            Decide decide,
            Duration poll,
            Clock clock) {
        this.config = config;
        this.jdbi = jdbi;
        this.dataflows = dataflows;
        this.runs = runs;
        this.scopes = scopes;
        this.slots = slots;
        this.verdicts = verdicts;
        this.incidents = incidents;
        this.decide = decide;
        this.poll = poll;
        this.clock = clock;
    }

    /** What is known of a slot, by its key; the slot's export is declared and enabled. */
    public Inspection open(String slotKey) {
        SlotKey key = SlotKey.parse(slotKey);
        Export export = export(key);
        Optional<Dataflow> flow = dataflows.of(key.export());
        Slot slot = slot(export, flow, key);
        Scopes.Asked asked = scopes.of(key.export().scope());
        List<Run> ofSlot = flow.map(f -> runsOf(f, slot)).orElse(List.of());
        RunsView view = asked.trouble()
                .or(() -> flow.filter(f -> target(export).isEmpty()).map(f -> withoutTarget(key, f)))
                .<RunsView>map(RunsView.NotAsked::new)
                .orElseGet(() -> new RunsView.Asked(ofSlot, asked.runsAskedAt().orElse(Instant.EPOCH)));
        List<Dataset> datasets = flow.map(f -> datasets(f, key, ofSlot)).orElse(List.of());
        return LandingZones.retaining(config.storage(export), Inspection.of(export, slot, flow, datasets, view))
                .keeping(kept(key, datasets, ofSlot))
                .unscheduled(
                        flow.filter(f -> !Calendar.due(f.schedule(), key.due())).isPresent() && !told(export, key));
    }

    /** What was said to be wrong stays so, whatever becomes of the schedule later. */
    private boolean told(Export export, SlotKey key) {
        return verdicts.of(key).stream().anyMatch(v -> v.verdict().bad(export.alertOnEmpty()));
    }

    /** What to look at in the storage: nothing where no look would change the verdict. */
    public List<LookRequest> lookRequests(Inspection inspection) {
        Need.Storage need = Need.of(inspection, clock.instant()).storage();
        if (need == Need.Storage.NOTHING) {
            return List.of();
        }
        Export export = export(inspection.slot().key());
        ByteBudget budget = new ByteBudget(config.settings().byteBudget());
        return inspection.datasets().stream()
                .filter(d -> !inspection.kept().containsKey(d.id()))
                .map(d -> LookRequests.of(config, export, target(export).orElseThrow(), inspection, d, need, budget))
                .toList();
    }

    /** The inspection with what the storage showed, in the order of the requests. */
    public Inspection looked(Inspection inspection, List<LookRequest> requests, List<Look> looks) {
        Map<String, Look> byDataset = new HashMap<>();
        for (int i = 0; i < requests.size(); i++) {
            byDataset.put(requests.get(i).dataset().id(), looks.get(i));
        }
        return inspection.looked(byDataset);
    }

    public List<Judgement> judge(Inspection inspection) {
        return Judge.judge(inspection, clock.instant());
    }

    /** Whether somebody is going to be told: then the schedule is read once more before it is recorded. */
    public boolean bad(Inspection inspection, List<Judgement> judgements) {
        Export export = export(inspection.slot().key());
        return inspection.dataflow().isPresent()
                && !clock.instant().isBefore(inspection.slot().deadline())
                && judgements.stream()
                        .anyMatch(j -> j.verdict().bad(export.alertOnEmpty())
                                && j.trouble().isEmpty());
    }

    /** The inspection with the dataflow as it is now, when the slot still is one of its. */
    public Inspection again(Inspection inspection) {
        return open(inspection.slot().key().toString()).looked(inspection.looks());
    }

    /** The dataflow could not be read again: it is gone, or nobody can say so. */
    public Inspection barred(Inspection inspection, Exception failure) {
        FlowServiceFailure refused =
                FlowServiceFailure.in(failure).orElseThrow(() -> new IllegalStateException(failure));
        if (refused.status() == 404) {
            dataflows.gone(export(inspection.slot().key()), clock.instant());
            return again(inspection);
        }
        return inspection.asked(new RunsView.NotAsked(refused.trouble()));
    }

    /**
     * Records verdicts, what follows from them and when to look again, all or nothing.
     *
     * @param claim the execution that this is; null for a command, which nobody takes over
     * @param tell false for a {@code verify} that only looks
     * @return the messages to deliver
     */
    public List<String> record(Claim claim, Inspection inspection, List<Judgement> judgements, boolean tell) {
        Instant now = clock.instant();
        SlotKey key = inspection.slot().key();
        return jdbi.inTransaction(tx -> {
            if (claim != null && !Fence.holds(tx, claim)) {
                return List.of();
            }
            if (!inspection.datasets().isEmpty()) {
                verdicts.datasetsKnown(tx, key);
            }
            List<Judgement> recorded =
                    judgements.stream().filter(j -> verdicts.put(tx, j)).toList();
            slots.lookAgain(tx, key, nextLook(inspection, judgements, now));
            if (!tell || recorded.isEmpty()) {
                return List.of();
            }
            Instant firstSeen = dataflows.firstSeen(key.export(), now);
            List<Judged> judged = recorded.stream()
                    .map(j -> new Judged(j, inspection.slot().deadline(), firstSeen))
                    .toList();
            boolean anyBad =
                    recorded.stream().anyMatch(j -> j.verdict().bad(export(key).alertOnEmpty()));
            var standing = incidents.standing(tx, key.export(), anyBad ? List.of(key.due()) : List.of(), now);
            return incidents.apply(tx, decide.decide(judged, standing, now), now);
        });
    }

    private Optional<Instant> nextLook(Inspection inspection, List<Judgement> judgements, Instant now) {
        boolean done = judgements.stream().allMatch(j -> Closing.done(j.verdict(), inspection.slot(), now));
        return done ? Optional.empty() : Optional.of(Looks.next(inspection.slot(), now, poll));
    }

    private static Slot slot(Export export, Optional<Dataflow> flow, SlotKey key) {
        return flow.map(f -> Calendar.slot(export, f, key.due()))
                .orElseGet(() -> Calendar.slot(export, export.schedule().orElseThrow(), key.due()));
    }

    private List<Run> runsOf(Dataflow flow, Slot slot) {
        return Runs.ofSlot(slot, runs.between(flow.id(), slot.due().minus(Runs.EARLY), slot.next()));
    }

    /** A run's datasets are those of its own source connection, where that is known. */
    private List<Dataset> datasets(Dataflow flow, SlotKey key, List<Run> ofSlot) {
        List<Dataset> own = Runs.best(ofSlot)
                .flatMap(Run::sourceConnectionId)
                .map(id -> dataflows.datasets(key.export(), id))
                .orElse(List.of());
        return own.isEmpty() ? flow.datasets() : own;
    }

    private Map<String, Judgement> kept(SlotKey key, List<Dataset> datasets, List<Run> ofSlot) {
        Map<String, Run> runsById =
                ofSlot.stream().collect(Collectors.toMap(Run::id, Function.identity(), (a, b) -> a));
        return verdicts.of(key).stream()
                .filter(v -> v.verdict().last())
                .filter(v -> datasets.stream().anyMatch(d -> d.id().equals(v.dataset())))
                .collect(Collectors.toMap(Verdicts.Recorded::dataset, v -> judgement(v, runsById)));
    }

    private static Judgement judgement(Verdicts.Recorded v, Map<String, Run> runsById) {
        Landing landing =
                new Landing(v.folder(), v.files(), v.bytes(), v.newest(), v.records(), 0, 0, 0, true, List.of());
        return new Judgement(
                v.slot(),
                v.dataset(),
                v.verdict(),
                v.depth(),
                v.runId().map(runsById::get),
                Optional.of(landing),
                Optional.empty(),
                v.findings(),
                v.checkedAt());
    }

    /** Of a watched dataflow its own place and format count, whatever the property files say. */
    private Optional<Target> target(Export export) {
        return export.flowId()
                .flatMap(id -> dataflows.target(export.key()))
                .or(() -> export.format().map(f -> new Target(export.path(), f, export.compression())));
    }

    private static Trouble withoutTarget(SlotKey key, Dataflow flow) {
        return new Trouble(
                "platform:" + key.export().platform(),
                Trouble.Kind.BROKEN_ANSWER,
                "the target connection of dataflow " + flow.id() + " does not say where and how it writes",
                "declare path, format and compression of export " + key.export().export());
    }

    /**
     * Whether the slot still is to be looked at now: its export is declared and enabled, nobody has looked since it was
     * handed on, as happens when several replicas hand on what is due at the same time, and its platform was asked lately,
     * and since the slot's deadline where that has passed. A look that a dead process left behind is none of that; its
     * slot stays due, and the next round asks first.
     */
    public boolean wanted(String slotKey) {
        SlotKey key = SlotKey.parse(slotKey);
        Instant now = clock.instant();
        return Optional.ofNullable(config.exports().get(key.export().export()))
                        .filter(e -> e.key().equals(key.export()) && e.enabled())
                        .isPresent()
                && slots.dueForALook(key, now)
                && scopes.of(key.export().scope())
                        .triedAt()
                        .filter(asked -> timely(asked, slots.deadline(key), now))
                        .isPresent();
    }

    private static boolean timely(Instant asked, Optional<Instant> deadline, Instant now) {
        boolean passedSince =
                deadline.filter(d -> asked.isBefore(d) && !now.isBefore(d)).isPresent();
        return !passedSince && !asked.plus(LATELY).isBefore(now);
    }

    private Export export(SlotKey key) {
        Export export = config.exports().get(key.export().export());
        if (export == null || !export.key().equals(key.export())) {
            throw new IllegalStateException("export " + key.export() + " is not declared any more");
        }
        return export;
    }
}
