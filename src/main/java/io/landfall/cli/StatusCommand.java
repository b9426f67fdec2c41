package io.landfall.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.landfall.model.Condition;
import io.landfall.model.Export;
import io.landfall.model.Incident;
import io.landfall.model.Silence;
import io.landfall.report.ReportJson;
import io.landfall.report.Reports;
import io.landfall.runtime.Wiring;
import io.landfall.spec.Loaded;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code status}: what is known, from the database alone. */
@Command(
        name = "status",
        description = {
            "Shows the last slots, their verdicts, gaps, open incidents, silences, next due times and ends, as last recorded;",
            "with --from or --to the history."
        },
        mixinStandardHelpOptions = true)
final class StatusCommand implements Callable<Integer> {
    /** How far back gaps are shown where no range is given. */
    private static final Duration GAPS = Duration.ofDays(30);

    @Spec
    private CommandSpec spec;

    @Mixin
    private Files files;

    @Parameters(paramLabel = "EXPORT", description = "these exports only; without any: all")
    private List<String> names = new ArrayList<>();

    @Mixin
    private Range range;

    @Option(names = "--json", description = "print one JSON document")
    private boolean json;

    @Option(names = "--csv", description = "print the verdicts as CSV")
    private boolean csv;

    @Override
    public Integer call() {
        Loaded loaded = files.load();
        Collection<Export> exports = Exports.named(loaded.config().orElseThrow(), names);
        try (Wiring wiring = Wiring.of(loaded)) {
            Reports reports = wiring.reports();
            List<Reports.Row> rows =
                    range.given() ? reports.between(exports, range.from(), range.to()) : reports.newest(exports, 2);
            Instant now = wiring.clock().instant();
            List<Reports.Gap> gaps = range.given()
                    ? reports.gaps(exports, range.from(), range.to())
                    : reports.gaps(exports, now.minus(GAPS), now);
            List<Incident> open = wiring.reports().openIncidents(exports);
            List<Silence> silences = wiring.silencing().active();
            PrintWriter out = spec.commandLine().getOut();
            if (json) {
                ObjectNode document = ReportJson.document(now, rows, open);
                document.set("gaps", ReportJson.gaps(gaps));
                document.set("silences", SilenceOutput.json(silences, now));
                Json.print(spec, document);
            } else if (csv) {
                ReportText.csv(out, rows, gaps);
            } else {
                ReportText.print(out, rows);
                StatusText.outlook(out, reports.outlook(exports, now));
                StatusText.gaps(out, gaps);
                StatusText.incidents(out, open);
                StatusText.silences(out, silences, now);
            }
            return open.stream().anyMatch(StatusCommand::alarming) ? Exit.TELL : Exit.WELL;
        }
    }

    /** An export that came to its end is told once, and is no failure. */
    private static boolean alarming(Incident incident) {
        return !(incident.condition() && incident.what().equals(Condition.ENDED.name()));
    }
}
