package io.landfall.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One fault per file; its first lines say which errors are expected of it, word by word. */
class BadFilesTest {
    private static final Path FOLDER = Path.of("src/test/resources/bad");
    private static final String EXPECT = "# expect: ";

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
        assertThat(files()).hasSizeGreaterThan(40);
        assertThat(Files.readString(FOLDER.resolve("s3-write-key.properties"))).contains("canary");
    }

    @Test
    void allFaultsOfAllFilesAreToldAtOnceByFileAndLine() throws IOException {
        Loaded loaded = Spec.load(
                List.of(
                        Path.of("port.properties"),
                        Path.of("half-a-credential.properties"),
                        Path.of("cron.properties")),
                surroundings());

        assertThat(loaded.errors())
                .extracting(SpecError::file)
                .containsExactly("cron.properties", "half-a-credential.properties", "port.properties");
        assertThat(loaded.errors()).isSortedAccordingTo(SpecError.IN_ORDER);
    }

    private static Loaded load(String file) {
        return Spec.load(List.of(Path.of(file)), surroundings());
    }

    private static Surroundings surroundings() {
        return new Surroundings(Map.of(), name -> null, FOLDER.toAbsolutePath(), Optional.empty());
    }
}
