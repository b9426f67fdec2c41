package io.landfall.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.landfall.model.Shown;
import io.landfall.runtime.Eligible;
import io.landfall.runtime.Wiring;
import io.landfall.spec.Loaded;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code datasets}: what can be exported, and which export takes it already. */
@Command(
        name = "datasets",
        description = "Lists the datasets that can be exported: id, name, and which export takes it already.",
        mixinStandardHelpOptions = true)
final class DatasetsCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private Files files;

    @Parameters(
            paramLabel = "TEXT",
            arity = "0..1",
            defaultValue = "",
            description = "only those with this in their id or name, in letters of either case")
    private String text;

    @Option(
            names = "--json",
            description = "print one JSON document: {\"datasets\":[{platform,sandbox,id,name,exports}]}")
    private boolean json;

    @Override
    public Integer call() {
        Loaded loaded = files.load();
        if (loaded.config().orElseThrow().platforms().isEmpty()) {
            throw Stop.config("platform.org: is missing, expected the organisation whose datasets are to be listed");
        }
        Eligible all;
        try (Wiring wiring = Wiring.of(loaded)) {
            all = wiring.eligible();
        }
        Eligible asked = all.matching(text);
        if (json) {
            Json.print(spec, document(asked));
        } else if (!asked.rows().isEmpty()) {
            table(asked).forEach(spec.commandLine().getOut()::println);
        }
        PrintWriter err = spec.commandLine().getErr();
        all.refusals()
                .forEach(f -> err.println(f.getMessage() + " — " + f.facts().remedy()));
        if (asked.rows().isEmpty() && all.refusals().isEmpty()) {
            err.println(
                    text.isEmpty()
                            ? "no dataset can be exported"
                            : "none of the " + all.rows().size() + " datasets that can be exported has "
                                    + Shown.shown(text) + " in its id or name");
        }
        return all.refusals().isEmpty() ? Exit.WELL : Exit.FAILED;
    }

    /** The sandbox stands in front only where there are several. */
    private static List<String> table(Eligible eligible) {
        boolean several =
                eligible.rows().stream().map(DatasetsCommand::place).distinct().count() > 1;
        Table table = several ? new Table("SANDBOX", "ID", "NAME", "EXPORT") : new Table("ID", "NAME", "EXPORT");
        for (Eligible.Row row : eligible.rows()) {
            String id = Shown.shown(row.dataset().id());
            String name = Shown.shown(row.dataset().name());
            String exports = row.exports().isEmpty() ? "-" : String.join(", ", row.exports());
            if (several) {
                table.row(place(row), id, name, exports);
            } else {
                table.row(id, name, exports);
            }
        }
        return table.lines();
    }

    private static String place(Eligible.Row row) {
        return row.platform() + "/" + row.sandbox();
    }

    private static ObjectNode document(Eligible eligible) {
        ObjectNode document = Json.object();
        ArrayNode datasets = document.putArray("datasets");
        for (Eligible.Row row : eligible.rows()) {
            ObjectNode node = datasets.addObject()
                    .put("platform", row.platform())
                    .put("sandbox", row.sandbox())
                    .put("id", row.dataset().id())
                    .put("name", row.dataset().name());
            ArrayNode exports = node.putArray("exports");
            row.exports().forEach(exports::add);
        }
        return document;
    }
}
