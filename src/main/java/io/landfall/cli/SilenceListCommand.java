package io.landfall.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.landfall.model.Silence;
import io.landfall.runtime.Wiring;
import io.landfall.spec.Loaded;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code silence list}. */
@Command(name = "list", description = "Shows the silences that last now.", mixinStandardHelpOptions = true)
final class SilenceListCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private Files files;

    @Option(names = "--all", description = "those that have ended too")
    private boolean all;

    @Option(names = "--json", description = "print one JSON document")
    private boolean json;

    @Override
    public Integer call() {
        Loaded loaded = files.load();
        try (Wiring wiring = Wiring.of(loaded)) {
            Instant now = wiring.clock().instant();
            List<Silence> silences =
                    all ? wiring.silencing().all() : wiring.silencing().active();
            if (json) {
                ObjectNode document = Json.object();
                document.set("silences", SilenceOutput.json(silences, now));
                Json.print(spec, document);
            } else if (silences.isEmpty()) {
                spec.commandLine().getErr().println("nothing is silenced");
            } else {
                SilenceOutput.table(silences, now)
                        .lines()
                        .forEach(spec.commandLine().getOut()::println);
            }
            return Exit.WELL;
        }
    }
}
