package io.landfall.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** {@code ./landfall run} as it is delivered, and what the operating system says of it in {@code /proc}. */
final class Node implements AutoCloseable {
    private static final Pattern READY = Pattern.compile("ready in (\\d+) ms");

    private final Process process;
    private final CompletableFuture<Double> ready = new CompletableFuture<>();

    /** @param heap of the process at most, as the flag has it; empty for the JVM's own choice */
    Node(Path config, String heap) throws IOException {
        ProcessBuilder builder = new ProcessBuilder("./landfall", "run", "--config", config.toString());
        if (!heap.isEmpty()) {
            builder.environment().put("JAVA_OPTS", "-Xmx" + heap);
        }
        process = builder.redirectErrorStream(true).start();
        // a benchmark that is stopped takes its world with it: a node that outlives it would say UNKNOWN of all that is
        // left
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly, "stop-node"));
        Thread reader = new Thread(this::read, "node");
        reader.setDaemon(true);
        reader.start();
    }

    private void read() {
        List<String> said = new ArrayList<>();
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                Matcher matcher = READY.matcher(line);
                if (matcher.find()) {
                    ready.complete(Integer.parseInt(matcher.group(1)) / 1e3);
                }
                if (!ready.isDone()) {
                    said.add(line);
                }
            }
        } catch (IOException e) {
            said.add(e.toString());
        }
        ready.completeExceptionally(new IllegalStateException("run ended: " + said));
    }

    /** Seconds until it could work, as it says itself. */
    double ready() throws Exception {
        return ready.get(5, TimeUnit.MINUTES);
    }

    /**
     * How large it is.
     *
     * @param megabytes of memory that is resident
     * @param files that are open, connections among them
     */
    record Size(double megabytes, long threads, long files) {}

    Size size() throws IOException {
        Path of = Path.of("/proc", Long.toString(process.pid()));
        double kilobytes = Files.readAllLines(of.resolve("status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")))
                .sum();
        try (Stream<Path> tasks = Files.list(of.resolve("task"));
                Stream<Path> files = Files.list(of.resolve("fd"))) {
            return new Size(kilobytes / 1024, tasks.count(), files.count());
        }
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }
}
