package io.landfall.cli;

import io.landfall.runtime.Engine;
import io.landfall.runtime.RouteFiles;
import io.landfall.runtime.Wiring;
import io.landfall.spec.Loaded;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code run}: the runtime. */
@Command(
        name = "run",
        description = "The runtime: provisions as configured, then polls, verifies and alerts until stopped.",
        mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private Files files;

    @Override
    public Integer call() throws Exception {
        Loaded loaded = files.load();
        PrintWriter err = spec.commandLine().getErr();
        RouteFiles.folder().ifPresent(folder -> err.println("routes are read from " + folder));
        Wiring wiring = Wiring.of(loaded);
        wiring.database().onlyRun();
        Engine engine = wiring.run();
        err.println("ready in " + ManagementFactory.getRuntimeMXBean().getUptime() + " ms: "
                + loaded.config().orElseThrow().exports().size() + " exports, "
                + wiring.address() + "/observe/health");
        engine.untilStopped(wiring::close);
        return Exit.WELL;
    }
}
