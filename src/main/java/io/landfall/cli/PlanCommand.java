package io.landfall.cli;

import io.landfall.runtime.Wiring;
import io.landfall.spec.Loaded;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code plan}: what it takes to make the declared exports so; nothing is changed. */
@Command(
        name = "plan",
        description = "Compares what is declared with what exists in Flow Service; nothing is changed.",
        mixinStandardHelpOptions = true)
final class PlanCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private Files files;

    @Option(names = "--json", description = "print one JSON document")
    private boolean json;

    @Override
    public Integer call() {
        Loaded loaded = files.load();
        try (Wiring wiring = Wiring.of(loaded)) {
            return PlanOutput.plan(spec, json, wiring.plan());
        }
    }
}
