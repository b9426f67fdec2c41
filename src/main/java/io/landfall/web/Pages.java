package io.landfall.web;

import io.landfall.model.Config;
import io.landfall.model.Export;
import io.landfall.model.Incident;
import io.landfall.model.Run;
import io.landfall.model.Silence;
import io.landfall.report.Reports;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the pages show, read from the database alone. */
public final class Pages {
    private static final int SLOTS_IN_A_ROW = 28;
    private static final int SLOTS_OF_AN_EXPORT = 200;

    private final Config config;
    private final Reports reports;
    private final Supplier<List<Silence>> silences;
    private final Clock clock;

    public Pages(Config config, Reports reports, Supplier<List<Silence>> silences, Clock clock) {
        this.config = config;
        this.reports = reports;
        this.silences = silences;
        this.clock = clock;
    }

    /** All exports at once; a page that is not there for any other path than the root. */
    public Page overview(String path) {
        if (path != null && !path.isEmpty() && !path.equals("/")) {
            return Page.missing("page");
        }
        Collection<Export> exports = config.exports().values();
        List<Page.ExportRow> rows = reports.outlook(exports, clock.instant()).stream()
                .map(o -> row(o, SLOTS_IN_A_ROW))
                .toList();
        return Page.of(
                "overview",
                new Page.Overview(
                        now(),
                        rows,
                        troubles(reports.openIncidents(exports)),
                        silences.get().stream().map(Pages::silence).toList()));
    }

    public Page export(String name) {
        Export export = config.exports().get(name);
        if (export == null) {
            return Page.missing("export");
        }
        Reports.Outlook outlook =
                reports.outlook(List.of(export), clock.instant()).get(0);
        Page.ExportRow row = row(outlook, SLOTS_OF_AN_EXPORT);
        List<Page.Cell> newestFirst = new ArrayList<>(row.cells());
        java.util.Collections.reverse(newestFirst);
        return Page.of(
                "export",
                new Page.OfExport(
                        now(),
                        row,
                        outlook.flowId().orElse("not seen yet"),
                        newestFirst,
                        troubles(reports.openIncidents(List.of(export)))));
    }

    public Page slot(String name, String time) {
        Export export = config.exports().get(name);
        Optional<Instant> due = Times.instant(time);
        if (export == null || due.isEmpty()) {
            return Page.missing("slot");
        }
        List<Reports.Row> rows =
                reports.between(List.of(export), due.get(), due.get().plusMillis(1));
        return rows.isEmpty()
                ? Page.missing("slot")
                : Page.of(
                        "slot",
                        new Page.OfSlot(
                                now(),
                                name,
                                due.get().toString(),
                                rows.stream().map(Pages::evidence).toList()));
    }

    private Page.ExportRow row(Reports.Outlook outlook, int slots) {
        Export export = outlook.export();
        Map<Instant, List<Reports.Row>> bySlot = reports.newest(List.of(export), slots).stream()
                .collect(Collectors.groupingBy(r -> r.verdict().slot().due(), TreeMap::new, Collectors.toList()));
        List<Page.Cell> cells = new ArrayList<>();
        bySlot.forEach((due, rows) -> cells.add(cell(due, rows)));
        return new Page.ExportRow(
                export.name(),
                export.storage(),
                config.storage(export).type().key(),
                cells,
                outlook.nextDue().map(Instant::toString).orElse("nothing more"),
                outlook.end().map(Instant::toString).orElse("not declared"),
                export.enabled());
    }

    private static Page.Cell cell(Instant due, List<Reports.Row> rows) {
        Reports.Row worst = rows.stream().max(Comparator.comparing(Pages::tone)).orElseThrow();
        return new Page.Cell(due.toString(), worst.verdict().verdict().name(), tone(worst));
    }

    private static Tone tone(Reports.Row row) {
        return Tone.of(row.verdict().verdict(), row.export().alertOnEmpty());
    }

    private static Page.Evidence evidence(Reports.Row row) {
        var v = row.verdict();
        List<Page.Fact> facts = new ArrayList<>();
        facts.add(new Page.Fact(
                "storage", row.storage().name() + " (" + row.storage().type().key() + ")"));
        facts.add(new Page.Fact("folder", v.folder().orElse("none")));
        facts.add(new Page.Fact("data files", String.valueOf(v.files())));
        facts.add(new Page.Fact("bytes", String.valueOf(v.bytes())));
        facts.add(new Page.Fact("records", v.records().map(String::valueOf).orElse("not counted")));
        facts.add(new Page.Fact("newest file", v.newest().map(Instant::toString).orElse("none")));
        facts.add(new Page.Fact("run", row.run().map(Pages::run).orElse("none")));
        facts.add(new Page.Fact(
                "checked", v.checkedAt() + ", depth " + v.depth().name().toLowerCase(java.util.Locale.ROOT)));
        return new Page.Evidence(v.dataset(), v.verdict().name(), tone(row), facts, v.findings());
    }

    private static String run(Run run) {
        return run.id() + ", " + run.spelling() + ", "
                + run.records().map(r -> r + " records").orElse("records not told") + ", "
                + run.files().map(f -> f + " files").orElse("files not told");
    }

    private static List<Page.Trouble> troubles(List<Incident> open) {
        return open.stream()
                .sorted(Comparator.comparing(Incident::severity).thenComparing(Incident::since))
                .map(i -> new Page.Trouble(
                        i.what(),
                        i.severity().name().toLowerCase(java.util.Locale.ROOT),
                        i.summary(),
                        i.since().truncatedTo(ChronoUnit.SECONDS).toString(),
                        i.affected(),
                        words(i),
                        i.slot().map(Instant::toString)))
                .toList();
    }

    /** Its findings; of a cause that keeps Landfall from looking what the other side said, and what a person can do. */
    private static List<String> words(Incident incident) {
        List<String> words = new ArrayList<>(incident.findings());
        Stream.of("trouble.detail", "trouble.remedy")
                .map(incident.evidence()::get)
                .filter(text -> text != null && !text.isBlank())
                .forEach(words::add);
        return words;
    }

    private static String silence(Silence silence) {
        return silence.what() + " until "
                + silence.until().map(Instant::toString).orElse("it is fixed") + ": " + silence.reason();
    }

    private String now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
