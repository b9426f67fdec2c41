package io.landfall.cli.demo;

import io.landfall.cli.ReportText;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code demo}: the whole job on one machine with no account. */
@Command(
        name = "demo",
        description = {
            "The whole job on one machine with no account: starts a Flow Service, an S3 and an SFTP server and a webhook on"
                    + " loopback, provisions exports, lets some land and breaks others on purpose, verifies, alerts,"
                    + " and prints the verdicts and the messages.",
            "Exits 0 only if every verdict and message is the one that the scenario calls for. Takes about a minute."
        },
        mixinStandardHelpOptions = true)
public final class DemoCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(names = "--json", description = "print one JSON document, messages included")
    private boolean json;

    @Option(names = "--serve", description = "keep the world and the runtime going until interrupted")
    private boolean serve;

    @Option(
            names = "--config-out",
            paramLabel = "FILE",
            description = "write the world's property file here, for plan, apply, run, verify and status")
    private Path configOut;

    @Override
    public Integer call() throws Exception {
        PrintWriter err = spec.commandLine().getErr();
        Path folder = Files.createTempDirectory("landfall-demo");
        try (Demo demo = new Demo(folder, configOut, err::println)) {
            Outcomes outcomes = demo.play();
            if (json) {
                io.landfall.cli.Json.print(spec, outcomes.document());
            } else {
                print(outcomes);
            }
            if (serve) {
                err.println("the world goes on until you press Ctrl-C"
                        + (configOut == null ? "" : "; try: ./landfall verify --config " + configOut));
                new CountDownLatch(1).await();
            }
            return outcomes.asExpected() ? 0 : 1;
        } finally {
            delete(folder);
        }
    }

    private void print(Outcomes outcomes) {
        PrintWriter out = spec.commandLine().getOut();
        ReportText.print(out, outcomes.rows());
        out.println();
        out.println("Messages that the webhook received:");
        outcomes.messageLines().forEach(line -> out.println("  " + line));
        out.println();
        outcomes.surprises().forEach(line -> out.println("NOT AS EXPECTED: " + line));
        out.println(
                outcomes.asExpected()
                        ? "Every verdict and message is the one that the scenario calls for."
                        : "The demo did not go as its scenario says.");
    }

    private static void delete(Path folder) throws IOException {
        try (var all = Files.walk(folder)) {
            for (Path path : all.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
