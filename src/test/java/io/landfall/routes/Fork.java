package io.landfall.routes;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A {@link MutationWorker} as a process, begun when it is needed and begun anew when a test hung or tore it down. */
final class Fork implements AutoCloseable {
    private static final String GONE = "gone";
    private static final Duration TO_LIST = Duration.ofSeconds(60);

    private final File log;
    private Process process;
    private BlockingQueue<String> answers;

    /** @param log what the tests write goes here */
    Fork(Path log) {
        this.log = log.toFile();
    }

    /**
     * How one test went.
     *
     * @param millis how long it took
     * @param failure what failed, if something did
     * @param ended whether the process had to be ended, or ended by itself
     */
    record Result(long millis, Optional<String> failure, boolean ended) {}

    /** The ids of the tests of a class. */
    List<String> list(String testClass) {
        tell("list " + testClass);
        List<String> ids = new ArrayList<>();
        for (String id = answer(TO_LIST); ; id = answer(TO_LIST)) {
            if (id == null || id.startsWith(GONE)) {
                throw new IllegalStateException("no tests in " + testClass + "; see " + log);
            }
            if (id.isEmpty()) {
                return ids;
            }
            ids.add(id);
        }
    }

    /** Runs one test with the routes of this folder's {@code routes}. */
    Result run(Path home, String id, Duration patience) {
        long begun = System.nanoTime();
        tell("run " + home + " " + id);
        String answer = answer(patience);
        if (answer == null || answer.startsWith(GONE)) {
            close();
            long millis = Duration.ofNanos(System.nanoTime() - begun).toMillis();
            return new Result(millis, Optional.of(answer == null ? "hung" : "the process ended"), true);
        }
        String[] words = answer.split(" ", 3);
        return new Result(
                Long.parseLong(words[1]), words[0].equals("pass") ? Optional.empty() : Optional.of(words[2]), false);
    }

    private void tell(String order) {
        try {
            if (process == null) {
                begin();
            }
            process.outputWriter(StandardCharsets.UTF_8)
                    .append(order)
                    .append('\n')
                    .flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String answer(Duration patience) {
        try {
            return answers.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void begin() throws IOException {
        process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx768m",
                        "-Dsun.net.httpserver.nodelay=true",
                        "-Duser.timezone=UTC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        MutationWorker.class.getName())
                .redirectError(ProcessBuilder.Redirect.appendTo(log))
                .start();
        BlockingQueue<String> lines = new LinkedBlockingQueue<>();
        BufferedReader reader = process.inputReader(StandardCharsets.UTF_8);
        Thread thread = new Thread(() -> read(reader, lines), "answers");
        thread.setDaemon(true);
        thread.start();
        answers = lines;
    }

    private static void read(BufferedReader reader, BlockingQueue<String> lines) {
        try (reader) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                lines.add(line);
            }
        } catch (IOException e) {
            lines.add(GONE + ": " + e);
        }
        lines.add(GONE);
    }

    @Override
    public void close() {
        if (process != null) {
            process.destroyForcibly();
            process = null;
        }
    }
}
