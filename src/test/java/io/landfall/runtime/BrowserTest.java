package io.landfall.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.landfall.model.Verdict;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The status page as a person sees it, in headless Chromium at the width of a desk and of a phone. Needs Node and Chromium;
 * where one is absent the test is skipped, and says so. Screenshots are left in {@code target/browser}.
 */
class BrowserTest {
    private static final Path WORK = Path.of("target", "browser");
    private static final String BAD = "rgb(179, 38, 30)";
    private static final String LATE = "rgb(77, 107, 0)";
    private static final Instant SLOT = Examples.START;

    @TempDir
    Path folder;

    private static Path chromium;

    @BeforeAll
    static void browser() throws Exception {
        Optional<Path> found = Stream.of("chromium", "chromium-browser", "google-chrome")
                .flatMap(name -> Stream.of(System.getenv("PATH").split(":")).map(dir -> Path.of(dir, name)))
                .filter(Files::isExecutable)
                .findFirst();
        assumeTrue(found.isPresent(), "Chromium is not installed: the pages are not looked at in a browser");
        chromium = found.get();
        Files.createDirectories(WORK);
        if (!Files.isDirectory(WORK.resolve("node_modules/axe-core"))) {
            assumeTrue(
                    run(List.of(
                                            "npm",
                                            "install",
                                            "--no-audit",
                                            "--no-fund",
                                            "playwright-core@1.56.1",
                                            "axe-core@4.11.0"))
                                    .code()
                            == 0,
                    "Node or its packages are not there: the pages are not looked at in a browser");
        }
        Files.copy(
                Path.of("src", "test", "browser", "page.mjs"),
                WORK.resolve("page.mjs"),
                java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    }

    @Test
    void aMissingExportIsSeenAndSoIsThatItLanded() throws Exception {
        try (ServedPages served = new ServedPages(folder)) {
            served.record(SLOT, "5ef3", Verdict.MISSING, "the run wrote 1200 records, the folder holds no data file");
            for (JsonNode seen : look(served, "one", "orders", SLOT)) {
                assertThat(seen.path("colour").asText()).isEqualTo(BAD);
                assertThat(seen.path("label").asText()).isEqualTo(SLOT + " MISSING");
                assertThat(seen.path("evidence").asText())
                        .contains("MISSING", "the run wrote 1200 records, the folder holds no data file");
                assertThat(seen.path("wide").asBoolean()).as("scrolls sideways").isFalse();
                assertThat(seen.path("violations")).isEmpty();
                assertThat(seen.path("failed")).isEmpty();
            }
            served.record(SLOT, "5ef3", Verdict.LANDED_LATE, "2 data files");
            for (JsonNode seen : look(served, "one", "orders", SLOT)) {
                assertThat(seen.path("colour").asText()).isEqualTo(LATE);
                assertThat(seen.path("evidence").asText()).contains("LANDED_LATE", "2 data files");
            }
        }
    }

    /** The picture of it at the width of a desk is the one in {@code docs}. */
    @Test
    void aWeekOfACompanyFitsOnAPage() throws Exception {
        try (ServedPages served = new ServedPages(folder, new CompanyWeek())) {
            JsonNode both = look(served, "week", "web-events", CompanyWeek.MISSED);
            for (JsonNode seen : both) {
                assertThat(seen.path("colour").asText()).isEqualTo(BAD);
                assertThat(seen.path("wide").asBoolean()).as("scrolls sideways").isFalse();
                assertThat(seen.path("violations")).isEmpty();
                assertThat(seen.path("failed")).isEmpty();
            }
            assertThat(both.path("desktop").path("lines").asInt())
                    .as("lines that the slots of one export take")
                    .isEqualTo(1);
        }
    }

    /** The overview and the page of one slot; pictures of both are left in a folder. */
    private static JsonNode look(ServedPages served, String pictures, String export, Instant slot) throws Exception {
        Ended ended = run(List.of(
                "node",
                "page.mjs",
                served.url(),
                ServedPages.TOKEN,
                chromium.toString(),
                pictures,
                "/exports/" + export + "/slots/" + URLEncoder.encode(slot.toString(), StandardCharsets.UTF_8)));
        assertThat(ended.code()).as(ended.out()).isZero();
        JsonNode seen =
                new ObjectMapper().readTree(ended.out().substring(ended.out().indexOf("{\"desktop\"")));
        assertThat(seen).hasSize(2);
        return seen;
    }

    private record Ended(int code, String out) {}

    private static Ended run(List<String> command) throws InterruptedException {
        try {
            Process process = new ProcessBuilder(command)
                    .directory(WORK.toFile())
                    .redirectErrorStream(true)
                    .start();
            String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            process.waitFor(2, TimeUnit.MINUTES);
            return new Ended(process.exitValue(), out);
        } catch (IOException notThere) {
            return new Ended(-1, notThere.getMessage());
        }
    }
}
