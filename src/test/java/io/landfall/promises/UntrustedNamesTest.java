package io.landfall.promises;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.landfall.emulator.Delivery;
import io.landfall.emulator.ExportFormat;
import io.landfall.emulator.LocalWorld;
import io.landfall.emulator.Outcome;
import io.landfall.emulator.SampleRows;
import io.landfall.emulator.Webhook;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Names of objects and files are data: whatever they hold, through S3 and SFTP, through looking, database, commands and
 * messages, they are shown as harmless text and nothing else comes of them.
 */
class UntrustedNamesTest {
    private static final byte[] GARBAGE = "no gzip".getBytes(StandardCharsets.UTF_8);
    private static final String LONG = "n".repeat(200);

    /** Ones that are read (no gzip), that have no bytes, that have another suffix: of each kind five are named. */
    private static final List<String> READ = List.of(
            "a\nb: LANDED.json.gz",
            "\u001b[31m\u001b]0;title\u0007red.json.gz",
            "\u202egz.nosj\u2066.json.gz",
            "${sys.user.home}.json.gz",
            "{{env:PATH}}.json.gz");

    private static final List<String> EMPTY = List.of(
            "<img src=x onerror=alert(1)>.json.gz",
            "' OR 1=1; DROP TABLE slot; --.json.gz",
            "x..%2f..%2fetc%2fpasswd?x=1#y&z.json.gz",
            "*?[x]\\.json.gz",
            LONG + ".json.gz");

    private static final List<String> OTHER_SUFFIX = List.of(
            "=HYPERLINK(\"http:x\").csv",
            "@|red x|@\ta\r.csv",
            "%s%n$(id)`id`.csv",
            "bean:x?method=y.csv",
            "\ud83d\ude80.csv");

    private static final List<String> EXPORTS = List.of("names-lake", "names-dropbox");

    @TempDir
    private static Path folder;

    private static Stage stage;
    private static Stage.Ended json;
    private static Stage.Ended text;
    private static Stage.Ended csv;
    private static List<Webhook.Message> messages;

    @BeforeAll
    static void putAndVerify() throws Exception {
        stage = new Stage(folder);
        stage.key("alert.html.to", stage.world.webhook().url() + "/html").key("alert.html.format", "html");
        stage.key("alert.text.to", stage.world.webhook().url() + "/text").key("alert.text.format", "text");
        stage.startIn(Duration.ofSeconds(8));
        stage.export("names-lake", "lake", "json", Outcome.ON_TIME);
        stage.export("names-dropbox", "dropbox", "json", Outcome.ON_TIME);
        stage.export("names-raw", "dropbox", "json", Outcome.ON_TIME);
        assertThat(stage.command("apply").code()).isZero();
        stage.world
                .webhook()
                .await(
                        Integer.MAX_VALUE,
                        Duration.between(Instant.now(), stage.start().plusMillis(100)));
        for (Delivery delivery : stage.world.exporter().tick(Instant.now())) {
            String first = delivery.keys().get(0);
            String own = first.substring(0, first.lastIndexOf('/'));
            if (delivery.flowName().endsWith("raw")) {
                rawBytes(stage.world.sftp().root().resolve(own));
            } else {
                litter(stage.world, delivery.flowName().endsWith("lake"), own);
            }
        }
        stage.command("verify");
        stage.untilAfterTheGrace();
        json = stage.command("verify", "--json", "--alert");
        text = stage.command("verify");
        csv = stage.command("verify", "--csv");
        messages = stage.world.webhook().received();
    }

    private static void litter(LocalWorld world, boolean s3, String own) throws IOException {
        READ.forEach(name -> put(world, s3, own + "/" + name, GARBAGE));
        EMPTY.forEach(name -> put(world, s3, own + "/" + name, new byte[0]));
        OTHER_SUFFIX.forEach(name -> put(world, s3, own + "/" + name, GARBAGE));
        if (s3) {
            put(world, true, own + "/../../../../escape.json.gz", GARBAGE);
            String longest = own + "/" + "k".repeat(1024 - own.length() - 9) + ".json.gz";
            put(world, true, longest, SampleRows.file(ExportFormat.JSON_GZ, 1, 5, 5));
        }
    }

    private static void put(LocalWorld world, boolean s3, String key, byte[] content) {
        if (s3) {
            world.s3().put(LocalWorld.BUCKET, key, content);
            return;
        }
        try {
            Path file = world.sftp().root().resolve(key);
            Files.createDirectories(file.getParent());
            Files.write(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A name that is no UTF-8, which Java cannot write: the shell can. */
    private static void rawBytes(Path in) throws IOException {
        try {
            Process shell = new ProcessBuilder("bash", "-c", "printf x > $'\\xff\\xfe\\xc3.json.gz'")
                    .directory(in.toFile())
                    .start();
            assertThat(shell.waitFor()).isZero();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @AfterAll
    static void end() {
        stage.close();
    }

    private static List<String> findings(String export) {
        List<String> findings = new ArrayList<>();
        result(export).path("findings").forEach(f -> findings.add(f.asText()));
        return findings;
    }

    private static JsonNode result(String export) {
        return StreamSupport.stream(json.json().path("results").spliterator(), false)
                .filter(r -> r.path("export").asText().equals(export))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void theirFilesAreLookedAtAndJudged() {
        assertThat(json.code()).as(json.err()).isEqualTo(2);
        for (String export : EXPORTS) {
            String all = String.join("\n", findings(export));
            assertThat(all)
                    .as(export)
                    .contains("files that do not begin as gzip")
                    .contains("5 files of zero bytes")
                    .contains("5 files with another suffix")
                    .contains("a?b: LANDED.json.gz")
                    .contains("?[31m?]0;title?red.json.gz")
                    .contains("?gz.nosj?.json.gz")
                    .contains("{{env:PATH}}.json.gz")
                    .contains("' OR 1=1; DROP TABLE slot; --.json.gz");
        }
        assertThat(result("names-lake").path("verdict").asText()).isEqualTo("EMPTY");
        assertThat(result("names-lake").path("files").asInt())
                .as("with the one of 1,024 characters")
                .isEqualTo(18);
        assertThat(result("names-dropbox").path("verdict").asText()).isEqualTo("EMPTY");
        assertThat(result("names-dropbox").path("files").asInt()).isEqualTo(17);
    }

    @Test
    void nothingOfThemIsEvaluated() {
        String all = json.out() + text.out() + csv.out() + bodies("");
        assertThat(all).contains("${sys.user.home}");
        assertThat(all).doesNotContain(System.getProperty("user.home") + ".json.gz");
        assertThat(all).doesNotContain(System.getenv("PATH"));
        assertThat(Path.of("/escape.json.gz")).doesNotExist();
        assertThat(stage.command("status").code())
                .as("the database is as it was")
                .isEqualTo(2);
    }

    @Test
    void noControlCharacterComesThrough() {
        Map<String, String> outputs = Map.of(
                "json", decoded(json.json()),
                "text", text.out(),
                "csv", csv.out(),
                "html message", bodies("/html"),
                "text message", bodies("/text"));
        outputs.forEach((name, out) -> {
            assertThat(out).as(name).isNotEmpty();
            assertThat(out.codePoints()
                            .filter(c -> c != '\n' && c != '\r')
                            .filter(c -> Character.getType(c) == Character.CONTROL
                                    || Character.getType(c) == Character.FORMAT
                                    || Character.getType(c) == Character.SURROGATE)
                            .mapToObj(c -> "U+" + Integer.toHexString(c)))
                    .as(name)
                    .isEmpty();
        });
        assertThat(text.out().lines().filter(line -> line.startsWith("b: LANDED")))
                .isEmpty();
        assertThat(text.out().lines()).hasSize(2 + EXPORTS.size());
        assertThat(csv.out().lines()).hasSize(2 + EXPORTS.size());
    }

    @Test
    void markupIsEscapedInHtml() {
        assertThat(bodies("/html"))
                .contains("&lt;img src=x onerror=alert(1)&gt;")
                .doesNotContain("<img");
    }

    @Test
    void messagesAreSentOnceForEachExportAndChannel() {
        for (String path : List.of("/html", "/text")) {
            assertThat(messages.stream()
                            .filter(m -> m.call().path().equals(path))
                            .filter(m -> m.body().contains("EMPTY")))
                    .hasSize(EXPORTS.size());
        }
    }

    @Test
    void aLongNameIsShownInPart() {
        assertThat(json.out()).contains("nnn…nnn").doesNotContain(LONG);
    }

    /** The server of the local world breaks off its listing over such a name: then nobody knows what else is there. */
    @Test
    void aNameThatIsNoUtf8IsNeverTakenForAnEmptyFolder() {
        assertThat(result("names-raw").path("verdict").asText())
                .as(result("names-raw").toPrettyString())
                .isEqualTo("UNKNOWN");
    }

    private static String bodies(String path) {
        StringBuilder all = new StringBuilder();
        messages.stream()
                .filter(m -> m.call().path().endsWith(path))
                .forEach(m -> all.append(m.body()).append('\n'));
        return all.toString();
    }

    /** All texts of the document, as another program gets them. */
    private static String decoded(JsonNode document) {
        StringBuilder all = new StringBuilder();
        if (document.isTextual()) {
            all.append(document.asText()).append('\n');
        }
        StreamSupport.stream(document.spliterator(), false).forEach(child -> all.append(decoded(child)));
        return all.toString();
    }
}
