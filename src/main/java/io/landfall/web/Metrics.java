package io.landfall.web;

import io.landfall.state.Figures;
import io.landfall.state.Figures.Figure;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** The metrics page: what the database counts, and what Camel measured of each route, calls to Adobe and stores among them. */
public final class Metrics {
    /** How far back slots are counted. */
    private static final Duration DAY = Duration.ofDays(1);

    /** How far back a last landing is looked for. */
    private static final Duration MONTH = Duration.ofDays(31);

    private final PrometheusMeterRegistry registry;
    private final Figures figures;
    private final HandOvers handOvers;
    private final Clock clock;
    private final MultiGauge verdicts;
    private final MultiGauge landings;
    private final MultiGauge bytes;
    private final MultiGauge records;
    private final MultiGauge files;
    private final MultiGauge incidents;
    private final MultiGauge messages;
    private final MultiGauge waiting;
    private final MultiGauge takenOver;
    private final MultiGauge lost;

    public Metrics(PrometheusMeterRegistry registry, Figures figures, HandOvers handOvers, Clock clock) {
        this.handOvers = handOvers;
        this.registry = registry;
        this.figures = figures;
        this.clock = clock;
        this.verdicts = gauge("landfall.slots", "datasets of slots due in the last 24 hours, by verdict");
        this.landings = gauge("landfall.last.landing.timestamp.seconds", "due time of the newest slot that landed");
        this.bytes = gauge("landfall.landed.bytes", "bytes landed in slots due in the last 24 hours");
        this.records = gauge("landfall.landed.records", "records counted in slots due in the last 24 hours");
        this.files = gauge("landfall.landed.files", "data files landed in slots due in the last 24 hours");
        this.incidents = gauge("landfall.incidents.open", "open incidents and conditions");
        this.messages = gauge("landfall.messages", "alert messages that wait or were given up");
        this.waiting = gauge("landfall.work.waiting", "pieces of work that no replica has taken");
        this.takenOver = gauge("landfall.work.taken.over", "pieces of work that this replica took from dead ones");
        this.lost =
                gauge("landfall.work.lost", "pieces of work that others took from this replica while it was held up");
    }

    /** In the text format of Prometheus. */
    public String text() {
        Instant now = clock.instant();
        set(verdicts, figures.verdicts(now.minus(DAY)));
        set(landings, figures.lastLandings(now.minus(MONTH)));
        set(bytes, figures.landed("bytes", now.minus(DAY)));
        set(records, figures.landed("records", now.minus(DAY)));
        set(files, figures.landed("files", now.minus(DAY)));
        set(incidents, figures.incidents());
        set(messages, figures.messages());
        set(waiting, figures.waiting());
        set(takenOver, byKind(handOvers.gained().get()));
        set(lost, byKind(handOvers.lost().get()));
        return registry.scrape();
    }

    /** What changed hands between this replica and others since its start: how many pieces of work, by kind. */
    public record HandOvers(Supplier<Map<String, Long>> gained, Supplier<Map<String, Long>> lost) {}

    private static List<Figure> byKind(Map<String, Long> counts) {
        return counts.entrySet().stream()
                .map(c -> new Figure(Map.of("kind", c.getKey()), c.getValue()))
                .toList();
    }

    private MultiGauge gauge(String name, String help) {
        return MultiGauge.builder(name).description(help).register(registry);
    }

    private static void set(MultiGauge gauge, List<Figure> rows) {
        gauge.register(
                rows.stream()
                        .map(f -> MultiGauge.Row.of(
                                Tags.of(f.labels().entrySet().stream()
                                        .map(l -> Tag.of(l.getKey(), l.getValue()))
                                        .toList()),
                                f.value()))
                        .toList(),
                true);
    }
}
