package io.landfall.runtime;

import com.fasterxml.jackson.databind.JsonNode;
import io.landfall.flowservice.FlowServiceFailure;
import io.landfall.flowservice.FlowServiceRequest;
import io.landfall.flowservice.Paging;
import io.landfall.flowservice.RunAnswers;
import io.landfall.model.Config;
import io.landfall.model.Export;
import io.landfall.model.ExportKey;
import io.landfall.model.Run;
import io.landfall.model.SlotKey;
import io.landfall.model.Trouble;
import io.landfall.state.Dataflows;
import io.landfall.state.Dataflows.Kept;
import io.landfall.state.Runs;
import io.landfall.state.Scopes;
import io.landfall.state.Slots;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The verbs of {@code poll-runs.camel.yaml} about runs: what is due in a sandbox, what to ask, what the answers mean. */
public final class Rounds {
    /** How many dataflows one question for runs names. */
    static final int DATAFLOWS_A_CALL = 25;

    private final Config config;
    private final Schedules schedules;
    private final Dataflows dataflows;
    private final Runs runs;
    private final Scopes scopes;
    private final Slots slots;
    private final Duration poll;
    private final Clock clock;

    public Rounds(
            Config config,
            Schedules schedules,
            Dataflows dataflows,
            Runs runs,
            Scopes scopes,
            Slots slots,
            Duration poll,
            Clock clock) {
        this.config = config;
        this.schedules = schedules;
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
        for (String scope : schedules.byScope().keySet()) {
            schedules.openSlots(scope, now);
            if (schedules.stale(scope) || slots.anyToLookAt(scope, now)) {
                due.add(scope);
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
        return schedules.byScope().keySet().stream().allMatch(scope -> {
            Scopes.Asked asked = scopes.of(scope);
            return asked.trouble().isEmpty() && asked.flowsReadAt().isPresent() && !slots.anyToLookAt(scope, before);
        });
    }

    /** The questions for the runs of the dataflows that have a slot to look at, 25 dataflows each. */
    public List<RunQuery> runQueries(String scope, Instant putAt) {
        Map<ExportKey, Kept> kept = dataflows.in(scope);
        Map<String, Instant> oldest = slots.oldestToLookAt(scope, putAt).entrySet().stream()
                .filter(e -> kept.containsKey(e.getKey()))
                .map(e -> Map.entry(kept.get(e.getKey()).flow().id(), e.getValue()))
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
                FlowServiceRequest.get(Scoped.platform(config, scope), Scoped.sandbox(scope), "runs", "read the runs")
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

    /** The time at which the questions for runs are put. */
    public Instant putAt() {
        return clock.instant();
    }

    /**
     * All questions for runs were answered; that says nothing while the schedules themselves could not be read.
     *
     * @param putAt when they were put: an answer, however late it comes, says nothing of what happened after the question
     */
    public void answered(String scope, Instant putAt) {
        if (scopes.of(scope).trouble().isEmpty() || !schedules.stale(scope)) {
            scopes.runsAsked(scope, putAt);
        }
    }

    /** The platform could not be asked; slots that are due are judged all the same, as {@code UNKNOWN}. */
    public void barred(String scope, Exception failure) {
        scopes.barred(
                scope,
                FlowServiceFailure.in(failure)
                        .orElseThrow(() -> new IllegalStateException(failure))
                        .trouble(),
                clock.instant());
    }

    /**
     * The slots of the sandbox to look at, by their keys. While its organisation is limited they wait for their deadlines.
     *
     * @param putAt when the questions for runs were put: of what came due later nobody asked, so that it waits for the next
     *     poll
     */
    public List<String> toVerify(String scope, Instant putAt) {
        boolean limited = scopes.of(scope)
                .trouble()
                .filter(t -> t.kind() == Trouble.Kind.LIMITED)
                .isPresent();
        return (limited ? slots.overdue(scope, putAt) : slots.toLookAt(scope, putAt))
                .stream()
                        .filter(slot -> export(slot.export()).isPresent())
                        .map(SlotKey::toString)
                        .toList();
    }

    private Optional<Export> export(ExportKey key) {
        return Optional.ofNullable(config.exports().get(key.export()))
                .filter(e -> e.key().equals(key) && e.enabled());
    }

    private static Instant earlier(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }
}
