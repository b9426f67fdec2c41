package io.landfall.routes;

import io.landfall.runtime.RouteFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.component.direct.DirectComponent;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;

/**
 * The route files that tests load: those of the folder that the runtime would take (so that the mutation test can put
 * others in their place), else the project's own.
 */
public final class Routes {
    private static final String ENDING = ".camel.yaml";

    private Routes() {}

    /** Where they are. */
    public static Path folder() {
        return RouteFiles.folder().orElse(Path.of("routes"));
    }

    /** The names of all of them, without {@code .camel.yaml}, sorted. */
    public static List<String> names() {
        try (Stream<Path> files = Files.list(folder())) {
            return files.map(f -> f.getFileName().toString())
                    .filter(f -> f.endsWith(ENDING))
                    .map(f -> f.substring(0, f.length() - ENDING.length()))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One file, by its name without {@code .camel.yaml}. */
    public static Path file(String name) {
        return folder().resolve(name + ENDING);
    }

    /** Loads some of them; as in the runtime, a message to a route that is not there fails at once. */
    public static void load(CamelContext camel, String... names) throws Exception {
        camel.getComponent("direct", DirectComponent.class).setBlock(false);
        for (String name : names) {
            PluginHelper.getRoutesLoader(camel)
                    .loadRoutes(ResourceHelper.resolveMandatoryResource(
                            camel, "file:" + file(name).toAbsolutePath()));
        }
    }
}
