package io.landfall.spec;

import java.nio.file.Path;

/**
 * A property as it stands in a file or in the environment.
 *
 * @param raw the value with an escaped comma as {@link #COMMA}
 * @param file as it is shown in errors
 * @param line null for the environment
 * @param folder what relative paths in the value are relative to
 */
record Entry(String key, String raw, String file, Integer line, Path folder) {

    /** Stands for {@code \,} until a list has been split. */
    static final char COMMA = '\uE000';

    /** The value with all commas. */
    static String commas(String raw) {
        return raw.replace(COMMA, ',');
    }
}
