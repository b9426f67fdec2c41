package io.landfall.cli;

import io.landfall.cli.demo.DemoCommand;
import io.landfall.flowservice.FlowServiceFailure;
import io.landfall.runtime.Words;
import java.io.PrintWriter;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code landfall COMMAND}. */
@Command(
        name = "landfall",
        description = {
            "Provisions Adobe Experience Platform dataset exports, polls their runs, and proves from the storage itself"
                    + " that each export that was due has landed.",
            ""
        },
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND",
        exitCodeOnInvalidInput = Exit.USAGE,
        exitCodeOnExecutionException = Exit.FAILED,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:all is well",
            "1:could not do it; the reason is on stderr",
            "2:done, and there is something to tell: changes, a bad verdict, an open incident",
            "64:wrong usage",
            "78:wrong configuration"
        },
        footer = {"", "Start with `landfall demo`; then copy application.properties and run `landfall check`."},
        subcommands = {
            DemoCommand.class,
            CheckCommand.class,
            DoctorCommand.class,
            DatasetsCommand.class,
            PlanCommand.class,
            ApplyCommand.class,
            AdoptCommand.class,
            RunCommand.class,
            VerifyCommand.class,
            StatusCommand.class,
            AlertTestCommand.class,
            SilenceCommand.class,
            AutoComplete.GenerateCompletion.class,
            CommandLine.HelpCommand.class
        })
public final class Landfall implements Runnable {
    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    /** Ends the process with the command's exit code. */
    public static void main(String[] args) {
        System.exit(execute(new PrintWriter(System.out, true), new PrintWriter(System.err, true), args));
    }

    /** Runs a command and answers its exit code. */
    public static int execute(PrintWriter out, PrintWriter err, String... args) {
        CommandLine line = new CommandLine(new Landfall())
                .setOut(out)
                .setErr(err)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpAutoWidth(true)
                .setExecutionExceptionHandler(Landfall::failed);
        usage(line);
        return line.execute(args);
    }

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "which command?");
    }

    /** Of every command: picocli does not hand this on to subcommands. */
    private static void usage(CommandLine line) {
        line.getCommandSpec().exitCodeOnInvalidInput(Exit.USAGE);
        line.getSubcommands().values().forEach(Landfall::usage);
    }

    /** Words on stderr, never a bare stack trace. */
    private static int failed(Exception failure, CommandLine line, CommandLine.ParseResult parsed) {
        PrintWriter err = line.getErr();
        if (failure instanceof Stop stop) {
            err.println(stop.getMessage());
            return stop.code();
        }
        err.println("landfall " + line.getCommandName() + ": "
                + FlowServiceFailure.in(failure).map(Landfall::words).orElseGet(() -> Words.of(failure)));
        if (System.getenv("LANDFALL_LOG") != null) {
            failure.printStackTrace(err);
        }
        return Exit.FAILED;
    }

    /** What a user reads of a platform that could not be asked, with the remedy. */
    static String words(FlowServiceFailure failure) {
        return failure.getMessage() + " — " + failure.facts().remedy();
    }
}
