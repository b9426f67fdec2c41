package io.landfall.k8s;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The image and the bill of materials that {@code ./mvnw -Pimage -DskipTests package} wrote: the layers are unpacked, and
 * the image's own entry point is started from them, by this machine's JVM.
 */
@Tag("long")
class ImageTest {
    private static final Path IMAGE = Path.of("target", "landfall-image.tar");
    private static final Path BOM = Path.of("target", "landfall-bom.json");
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path root;

    private JsonNode config;

    @BeforeEach
    void unpack() throws Exception {
        assumeTrue(Files.exists(IMAGE), "no image was built: ./mvnw -Pimage -DskipTests package");
        run(List.of("tar", "-xf", IMAGE.toString(), "-C", root.toString()));
        JsonNode manifest =
                JSON.readTree(root.resolve("manifest.json").toFile()).get(0);
        config = JSON.readTree(root.resolve(manifest.path("Config").asText()).toFile())
                .path("config");
        for (JsonNode layer : manifest.path("Layers")) {
            run(List.of("tar", "-xzf", root.resolve(layer.asText()).toString(), "-C", root.toString()));
        }
    }

    @Test
    void itsEntryPointStartsFromItsOwnFiles() throws Exception {
        assertThat(config.path("User").asText()).isEqualTo("10001:10001");
        assertThat(texts(config.path("Cmd"))).containsExactly("run");
        List<String> command = new ArrayList<>();
        for (String part : texts(config.path("Entrypoint"))) {
            command.add(
                    part.startsWith("@")
                            ? Files.readString(root.resolve(part.substring(2))).replace("/app/", root + "/app/")
                            : part.replace("=/app", "=" + root.resolve("app")));
        }
        command.set(0, Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("check", "--config", "application.properties"));
        assertThat(run(command)).contains("0 exports");
    }

    @Test
    void nothingOfTheLocalWorldIsInIt() throws IOException {
        try (Stream<Path> libraries = Files.list(root.resolve("app/libs"))) {
            assertThat(libraries.map(jar -> jar.getFileName().toString()))
                    .anyMatch(jar -> jar.startsWith("camel-core"))
                    .noneMatch(jar -> jar.startsWith("s3proxy") || jar.startsWith("parquet-floor"));
        }
        assertThat(root.resolve("app/routes/verify.camel.yaml")).exists();
    }

    @Test
    void theBillOfMaterialsNamesEachLibraryOfTheImageAndNoOther() throws IOException {
        JsonNode components = JSON.readTree(BOM.toFile()).path("components");
        Set<String> listed = StreamSupport.stream(components.spliterator(), false)
                .flatMap(c -> StreamSupport.stream(c.path("hashes").spliterator(), false))
                .filter(h -> h.path("alg").asText().equals("SHA-256"))
                .map(h -> h.path("content").asText())
                .collect(Collectors.toSet());
        try (Stream<Path> libraries = Files.list(root.resolve("app/libs"))) {
            assertThat(libraries.map(ImageTest::digest).collect(Collectors.toSet()))
                    .hasSizeGreaterThan(100)
                    .isEqualTo(listed);
        }
    }

    private static String digest(Path file) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
        } catch (IOException | NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    private static String run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as("%s", out).isZero();
        return out;
    }
}
