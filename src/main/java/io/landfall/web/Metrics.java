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

/** The metrics page: what the database counts, and what Camel measured of each route, calls to Adobe and stores among them. */
public final class Metrics {
    /** How far back slots are counted. */
    private static final Duration DAY = Duration.ofDays(1);

    /** How far back a last landing is looked for. */
    private static final Duration MONTH = Duration.ofDays(31);

    private final PrometheusMeterRegistry registry;
    private final Figures figures;
    private final Clock clock;
    private final MultiGauge verdicts;
    private final MultiGauge landings;
    private final MultiGauge bytes;
    private final MultiGauge records;
    private final MultiGauge files;
    private final MultiGauge incidents;
    private final MultiGauge messages;
    private final MultiGauge waiting;

    public Metrics(PrometheusMeterRegistry registry, Figures figures, Clock clock) {
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
        return registry.scrape();
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
