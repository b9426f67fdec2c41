package io.landfall.canary;

import static org.assertj.core.api.Assertions.assertThat;

import io.landfall.state.Database;
import io.landfall.state.TestState;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** The scan sees what it is for; and a leak on purpose in each way out, which {@link CanaryScanTest} has to find. */
class CanaryPlantTest {
    private static final String SECRET = "c4nary/with+all=of it&\"";

    @TempDir
    Path folder;

    private Set<String> found(String text) throws Exception {
        Path file = Files.writeString(folder.resolve("out"), text);
        return Scan.find(file, List.of(SECRET, "another-secret")).keySet();
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "c4nary/with+all=of it&\"",
                "c4nary%2Fwith%2Ball%3Dof+it%26%22",
                "c4nary%2Fwith%2Ball%3Dof%20it%26%22",
                "c4nary%2fwith%2ball%3dof+it%26%22",
                "c4nary\\/with+all=of it&\"",
                "c4nary/with+all=of it&amp;&quot;"
            })
    void findsASecretAsItIsAndEncoded(String spelling) throws Exception {
        assertThat(found("before " + spelling + " after")).containsExactly(SECRET);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a:", "me:", "you:", "user:", "adobe:", "landfall:"})
    void findsItInBase64BehindAnyUser(String user) throws Exception {
        String header = base64(user + SECRET);
        assertThat(found("Authorization: Basic " + header)).containsExactly(SECRET);
        assertThat(found("?a=" + header.replace("+", "%2B").replace("/", "%2F").replace("=", "%3D")))
                .containsExactly(SECRET);
        assertThat(found(header.replace('+', '-').replace('/', '_'))).containsExactly(SECRET);
    }

    @Test
    void findsItAcrossTheWindowsAndNothingElse() throws Exception {
        assertThat(found("x".repeat((8 << 20) - 5) + SECRET + "x")).containsExactly(SECRET);
        assertThat(found("c4nary/with+all=of it " + base64("c4nary/with+all"))).isEmpty();
    }

    @Test
    void leaksOnPurpose() {
        Canaries.plant(Canaries.PLANTED);
        System.out.println("on purpose: " + Canaries.PLANTED);
        System.err.println("on purpose: " + base64("user:" + Canaries.PLANTED));
        LoggerFactory.getLogger("io.landfall.canary")
                .warn("on purpose: {}", Canaries.PLANTED, new IllegalStateException("of " + Canaries.PLANTED));
        Canaries.note(Canaries.Way.COMMAND, Canaries.PLANTED);
        Canaries.note(Canaries.Way.CHILD, Canaries.PLANTED);
        Canaries.note(Canaries.Way.MESSAGE, Canaries.PLANTED);
        Canaries.note(Canaries.Way.ROUTES, Canaries.PLANTED);
        try (Database database = TestState.in(folder)) {
            database.jdbi().useHandle(h -> {
                h.execute("CREATE TABLE leak (text TEXT)");
                h.execute("INSERT INTO leak VALUES (?)", Canaries.PLANTED);
            });
            Canaries.noteDatabase(folder.resolve("landfall.db"));
        }
        assertThat(Canaries.PLANTED).isNotBlank();
    }
}
