package io.landfall.web;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.landfall.model.Config;
import io.landfall.model.Export;
import io.landfall.model.Verdict;
import io.landfall.report.ReportJson;
import io.landfall.report.Reports;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** What programs may ask: read from the database alone, in the fields of {@code status --json}. */
public final class Api {
    /** How far back slots are given where nobody says. */
    private static final Duration USUAL = Duration.ofDays(7);

    private final Config config;
    private final Reports reports;
    private final Clock clock;

    public Api(Config config, Reports reports, Clock clock) {
        this.config = config;
        this.reports = reports;
        this.clock = clock;
    }

    /** {@code {"exports":[{"name","storage","nextDue","end","flowId","enabled","labels"}]}}. */
    public Reply exports() {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        ArrayNode exports = document.putArray("exports");
        for (Reports.Outlook o : reports.outlook(config.exports().values(), clock.instant())) {
            ObjectNode node = exports.addObject()
                    .put("name", o.export().name())
                    .put("platform", o.export().key().platform())
                    .put("sandbox", o.export().key().sandbox());
            node.putObject("storage")
                    .put("name", o.export().storage())
                    .put("type", config.storage(o.export()).type().key());
            node.put("nextDue", o.nextDue().map(Instant::toString).orElse(null))
                    .put("end", o.end().map(Instant::toString).orElse(null))
                    .put("flowId", o.flowId().orElse(null))
                    .put("enabled", o.export().enabled());
            ObjectNode labels = node.putObject("labels");
            o.export().labels().forEach(labels::put);
        }
        return new Reply(200, document.toString());
    }

    /**
     * The report of {@code status --json} over slots in {@code [from, to)}; the last seven days where not said.
     *
     * @param export one export alone; null or empty: all
     */
    public Reply slots(String export, String from, String to) {
        Collection<Export> exports = named(export);
        if (exports.isEmpty()) {
            return error(404, "unknown export");
        }
        Optional<Instant> begin =
                given(from) ? Times.instant(from) : Optional.of(clock.instant().minus(USUAL));
        Optional<Instant> end = given(to) ? Times.instant(to) : Optional.of(clock.instant());
        if (begin.isEmpty() || end.isEmpty()) {
            return error(400, "from and to are times like 2026-12-01T00:00:00Z");
        }
        return new Reply(
                200,
                ReportJson.document(
                                clock.instant(),
                                reports.between(exports, begin.get(), end.get()),
                                reports.openIncidents(exports))
                        .toString());
    }

    /** {@code {"checkedAt","results":[],"conditions":[…],"incidents":[…]}}: what is open. */
    public Reply incidents() {
        return new Reply(
                200,
                ReportJson.document(
                                clock.instant(),
                                List.of(),
                                reports.openIncidents(config.exports().values()))
                        .toString());
    }

    /**
     * The gate for what comes after: 200 when all datasets of the slot are good, 409 with the verdicts when not, 404 for
     * what is no export or no slot that was looked at.
     */
    public Reply ready(String name, String time) {
        Export export = config.exports().get(name);
        Optional<Instant> due = Times.instant(time);
        if (export == null || due.isEmpty()) {
            return error(404, export == null ? "unknown export" : "no time of a slot");
        }
        List<Reports.Row> rows =
                reports.between(List.of(export), due.get(), due.get().plusMillis(1));
        if (rows.isEmpty()) {
            return error(404, "nothing is known of this slot");
        }
        boolean ready = rows.stream().allMatch(r -> good(r.verdict().verdict(), export.alertOnEmpty()));
        ObjectNode document = JsonNodeFactory.instance.objectNode().put("ready", ready);
        ArrayNode datasets = document.putArray("datasets");
        rows.forEach(r -> datasets.addObject()
                .put("dataset", r.verdict().dataset())
                .put("verdict", r.verdict().verdict().name()));
        return new Reply(ready ? 200 : 409, document.toString());
    }

    private static boolean good(Verdict verdict, boolean alertOnEmpty) {
        return switch (Tone.of(verdict, alertOnEmpty)) {
            case GOOD, LATE -> true;
            case NOTHING -> verdict == Verdict.NOTHING_TO_EXPORT;
            case OPEN, UNKNOWN, BAD -> false;
        };
    }

    private Collection<Export> named(String export) {
        return given(export)
                ? Optional.ofNullable(config.exports().get(export)).stream().toList()
                : config.exports().values();
    }

    private static boolean given(String text) {
        return text != null && !text.isEmpty();
    }

    private static Reply error(int status, String words) {
        return new Reply(
                status,
                JsonNodeFactory.instance.objectNode().put("error", words).toString());
    }
}
