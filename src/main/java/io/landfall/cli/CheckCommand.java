package io.landfall.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.landfall.spec.Loaded;
import io.landfall.spec.SpecError;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code check}: all that is wrong with the property files, at once, without the network. */
@Command(
        name = "check",
        description = "Says everything that is wrong with the property files at once. No network.",
        mixinStandardHelpOptions = true)
final class CheckCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private Files files;

    @Option(names = "--json", description = "print one JSON document: {\"errors\":[{key,file,line,message,nearest}]}")
    private boolean json;

    @Override
    public Integer call() {
        Loaded loaded = files.read();
        if (json) {
            Json.print(spec, document(loaded));
        } else {
            loaded.errors().forEach(e -> spec.commandLine().getOut().println(e.text()));
        }
        if (loaded.ok()) {
            spec.commandLine()
                    .getErr()
                    .println(String.join(", ", loaded.files()) + ": good, "
                            + loaded.config().orElseThrow().exports().size() + " exports");
            return Exit.WELL;
        }
        return Exit.CONFIG;
    }

    private static ObjectNode document(Loaded loaded) {
        ObjectNode document = Json.object();
        ArrayNode errors = document.putArray("errors");
        for (SpecError e : loaded.errors()) {
            errors.addObject()
                    .put("key", e.key())
                    .put("file", e.file())
                    .put("line", e.line())
                    .put("message", e.message())
                    .put("nearest", e.nearest());
        }
        return document;
    }
}
