package io.landfall.runtime;

import io.landfall.calendar.Calendar;
import io.landfall.model.Dataflow;
import io.landfall.model.Export;
import io.landfall.model.Schedule;
import io.landfall.model.Slot;
import io.landfall.model.SlotKey;
import io.landfall.state.Dataflows;
import io.landfall.state.Slots;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.ExchangeBuilder;

/** One pass over some slots by a command, through the same routes as {@code run}. */
public final class Verification implements AutoCloseable {
    private final Engine engine;
    private final Dataflows dataflows;
    private final Slots slots;
    private final Deliveries deliveries;
    private final boolean tell;
    private final Clock clock;
    private final Map<SlotKey, Slot> chosen = new LinkedHashMap<>();
    private List<String> read = List.of();
    private final List<String> undelivered = new ArrayList<>();

    Verification(Engine engine, Dataflows dataflows, Slots slots, Deliveries deliveries, boolean tell, Clock clock) {
        this.engine = engine;
        this.dataflows = dataflows;
        this.slots = slots;
        this.deliveries = deliveries;
        this.tell = tell;
        this.clock = clock;
    }

    public Instant now() {
        return clock.instant();
    }

    /** Reads the dataflows of the exports' sandboxes; a platform that cannot be asked is remembered. */
    public void readSchedules(Collection<Export> exports) {
        read = scopes(exports.stream().map(e -> e.key().scope()));
        read.forEach(scope -> engine.ask("ask-schedules", scope, Object.class));
    }

    /** The due times nearest to a time, itself where it is one. */
    public List<Instant> nearest(Export export, Instant time) {
        return schedule(export)
                .map(s -> Calendar.due(s, time) ? List.of(time) : Calendar.nearest(s, time))
                .orElse(List.of());
    }

    /** The slots in {@code [from, to)}, oldest first. */
    public List<SlotKey> between(Export export, Instant from, Instant to) {
        return due(export, from, to).map(t -> new SlotKey(export.key(), t)).toList();
    }

    /** The newest slot whose deadline has passed, and those still in their grace. */
    public List<SlotKey> current(Export export) {
        Instant now = now();
        Duration longest = export.grace().compareTo(export.firstGrace()) > 0 ? export.grace() : export.firstGrace();
        Duration gap = schedule(export).map(Schedule::every).orElse(Duration.ZERO);
        List<Slot> due = due(export, now.minus(longest).minus(gap.multipliedBy(2)), now.plusMillis(1))
                .map(t -> slot(export, t))
                .toList();
        Optional<Slot> passed = due.stream()
                .filter(s -> !s.deadline().isAfter(now))
                .max(Comparator.comparing(Slot::due))
                .or(() -> schedule(export)
                        .filter(Schedule::once)
                        .map(s -> slot(export, s.start()))
                        .filter(s -> !s.deadline().isAfter(now)));
        return Stream.concat(
                        passed.stream(), due.stream().filter(s -> s.deadline().isAfter(now)))
                .map(Slot::key)
                .toList();
    }

    /** Takes a slot into this pass. */
    public void prepare(Export export, SlotKey key) {
        chosen.put(key, slot(export, key.due()));
    }

    public List<SlotKey> slots() {
        return List.copyOf(chosen.keySet());
    }

    /** Looks at the slots that were prepared. */
    public void verify() {
        slots.lookNow(chosen.values(), now());
        scopes(chosen.keySet().stream().map(k -> k.export().scope()))
                .forEach(scope -> engine.ask("ask", scope, Object.class));
        var producer = engine.camel().createProducerTemplate();
        for (SlotKey key : chosen.keySet()) {
            var answer = producer.send(
                    "direct:verify",
                    ExchangeBuilder.anExchange(engine.camel())
                            .withBody(key.toString())
                            .withProperty("tell", tell)
                            .build());
            if (answer.getException() != null) {
                throw new IllegalStateException(
                        "cannot verify " + key + ": " + Words.of(answer.getException()), answer.getException());
            }
        }
        if (tell) {
            read.forEach(scope -> engine.ask("conditions", scope, Object.class));
            deliveries.tend();
            deliver(producer);
        }
    }

    /** Message by message, and what waited for it; one that fails keeps back only its own line and channel. */
    private void deliver(ProducerTemplate producer) {
        Set<String> tried = new HashSet<>();
        List<String> due = deliveries.dueAtOnce();
        while (!due.isEmpty()) {
            tried.addAll(due);
            due.stream()
                    .map(id ->
                            producer.send("direct:deliver", e -> e.getMessage().setBody(id)))
                    .filter(sent -> sent.getException() != null)
                    .forEach(sent -> undelivered.add(Words.of(sent.getException())));
            due = deliveries.dueAtOnce().stream()
                    .filter(id -> !tried.contains(id))
                    .toList();
        }
    }

    /** What could not be delivered, and why; it is kept, and tried again by {@code run} or the next pass. */
    public List<String> undelivered() {
        return List.copyOf(undelivered);
    }

    @Override
    public void close() {
        engine.close();
    }

    private Stream<Instant> due(Export export, Instant from, Instant to) {
        Optional<Dataflow> flow = dataflows.of(export.key());
        return flow.map(f -> Calendar.slots(f, from, to))
                .orElseGet(() ->
                        export.schedule().map(s -> Calendar.slots(s, from, to)).orElse(Stream.empty()));
    }

    private Slot slot(Export export, Instant due) {
        return dataflows
                .of(export.key())
                .map(f -> Calendar.slot(export, f, due))
                .orElseGet(() -> Calendar.slot(export, export.schedule().orElseThrow(), due));
    }

    private Optional<Schedule> schedule(Export export) {
        return dataflows.of(export.key()).map(Dataflow::schedule).or(export::schedule);
    }

    private static List<String> scopes(Stream<String> all) {
        return all.distinct().sorted().toList();
    }
}
