package io.landfall.cli;

import io.landfall.model.Channel;
import io.landfall.model.Config;
import io.landfall.runtime.Wiring;
import io.landfall.spec.Loaded;
import io.landfall.spec.Nearest;
import java.util.Locale;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code alert-test}: a test alert through the real channel. */
@Command(
        name = "alert-test",
        description = "Sends a test alert through the real channel.",
        mixinStandardHelpOptions = true)
final class AlertTestCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private Files files;

    @Parameters(paramLabel = "CHANNEL", description = "the name of a declared alert channel")
    private String name;

    @Override
    public Integer call() {
        Loaded loaded = files.load();
        Channel channel = channel(loaded.config().orElseThrow());
        try (Wiring wiring = Wiring.of(loaded)) {
            wiring.testChannel(channel);
        }
        spec.commandLine()
                .getOut()
                .println("sent a test alert to channel " + name + " as "
                        + channel.format().name().toLowerCase(Locale.ROOT));
        return Exit.WELL;
    }

    private Channel channel(Config config) {
        Channel channel = config.channels().get(name);
        if (channel == null) {
            TreeSet<String> declared = new TreeSet<>(config.channels().keySet());
            String nearest = Nearest.of(name, declared);
            throw Stop.usage("there is no channel " + name + "; "
                    + (declared.isEmpty()
                            ? "none is declared"
                            : nearest == null
                                    ? "declared are " + String.join(", ", declared)
                                    : "did you mean " + nearest + "?"));
        }
        return channel;
    }
}
