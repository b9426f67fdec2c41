package io.landfall.spec;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Which property files are read. */
public final class ConfigFiles {
    private static final String NAME = "application.properties";

    private ConfigFiles() {}

    /**
     * {@code --config} (given), else {@code LANDFALL_CONFIG} (several by comma or path separator), else
     * {@code application.properties} in the working directory, else beside the launcher. Where there is none, the one in
     * the working directory is named, so that loading says that it is missing.
     *
     * @param home the folder of the launcher or jar
     */
    public static List<Path> choose(List<Path> given, Map<String, String> env, Path workingDirectory, Path home) {
        if (!given.isEmpty()) {
            return List.copyOf(given);
        }
        String named = env.getOrDefault("LANDFALL_CONFIG", "").strip();
        if (!named.isEmpty()) {
            return Arrays.stream(named.split("[," + File.pathSeparator + "]"))
                    .map(String::strip)
                    .filter(name -> !name.isEmpty())
                    .map(Path::of)
                    .toList();
        }
        Path beside = home.resolve(NAME);
        boolean here = Files.exists(workingDirectory.resolve(NAME));
        return List.of(here || !Files.exists(beside) ? Path.of(NAME) : beside);
    }

    /** A folder as each {@code *.properties} in it, in name order; hidden files are left out. */
    static List<Path> expand(Path named, Path workingDirectory) throws IOException {
        Path real = workingDirectory.resolve(named);
        if (!Files.isDirectory(real)) {
            return List.of(named);
        }
        List<Path> files = new ArrayList<>();
        try (Stream<Path> children = Files.list(real)) {
            children.filter(Files::isRegularFile)
                    .map(child -> child.getFileName().toString())
                    .filter(name -> name.endsWith(".properties") && !name.startsWith("."))
                    .sorted()
                    .forEach(name -> files.add(named.resolve(name)));
        }
        return files;
    }
}
