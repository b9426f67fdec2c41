package io.landfall.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.landfall.runtime.Doctor;
import io.landfall.runtime.Finding;
import io.landfall.spec.Loaded;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code doctor}: whether everything that the property files name can be used. */
@Command(
        name = "doctor",
        description = {
            "Checks the property files, then tries everything that they name for real, without changing anything:"
                    + " token, permissions, sandbox, datasets, storages, host keys, clock, database, alert channels.",
            "Exits 1 when something fails."
        },
        mixinStandardHelpOptions = true)
final class DoctorCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private Files files;

    @Option(
            names = "--json",
            description = "print one JSON document: {\"well\":…,\"findings\":[{what,of,state,said,remedy}]}")
    private boolean json;

    @Override
    public Integer call() {
        Loaded loaded = files.load();
        List<Finding> findings = Doctor.examine(loaded, Clock.systemUTC());
        boolean well = findings.stream().noneMatch(f -> f.state() == Finding.State.FAIL);
        if (json) {
            Json.print(spec, document(well, findings));
        } else {
            findings.forEach(f -> spec.commandLine().getOut().println(line(f)));
        }
        return well ? Exit.WELL : Exit.FAILED;
    }

    private static String line(Finding f) {
        String of = f.of().isEmpty() ? "" : " of " + f.of();
        String remedy = f.remedy().isEmpty() ? "" : " — " + f.remedy();
        return String.format(Locale.ROOT, "%-9s  %s%s: %s%s", f.state().word(), f.what(), of, f.said(), remedy);
    }

    private static ObjectNode document(boolean well, List<Finding> findings) {
        ObjectNode document = Json.object().put("well", well);
        ArrayNode nodes = document.putArray("findings");
        findings.forEach(f -> nodes.addObject()
                .put("what", f.what())
                .put("of", f.of())
                .put("state", f.state().word())
                .put("said", f.said())
                .put("remedy", f.remedy()));
        return document;
    }
}
