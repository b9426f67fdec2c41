package io.landfall.spec;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * What property values may refer to outside of their files.
 *
 * @param env environment variables
 * @param systemProperty a system property's value, null where it is not set
 * @param workingDirectory what relative file names and paths in environment variables are relative to
 * @param vault resolves a vault function such as <code>{{aws:name}}</code>, given with its braces; absent: such values are
 *     accepted by their form and stay as they are
 */
public record Surroundings(
        Map<String, String> env,
        UnaryOperator<String> systemProperty,
        Path workingDirectory,
        Optional<Function<String, String>> vault) {

    /** This process, vault functions accepted by their form. */
    public static Surroundings ofProcess() {
        return new Surroundings(
                System.getenv(), System::getProperty, Path.of("").toAbsolutePath(), Optional.empty());
    }

    /** The same, with vault functions resolved. */
    public Surroundings withVault(Function<String, String> resolver) {
        return new Surroundings(env, systemProperty, workingDirectory, Optional.of(resolver));
    }
}
