package io.landfall.cli;

import io.landfall.model.Export;
import io.landfall.model.Incident;
import io.landfall.runtime.Reports;
import io.landfall.runtime.Wiring;
import io.landfall.spec.Loaded;
import java.io.PrintWriter;
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
        description =
                "Shows the last slots, their verdicts, open incidents, next due times and ends, as last recorded.",
        mixinStandardHelpOptions = true)
final class StatusCommand implements Callable<Integer> {
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
            List<Incident> open = wiring.openIncidents(exports);
            Instant now = wiring.clock().instant();
            PrintWriter out = spec.commandLine().getOut();
            if (json) {
                Json.print(spec, ReportJson.document(now, rows, open));
            } else if (csv) {
                ReportText.csv(out, rows);
            } else {
                ReportText.print(out, rows);
                print(out, reports.outlook(exports, now), open);
            }
            return open.isEmpty() ? Exit.WELL : Exit.TELL;
        }
    }

    private static void print(PrintWriter out, List<Reports.Outlook> outlooks, List<Incident> open) {
        out.println();
        Table table = new Table("EXPORT", "NEXT DUE", "ENDS", "DATAFLOW");
        outlooks.forEach(o -> table.row(
                o.export().name(),
                o.nextDue().map(Instant::toString).orElse("-"),
                o.end().map(Instant::toString).orElse("-"),
                o.flowId().orElse("not seen yet")));
        table.lines().forEach(out::println);
        out.println();
        out.println(open.isEmpty() ? "no open incident" : open.size() + " open:");
        open.forEach(i -> out.println("  " + i.severity() + " " + i.key() + "  " + i.summary()));
    }
}
