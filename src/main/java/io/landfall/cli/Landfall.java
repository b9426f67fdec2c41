package io.landfall.cli;

import io.landfall.cli.demo.DemoCommand;
import io.landfall.flowservice.FlowServiceFailure;
import io.landfall.runtime.Words;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
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
        footer = {"", "Start with `landfall demo`; then copy application.properties and run `landfall check`."})
public final class Landfall implements Runnable {
    /** In the order in which the help lists them. */
    private static final Map<String, Supplier<Object>> COMMANDS = new LinkedHashMap<>();

    static {
        COMMANDS.put("demo", DemoCommand::new);
        COMMANDS.put("check", CheckCommand::new);
        COMMANDS.put("doctor", DoctorCommand::new);
        COMMANDS.put("datasets", DatasetsCommand::new);
        COMMANDS.put("plan", PlanCommand::new);
        COMMANDS.put("apply", ApplyCommand::new);
        COMMANDS.put("adopt", AdoptCommand::new);
        COMMANDS.put("run", RunCommand::new);
        COMMANDS.put("verify", VerifyCommand::new);
        COMMANDS.put("status", StatusCommand::new);
        COMMANDS.put("alert-test", AlertTestCommand::new);
        COMMANDS.put("silence", SilenceCommand::new);
    }

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    /** Ends the process with the command's exit code. */
    public static void main(String[] args) {
        System.exit(execute(new PrintWriter(System.out, true), new PrintWriter(System.err, true), args));
    }

    /** Runs a command and answers its exit code. */
    public static int execute(PrintWriter out, PrintWriter err, String... args) {
        CommandLine line = new CommandLine(new Landfall());
        commands(args).forEach(line::addSubcommand);
        // picocli hands these on to the subcommands that are there by then
        line.setOut(out)
                .setErr(err)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpAutoWidth(true)
                .setExecutionExceptionHandler(Landfall::failed);
        usage(line);
        return line.execute(args);
    }

    /** The one that is called, where the first word says so: picocli takes a tenth of a second to learn the others. */
    private static Map<String, Object> commands(String... args) {
        Map<String, Object> commands = new LinkedHashMap<>();
        if (args.length > 0 && COMMANDS.containsKey(args[0])) {
            commands.put(args[0], COMMANDS.get(args[0]).get());
            return commands;
        }
        COMMANDS.forEach((name, command) -> commands.put(name, command.get()));
        commands.put("generate-completion", new AutoComplete.GenerateCompletion());
        commands.put("help", new CommandLine.HelpCommand());
        return commands;
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
