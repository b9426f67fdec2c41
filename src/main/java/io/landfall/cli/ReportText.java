package io.landfall.cli;

import io.landfall.model.Verdict;
import io.landfall.report.Reports;
import java.io.PrintWriter;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Help.Ansi;

/** The verdicts as a table for people, and as CSV. */
public final class ReportText {
    private static final int LONGEST_FINDING = 600;

    private ReportText() {}

    public static void print(PrintWriter out, List<Reports.Row> rows) {
        Table table = new Table("EXPORT", "STORAGE", "DATASET", "SLOT", "VERDICT", "FILES", "BYTES", "FINDING");
        for (Reports.Row row : rows) {
            var v = row.verdict();
            String finding = v.findings().isEmpty() ? "" : v.findings().get(0);
            table.row(
                    row.export().name(),
                    row.storage().name() + " (" + row.storage().type().key() + ")",
                    v.dataset(),
                    v.slot().due().toString(),
                    v.verdict().name(),
                    String.valueOf(v.files()),
                    String.valueOf(v.bytes()),
                    finding.length() > LONGEST_FINDING ? finding.substring(0, LONGEST_FINDING) + "…" : finding);
        }
        List<String> lines = table.lines();
        out.println(lines.get(0));
        for (int i = 1; i < lines.size(); i++) {
            Reports.Row row = rows.get(i - 1);
            out.println(
                    coloured(lines.get(i), row.verdict().verdict(), row.export().alertOnEmpty()));
        }
    }

    /**
     * {@code export,dataset,slot,verdict,checkedAt,runId,runState,files,bytes,records,folder,findings}, by RFC 4180. A
     * slot past its deadline on which no verdict was recorded is a line with an empty one.
     */
    public static void csv(PrintWriter out, List<Reports.Row> rows, List<Reports.Gap> gaps) {
        line(
                out,
                List.of("export,dataset,slot,verdict,checkedAt,runId,runState,files,bytes,records,folder,findings"
                        .split(",")));
        for (Reports.Row row : rows) {
            var v = row.verdict();
            line(
                    out,
                    List.of(
                            row.export().name(),
                            v.dataset(),
                            v.slot().due().toString(),
                            v.verdict().name(),
                            v.checkedAt().toString(),
                            v.runId().orElse(""),
                            row.run().map(r -> r.spelling()).orElse(""),
                            String.valueOf(v.files()),
                            String.valueOf(v.bytes()),
                            v.records().map(String::valueOf).orElse(""),
                            v.folder().orElse(""),
                            String.join("; ", v.findings())));
        }
        gaps.stream()
                .filter(g -> g.verdict().isEmpty())
                .forEach(g -> line(
                        out,
                        List.of(
                                g.export().name(),
                                g.dataset(),
                                g.slot().toString(),
                                "",
                                "",
                                "",
                                "",
                                "",
                                "",
                                "",
                                "",
                                "")));
    }

    /** RFC 4180 ends each line with both. */
    private static void line(PrintWriter out, List<String> cells) {
        out.print(cells.stream().map(ReportText::cell).collect(Collectors.joining(",")) + "\r\n");
        out.flush();
    }

    /** Quoted by RFC 4180; a cell that a spreadsheet would take for a formula gets an apostrophe before it. */
    static String cell(String text) {
        String safe = !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
        return safe.matches("(?s).*[\",\n\r].*") ? "\"" + safe.replace("\"", "\"\"") + "\"" : safe;
    }

    private static String coloured(String line, Verdict verdict, boolean alertOnEmpty) {
        String colour = verdict.bad(alertOnEmpty) ? "red" : verdict.last() ? "green" : "yellow";
        boolean plain = System.getenv("NO_COLOR") != null || System.console() == null || !Ansi.AUTO.enabled();
        return plain ? line : Ansi.ON.string("@|" + colour + " " + line.replace("@|", "@ |") + "|@");
    }
}
