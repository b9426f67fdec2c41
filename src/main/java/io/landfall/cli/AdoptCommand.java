package io.landfall.cli;

import io.landfall.flowservice.FlowServiceFailure;
import io.landfall.model.Config;
import io.landfall.runtime.Adopting;
import io.landfall.runtime.AdoptionBlock;
import io.landfall.runtime.Wiring;
import io.landfall.spec.Loaded;
import java.io.PrintWriter;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code adopt}: the property block of a dataflow that exists already. */
@Command(
        name = "adopt",
        description = {
            "Prints the property block for a dataflow that exists already; nothing is changed.",
            "After pasting it, `plan` has nothing to do. With manage=true instead of false, `apply` makes it Landfall's."
        },
        mixinStandardHelpOptions = true)
final class AdoptCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private Files files;

    @Parameters(paramLabel = "FLOW_ID", description = "the dataflow's id, as in the address of its page")
    private UUID flowId;

    @Override
    public Integer call() {
        Loaded loaded = files.load();
        Config config = loaded.config().orElseThrow();
        if (config.platforms().isEmpty()) {
            throw Stop.config("platform.org: is missing, expected the organisation whose dataflow is to be adopted");
        }
        Adopting adopting;
        try (Wiring wiring = Wiring.of(loaded)) {
            adopting = wiring.adopt(flowId.toString());
        }
        PrintWriter err = spec.commandLine().getErr();
        for (FlowServiceFailure barred : adopting.barred()) {
            err.println("landfall adopt: " + Landfall.words(barred));
        }
        if (adopting.found().adoption().isEmpty()) {
            err.println("landfall adopt: dataflow " + flowId + ": " + adopting.why());
            return Exit.FAILED;
        }
        AdoptionBlock.Text text = AdoptionBlock.of(adopting.found().adoption().get(), config);
        text.lines().forEach(spec.commandLine().getOut()::println);
        if (!text.environment().isEmpty()) {
            err.println("to be set in the environment (adobe.* lines may also be left out while manage=false): "
                    + String.join(", ", text.environment()));
        }
        return Exit.WELL;
    }
}
