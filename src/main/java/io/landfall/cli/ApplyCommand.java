package io.landfall.cli;

import io.landfall.runtime.Wiring;
import io.landfall.spec.Loaded;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code apply}: carries the plan out. */
@Command(
        name = "apply",
        description = {
            "Carries the plan out. Safe to repeat, to kill at any point and to start twice at once. Never deletes."
        },
        mixinStandardHelpOptions = true)
final class ApplyCommand implements Callable<Integer> {
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
            return PlanOutput.apply(spec, json, wiring.apply());
        }
    }
}
