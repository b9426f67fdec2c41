package io.landfall.cli;

import io.landfall.model.Silence;
import io.landfall.runtime.Silencing;
import io.landfall.runtime.Wiring;
import io.landfall.spec.Loaded;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code silence end}. */
@Command(
        name = "end",
        description = "Ends silences now; what they covered and still is wrong is told again.",
        mixinStandardHelpOptions = true)
final class SilenceEndCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private Files files;

    @Parameters(paramLabel = "ID", arity = "1..*", description = "as `silence list` shows them")
    private List<String> ids;

    @Override
    public Integer call() {
        Loaded loaded = files.load();
        try (Wiring wiring = Wiring.of(loaded)) {
            Silencing silencing = wiring.silencing();
            List<String> active = silencing.active().stream().map(Silence::id).toList();
            for (String id : ids) {
                if (!active.contains(id)) {
                    throw Stop.usage("there is no silence " + id + " that lasts now; "
                            + (active.isEmpty()
                                    ? "there is none"
                                    : "there is " + active.stream().sorted().collect(Collectors.joining(", "))));
                }
            }
            silencing.end(ids);
            ids.forEach(id -> spec.commandLine().getOut().println("ended " + id));
            return Exit.WELL;
        }
    }
}
