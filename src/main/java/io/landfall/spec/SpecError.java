package io.landfall.spec;

import java.util.Comparator;

/**
 * Something that is wrong with the property files.
 *
 * @param file as it was named, or {@code environment:NAME}
 * @param line where the key stands, from 1; null for what is missing, for a whole file and for the environment
 * @param key the property; null where a file as a whole is meant
 * @param message what is wrong and what is expected; never a secret's value
 * @param nearest the nearest known key, name or value; null where nothing is near
 */
public record SpecError(String file, Integer line, String key, String message, String nearest) {

    /** By file, then by line, what has no line last. */
    public static final Comparator<SpecError> IN_ORDER = Comparator.comparing(SpecError::file)
            .thenComparing(SpecError::line, Comparator.nullsLast(Comparator.naturalOrder()))
            .thenComparing(SpecError::key, Comparator.nullsFirst(Comparator.naturalOrder()))
            .thenComparing(SpecError::message);

    public SpecError {
        file = Shown.plain(file);
        key = key == null ? null : Shown.plain(key);
        message = Shown.plain(message);
        nearest = nearest == null ? null : Shown.plain(nearest);
    }

    /** {@code file:line: key: what is wrong, what is expected (nearest …)}, one line. */
    public String text() {
        return file
                + (line == null ? "" : ":" + line)
                + ": "
                + (key == null ? "" : key + ": ")
                + message
                + (nearest == null ? "" : " (nearest " + nearest + ")");
    }

    @Override
    public String toString() {
        return text();
    }
}
