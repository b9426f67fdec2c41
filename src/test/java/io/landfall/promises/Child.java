package io.landfall.promises;

import io.landfall.canary.Canaries;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Landfall as a process of its own, that can be killed. */
public final class Child implements AutoCloseable {
    private final Process process;
    private final List<String> said = new ArrayList<>();

    Child(Path config, String... words) throws IOException {
        this(Map.of(), config, words);
    }

    /** With system properties of its own. */
    public Child(Map<String, String> properties, Path config, String... words) throws IOException {
        List<String> line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1"));
        properties.forEach((name, value) -> line.add("-D" + name + "=" + value));
        line.addAll(List.of("-cp", System.getProperty("java.class.path"), "io.landfall.cli.Landfall"));
        line.addAll(List.of(words));
        line.addAll(List.of("--config", config.toString()));
        process = new ProcessBuilder(line).redirectErrorStream(true).start();
        Thread reader = new Thread(this::read, "child-output");
        reader.setDaemon(true);
        reader.start();
    }

    private void read() {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                say(line);
            }
        } catch (IOException e) {
            say("(its output ended: " + e.getMessage() + ")");
        }
    }

    private synchronized void say(String line) {
        Canaries.note(Canaries.Way.CHILD, line);
        said.add(line);
        notifyAll();
    }

    /** Waits until a line with these words was said. */
    public synchronized String await(String words, long seconds) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        while (said.stream().noneMatch(l -> l.contains(words))) {
            long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
            if (left <= 0) {
                throw new AssertionError("'" + words + "' was not said within " + seconds + " s: " + said);
            }
            wait(left);
        }
        return said.stream().filter(l -> l.contains(words)).findFirst().orElseThrow();
    }

    public synchronized List<String> said() {
        return List.copyOf(said);
    }

    synchronized boolean hasSaid(String words) {
        return said.stream().anyMatch(l -> l.contains(words));
    }

    /** {@code kill -9}. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    /** {@code kill -STOP}: it does nothing from now on, as a process whose machine has no time for it. */
    void pause() throws IOException, InterruptedException {
        signal("-STOP");
    }

    /** {@code kill -CONT}. */
    void goOn() throws IOException, InterruptedException {
        signal("-CONT");
    }

    private void signal(String signal) throws IOException, InterruptedException {
        int code = new ProcessBuilder("kill", signal, Long.toString(process.pid()))
                .inheritIO()
                .start()
                .waitFor();
        if (code != 0) {
            throw new IOException("kill " + signal + " ended with " + code);
        }
    }

    public ProcessHandle handle() {
        return process.toHandle();
    }

    int ended() throws InterruptedException {
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            throw new AssertionError("still going: " + said());
        }
        return process.exitValue();
    }

    @Override
    public void close() throws InterruptedException {
        kill();
    }
}
