package io.landfall.routes;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Properties;

/** Which test classes hold which route file, as {@code responsible.properties} says. */
final class Responsible {
    private Responsible() {}

    /** The classes' names, the most specific first; none if nobody is. */
    static List<String> forFile(String name) {
        Properties all = new Properties();
        try (InputStream in = Responsible.class.getResourceAsStream("responsible.properties")) {
            all.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String classes = all.getProperty(name, "").strip();
        return classes.isEmpty() ? List.of() : List.of(classes.split("\\s*,\\s*"));
    }
}
