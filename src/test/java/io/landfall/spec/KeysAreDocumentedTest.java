package io.landfall.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The code, {@code application.properties} and the README say the same about every key. */
class KeysAreDocumentedTest {
    private static final Path FILE = Path.of("application.properties");
    private static final Pattern COMMENTED_OUT = Pattern.compile("#([a-z]+(?:\\.[a-z0-9-]+)+=.*)");
    private static final String BEGIN = "<!-- keys:begin -->";
    private static final String END = "<!-- keys:end -->";

    @TempDir
    Path folder;

    /** With everything that is commented out set. */
    private String everything(UnaryOperator<String> edit) throws IOException {
        return Files.readAllLines(FILE).stream()
                .map(line -> COMMENTED_OUT.matcher(line).replaceFirst("$1"))
                .map(edit)
                .collect(Collectors.joining("\n"));
    }

    private List<Entry> entries() throws IOException {
        Path file = folder.resolve("all.properties");
        Files.writeString(file, everything(UnaryOperator.identity()));
        PropertyFile.Contents contents = PropertyFile.read(file, "all.properties");
        assertThat(contents.errors()).isEmpty();
        return contents.entries();
    }

    @Test
    void everyKeyStandsInTheFileWithItsDefault() throws IOException {
        Map<String, String> values = new HashMap<>();
        List<String> unknown = new ArrayList<>();
        for (Entry entry : entries()) {
            KeyTable.find(entry.key())
                    .ifPresentOrElse(
                            found -> values.putIfAbsent(found.key().pattern(), entry.raw()),
                            () -> unknown.add(entry.key()));
        }
        assertThat(unknown).isEmpty();
        assertThat(values.keySet())
                .containsExactlyInAnyOrderElementsOf(
                        Keys.ALL.stream().map(Key::pattern).toList());
        for (Key key : Keys.ALL) {
            if (!key.fallback().isEmpty()) {
                assertThat(values.get(key.pattern())).as(key.pattern()).isEqualTo(key.fallback());
            }
        }
    }

    @Test
    void nothingThatDependsOnAnAccountIsSet() {
        Loaded loaded = Spec.load(List.of(FILE), Map.of());
        assertThat(loaded.errors()).isEmpty();
        assertThat(loaded.secrets()).isEmpty();
        assertThat(loaded.config().orElseThrow().exports()).isEmpty();
        assertThat(loaded.config().orElseThrow().platforms()).isEmpty();
    }

    @Test
    void theWholeFileIsRightOnceItsCommentsAreTakenAway() throws IOException {
        Files.writeString(folder.resolve("known_hosts"), "sftp.example.com ssh-rsa AAAA\n");
        Files.writeString(folder.resolve("all.properties"), everything(UnaryOperator.identity()));
        Map<String, String> env = new HashMap<>(Map.of(
                "S3_WRITE_KEY", "ABCDEFGHIJKLMNOP2345", "S3_WRITE_SECRET", "abcdefghijklmnopqrstuvwxyzABCDEFGHIJ/+12"));
        for (String name : List.of(
                "AEP_CLIENT_ID AEP_CLIENT_SECRET S3_READ_KEY S3_READ_SECRET SFTP_WRITE_PASSWORD SFTP_READ_PASSWORD",
                "GCS_WRITE_KEY GCS_WRITE_SECRET GCS_READ_KEY GCS_READ_SECRET AZURE_WRITE_CONNECTION",
                "AZURE_READ_CONNECTION AZURE_TENANT AZURE_WRITE_CLIENT AZURE_WRITE_SECRET AZURE_READ_CLIENT",
                "AZURE_READ_SECRET SLACK_WEBHOOK")) {
            for (String variable : name.split(" ")) {
                env.put(variable, "value");
            }
        }
        Loaded loaded = Spec.load(
                List.of(Path.of("all.properties")), new Surroundings(env, name -> null, folder, Optional.empty()));
        assertThat(loaded.errors()).isEmpty();
        assertThat(loaded.config().orElseThrow().exports()).containsOnlyKeys("orders");
    }

    @Test
    void aTypoInAnyKeyIsAnErrorThatNamesTheKey() throws IOException {
        for (Entry entry : entries()) {
            if (entry.key().contains(".label.") || entry.key().contains(".match.")) {
                continue;
            }
            String misspelt = entry.key() + "x";
            Files.writeString(folder.resolve("typo.properties"), misspelt + "=\n");
            Loaded loaded = Spec.load(
                    List.of(Path.of("typo.properties")),
                    new Surroundings(Map.of(), name -> null, folder, Optional.empty()));
            assertThat(loaded.errors())
                    .extracting(SpecError::text)
                    .contains("typo.properties:1: " + misspelt + ": unknown key (nearest " + entry.key() + ")");
        }
    }

    @Test
    void theReadmeHoldsTheTable() throws IOException {
        Path readme = Path.of("README.md");
        assumeTrue(Files.exists(readme), "there is no README.md yet, so its property table is not compared");
        assertThat(tableOf(Files.readString(readme)))
                .as("the README's property table, which KeyTable.markdown() writes")
                .isEqualTo(KeyTable.markdown().strip());
    }

    @Test
    void theTableHasARowForEachKey() {
        for (Key key : Keys.ALL) {
            assertThat(KeyTable.markdown()).contains("| `" + key.pattern() + "` | ");
            assertThat(key.about()).isNotBlank();
        }
        assertThat(KeyTable.markdown().lines().filter(line -> line.startsWith("| `")))
                .hasSameSizeAs(Keys.ALL)
                .allMatch(line ->
                        line.replace("\\|", "").chars().filter(c -> c == '|').count() == 4);
    }

    private static String tableOf(String readme) {
        int begin = readme.indexOf(BEGIN);
        int end = readme.indexOf(END);
        assertThat(begin).as(BEGIN).isNotNegative();
        assertThat(end).as(END).isGreaterThan(begin);
        return readme.substring(begin + BEGIN.length(), end).strip();
    }
}
