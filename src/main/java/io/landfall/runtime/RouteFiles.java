package io.landfall.runtime;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Where routes are read from: the folder {@code routes} beside the launcher or jar, so that a step can be changed in
 * place; without one, the copy in the jar. Never the working directory.
 */
public final class RouteFiles {
    private static final String HOME = "landfall.home";

    private RouteFiles() {}

    /** The folder that overrides the jar's copy, if there is one. */
    public static java.util.Optional<Path> folder() {
        String home = System.getProperty(HOME);
        Path folder = home == null ? besideTheJar() : Path.of(home, "routes");
        return folder != null && Files.isDirectory(folder) ? java.util.Optional.of(folder) : java.util.Optional.empty();
    }

    static String pattern(List<String> routes) {
        String prefix = folder().map(f -> "file:" + f.toAbsolutePath() + "/").orElse("classpath:routes/");
        return routes.stream().map(r -> prefix + r + ".camel.yaml").collect(Collectors.joining(","));
    }

    private static Path besideTheJar() {
        try {
            Path jar = Path.of(RouteFiles.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            return jar.toString().endsWith(".jar") ? jar.resolveSibling("routes") : null;
        } catch (java.net.URISyntaxException e) {
            throw new IllegalStateException("the jar's own place is not a path", e);
        }
    }
}
