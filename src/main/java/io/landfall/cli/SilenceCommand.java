package io.landfall.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code silence}: what nobody wants to hear of for a while. */
@Command(
        name = "silence",
        description = {
            "Mutes alerts. Slots are verified and incidents are opened and resolved all the same; when a silence ends",
            "and something it covered still is wrong, it is told again. Works while `run` is running."
        },
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "add|list|end",
        subcommands = {SilenceAddCommand.class, SilenceListCommand.class, SilenceEndCommand.class})
final class SilenceCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "silence: which one: add, list or end?");
    }
}
