package io.landfall.faults;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Azurite, Microsoft's Blob server for tests, as a process of its own that keeps all in memory and ends with this one. It
 * comes by npm into {@code target/azurite}, in the versions of {@code src/test/azurite/package-lock.json}; where Node or
 * npm's registry is absent the test is skipped, and says so.
 */
final class Azurite implements AutoCloseable {
    private static final Path SOURCE = Path.of("src", "test", "azurite");
    private static final Path WORK = Path.of("target", "azurite");
    private static final Pattern LISTENS = Pattern.compile("successfully listens on http://[^:]+:(\\d+)");

    private final Process process;
    private final int port;

    private Azurite(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Starts with one account on any free port of 127.0.0.1. */
    static Azurite start(String account, String key) throws Exception {
        install();
        ProcessBuilder node = new ProcessBuilder(
                "node",
                "serve.cjs",
                "--blobHost",
                "127.0.0.1",
                "--blobPort",
                "0",
                "--inMemoryPersistence",
                "--silent",
                "--skipApiVersionCheck",
                "--disableTelemetry");
        node.environment().put("AZURITE_ACCOUNTS", account + ":" + key);
        Process process =
                node.directory(WORK.toFile()).redirectErrorStream(true).start();
        return new Azurite(process, port(process).get(60, TimeUnit.SECONDS));
    }

    int port() {
        return port;
    }

    @Override
    public void close() {
        process.destroy();
    }

    /** Reads what it prints to its end, or it would stop once the pipe is full. */
    private static CompletableFuture<Integer> port(Process process) {
        CompletableFuture<Integer> port = new CompletableFuture<>();
        Thread reader = new Thread(
                () -> {
                    StringBuilder said = new StringBuilder();
                    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
                        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                            said.append(line).append('\n');
                            Matcher listens = LISTENS.matcher(line);
                            if (listens.find()) {
                                port.complete(Integer.valueOf(listens.group(1)));
                            }
                        }
                    } catch (IOException e) {
                        said.append(e);
                    }
                    port.completeExceptionally(new IllegalStateException("Azurite does not start: " + said));
                },
                "azurite");
        reader.setDaemon(true);
        reader.start();
        return port;
    }

    private static void install() throws Exception {
        Path lock = SOURCE.resolve("package-lock.json");
        Path installed = WORK.resolve("installed-lock.json");
        if (Files.exists(installed) && Files.mismatch(lock, installed) < 0) {
            return;
        }
        try (var files = Files.walk(SOURCE)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = WORK.resolve(SOURCE.relativize(file));
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
            }
        }
        String said = run(List.of(
                "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline", "--loglevel=error"));
        if (said != null) {
            System.out.println("SKIPPED: Azurite is not tried, because Node or npm's packages are not there: " + said);
            abort("Node or npm's packages are not there: Azurite is not tried");
        }
        Files.copy(lock, installed, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Null if it went well, else what it said. */
    private static String run(List<String> command) throws InterruptedException {
        try {
            Process process = new ProcessBuilder(command)
                    .directory(WORK.toFile())
                    .redirectErrorStream(true)
                    .start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return process.waitFor() == 0 ? null : said.strip();
        } catch (IOException notThere) {
            return notThere.getMessage();
        }
    }
}
