package io.landfall.report;

import io.landfall.calendar.Calendar;
import io.landfall.model.Config;
import io.landfall.model.Export;
import io.landfall.model.ExportKey;
import io.landfall.model.Incident;
import io.landfall.model.Run;
import io.landfall.model.Storage;
import io.landfall.model.Verdict;
import io.landfall.state.Dataflows;
import io.landfall.state.Incidents;
import io.landfall.state.Runs;
import io.landfall.state.Verdicts;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** What is known of the exports, read from the database alone. */
public final class Reports {
    private final Config config;
    private final Dataflows dataflows;
    private final Runs runs;
    private final Verdicts verdicts;
    private final Jdbi jdbi;
    private final Clock clock;

    public Reports(Config config, Jdbi jdbi, Clock clock) {
        this.config = config;
        this.jdbi = jdbi;
        this.dataflows = new Dataflows(jdbi);
        this.runs = new Runs(jdbi);
        this.verdicts = new Verdicts(jdbi);
        this.clock = clock;
    }

    /** One dataset of one slot: its verdict, the run it was judged by, and where it lies. */
    public record Row(Export export, Storage storage, Verdicts.Recorded verdict, Optional<Run> run) {}

    /**
     * A slot past its deadline that no good verdict has been found for.
     *
     * @param verdict the last one; absent where none was recorded
     */
    public record Gap(Export export, String dataset, Instant slot, Optional<Verdict> verdict) {}

    /** An export's coming dates. */
    public record Outlook(Export export, Optional<Instant> nextDue, Optional<Instant> end, Optional<String> flowId) {}

    /** The newest slots of each export, oldest first. */
    public List<Row> newest(Collection<Export> exports, int slots) {
        List<Row> rows = new ArrayList<>();
        exports.forEach(e -> verdicts.newest(e.key(), slots).forEach(v -> rows.add(row(e, v))));
        return rows;
    }

    /** The slots in {@code [from, to)} of each export, oldest first. */
    public List<Row> between(Collection<Export> exports, Instant from, Instant to) {
        List<Row> rows = new ArrayList<>();
        exports.forEach(e -> verdicts.between(e.key(), from, to).forEach(v -> rows.add(row(e, v))));
        return rows;
    }

    /** What was missed in {@code [from, to)}, by export, oldest first. */
    public List<Gap> gaps(Collection<Export> exports, Instant from, Instant to) {
        List<Gap> gaps = new ArrayList<>();
        exports.forEach(e -> verdicts.passed(e.key(), from, to, clock.instant()).stream()
                .filter(p -> p.verdict().map(v -> v.bad(e.alertOnEmpty())).orElse(true))
                .forEach(p -> gaps.add(new Gap(e, p.dataset(), p.due(), p.verdict()))));
        return gaps;
    }

    public List<Outlook> outlook(Collection<Export> exports, Instant now) {
        return exports.stream().map(e -> outlook(e, now)).toList();
    }

    /** The open incidents that hit one of these exports. */
    public List<Incident> openIncidents(Collection<Export> exports) {
        List<String> names = exports.stream().map(Export::name).toList();
        return jdbi.inTransaction(tx -> new Incidents()
                .open(tx).stream()
                        .filter(i -> i.affected().stream().anyMatch(names::contains))
                        .toList());
    }

    private Outlook outlook(Export export, Instant now) {
        ExportKey key = export.key();
        var flow = dataflows.of(key);
        var schedule = flow.map(f -> f.schedule()).or(export::schedule);
        return new Outlook(
                export,
                schedule.flatMap(s -> Calendar.next(s, now)),
                schedule.flatMap(s -> s.end()),
                flow.map(f -> f.id()));
    }

    private Row row(Export export, Verdicts.Recorded verdict) {
        return new Row(export, config.storage(export), verdict, verdict.runId().flatMap(runs::byId));
    }
}
