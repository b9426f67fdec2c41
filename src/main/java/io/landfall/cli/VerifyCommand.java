package io.landfall.cli;

import io.landfall.model.Config;
import io.landfall.model.Export;
import io.landfall.model.SlotKey;
import io.landfall.report.ReportJson;
import io.landfall.report.Reports;
import io.landfall.runtime.Verification;
import io.landfall.runtime.Wiring;
import io.landfall.spec.Loaded;
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

/** {@code verify}: looks at slots now, once. */
@Command(
        name = "verify",
        description = {
            "Checks slots now, once, also with an empty database: dataflows and runs are read from the platform.",
            "Without a range: the newest slot whose deadline has passed, and the one still in its grace."
        },
        mixinStandardHelpOptions = true)
final class VerifyCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private Files files;

    @Parameters(paramLabel = "EXPORT", description = "these exports only; without any: all that are enabled")
    private List<String> names = new ArrayList<>();

    @Mixin
    private Range range;

    @Option(names = "--slot", paramLabel = "TIME", converter = Range.Time.class, description = "this slot only")
    private Instant slot;

    @Option(names = "--alert", description = "open and resolve incidents, and deliver the messages")
    private boolean alert;

    @Option(names = "--json", description = "print one JSON document")
    private boolean json;

    @Option(names = "--csv", description = "print the verdicts as CSV")
    private boolean csv;

    @Override
    public Integer call() {
        Loaded loaded = files.load();
        Config config = loaded.config().orElseThrow();
        Collection<Export> exports =
                Exports.named(config, names).stream().filter(Export::enabled).toList();
        try (Wiring wiring = Wiring.of(loaded);
                Verification verification = wiring.verification(alert)) {
            List<Reports.Row> rows = new ArrayList<>();
            verification.readSchedules(exports);
            for (Export export : exports) {
                for (SlotKey key : slots(verification, export)) {
                    spec.commandLine().getErr().println("looking at " + export.name() + " " + key.due());
                    verification.prepare(export, key);
                }
            }
            verification.verify();
            for (SlotKey key : verification.slots()) {
                rows.addAll(wiring.reports()
                        .between(
                                List.of(config.exports().get(key.export().export())),
                                key.due(),
                                key.due().plusMillis(1)));
            }
            print(wiring, exports, rows);
            verification.undelivered().forEach(m -> spec.commandLine().getErr().println("not delivered: " + m));
            if (!verification.undelivered().isEmpty()) {
                return Exit.FAILED;
            }
            return rows.stream()
                            .anyMatch(r -> r.verdict().verdict().bad(r.export().alertOnEmpty()))
                    ? Exit.TELL
                    : Exit.WELL;
        }
    }

    private List<SlotKey> slots(Verification verification, Export export) {
        if (slot != null) {
            List<Instant> near = verification.nearest(export, slot);
            if (!near.contains(slot)) {
                throw Stop.usage(
                        "--slot: " + slot + " is no due time of " + export.name() + "; the nearest are " + near);
            }
            return List.of(new SlotKey(export.key(), slot));
        }
        return range.given()
                ? verification.between(export, range.from(), range.to(verification.now()))
                : verification.current(export);
    }

    private void print(Wiring wiring, Collection<Export> exports, List<Reports.Row> rows) {
        if (rows.isEmpty()) {
            spec.commandLine().getErr().println("nothing is due");
        }
        if (json) {
            Json.print(
                    spec,
                    ReportJson.document(
                            wiring.clock().instant(), rows, wiring.reports().openIncidents(exports)));
        } else if (csv) {
            ReportText.csv(spec.commandLine().getOut(), rows, List.of());
        } else if (!rows.isEmpty()) {
            ReportText.print(spec.commandLine().getOut(), rows);
        }
    }
}
