package io.landfall.cli;

import io.landfall.model.Incident;
import io.landfall.model.Silence;
import io.landfall.model.Verdict;
import io.landfall.report.Reports;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.List;

/** What {@code status} says beside the verdicts. */
final class StatusText {
    private static final int MOST_GAPS = 20;
    private static final int LONGEST_DETAIL = 300;

    private StatusText() {}

    static void outlook(PrintWriter out, List<Reports.Outlook> outlooks) {
        out.println();
        Table table = new Table("EXPORT", "NEXT DUE", "ENDS", "DATAFLOW");
        outlooks.forEach(o -> table.row(
                o.export().name(),
                o.nextDue().map(Instant::toString).orElse("-"),
                o.end().map(Instant::toString).orElse("-"),
                o.flowId().orElse("not seen yet")));
        table.lines().forEach(out::println);
    }

    static void gaps(PrintWriter out, List<Reports.Gap> gaps) {
        out.println();
        out.println(gaps.isEmpty() ? "no gap" : gaps.size() + (gaps.size() == 1 ? " gap:" : " gaps:"));
        gaps.subList(Math.max(0, gaps.size() - MOST_GAPS), gaps.size())
                .forEach(g -> out.println("  " + g.export().name() + " " + g.slot() + " "
                        + g.verdict().map(Verdict::name).orElse("not looked at") + " dataset " + g.dataset()));
        if (gaps.size() > MOST_GAPS) {
            out.println("  and " + (gaps.size() - MOST_GAPS) + " older ones: --from TIME --csv shows them");
        }
    }

    static void incidents(PrintWriter out, List<Incident> open) {
        out.println();
        out.println(open.isEmpty() ? "no open incident" : open.size() + " open:");
        open.forEach(i -> {
            out.println("  " + i.severity() + " " + i.key() + "  " + i.summary());
            if (i.condition()) {
                i.findings().forEach(f -> out.println("    " + cut(f)));
            }
        });
    }

    static void silences(PrintWriter out, List<Silence> silences, Instant now) {
        if (!silences.isEmpty()) {
            out.println();
            out.println("silenced:");
            SilenceOutput.table(silences, now).lines().forEach(line -> out.println("  " + line));
        }
    }

    private static String cut(String text) {
        return text.length() > LONGEST_DETAIL ? text.substring(0, LONGEST_DETAIL) + "…" : text;
    }
}
