package io.landfall.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One fault per file; its first lines say which errors are expected of it, word by word. */
class BadFilesTest {
    private static final Path FOLDER = Path.of("src/test/resources/bad");
    private static final String EXPECT = "# expect: ";
    /** An environment variable that is set while the file is read. */
    private static final String ENV = "# env: ";

    static List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".properties"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void saysExactlyWhatIsWrong(String file) throws IOException {
        List<String> expected = Files.readAllLines(FOLDER.resolve(file)).stream()
                .takeWhile(line -> line.startsWith(EXPECT))
                .map(line -> line.substring(EXPECT.length()))
                .toList();

        Loaded loaded = load(file);

        assertThat(expected).as("what %s is to be told", file).isNotEmpty();
        assertThat(loaded.errors()).extracting(SpecError::text).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(loaded.config()).isEmpty();
        assertThat(loaded.ok()).isFalse();
    }

    @ParameterizedTest
    @MethodSource("files")
    void neverPrintsASecret(String file) throws IOException {
        assertThat(Files.readString(FOLDER.resolve(file))).isNotEmpty();
        assertThat(load(file).toString()).doesNotContainIgnoringCase("canary");
    }

    @Test
    void thereAreManyAndSomeHoldSecrets() throws IOException {
        assertThat(files()).hasSizeGreaterThan(110);
        assertThat(Files.readString(FOLDER.resolve("s3-write-key.properties"))).contains("canary");
    }

    @Test
    void allFaultsOfAllFilesAreToldAtOnceByFileAndLine() throws IOException {
        Loaded loaded = Spec.load(
                List.of(
                        Path.of("port.properties"),
                        Path.of("half-a-credential.properties"),
                        Path.of("cron.properties")),
                surroundings(Map.of()));

        assertThat(loaded.errors())
                .extracting(SpecError::file)
                .containsExactly("cron.properties", "half-a-credential.properties", "port.properties");
        assertThat(loaded.errors()).isSortedAccordingTo(SpecError.IN_ORDER);
    }

    private static Loaded load(String file) throws IOException {
        Map<String, String> env = Files.readAllLines(FOLDER.resolve(file)).stream()
                .filter(line -> line.startsWith(ENV))
                .map(line -> line.substring(ENV.length()).split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
        return Spec.load(List.of(Path.of(file)), surroundings(env));
    }

    private static Surroundings surroundings(Map<String, String> env) {
        return new Surroundings(env, name -> null, FOLDER.toAbsolutePath(), Optional.empty());
    }
}
