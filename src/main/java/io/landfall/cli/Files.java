package io.landfall.cli;

import io.landfall.spec.ConfigFiles;
import io.landfall.spec.Loaded;
import io.landfall.spec.Spec;
import io.landfall.spec.SpecError;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/** Which property files a command reads; every command checks all of them first. */
final class Files {
    @Option(
            names = {"-c", "--config"},
            paramLabel = "FILE",
            description = {
                "a property file, or a folder of them; repeatable, later ones win.",
                "Without it: LANDFALL_CONFIG, else application.properties here, else beside the launcher."
            })
    private List<Path> given = new ArrayList<>();

    /** Reads and checks, right or wrong. */
    Loaded read() {
        Path here = Path.of("").toAbsolutePath();
        String home = System.getProperty("landfall.home");
        return Spec.load(
                ConfigFiles.choose(given, System.getenv(), here, home == null ? here : Path.of(home)), System.getenv());
    }

    /** Reads, or stops with everything that is wrong. */
    Loaded load() {
        Loaded loaded = read();
        if (!loaded.ok()) {
            throw Stop.config(loaded.errors().stream().map(SpecError::text).collect(Collectors.joining("\n")));
        }
        return loaded;
    }
}
