package io.landfall.bench;

import com.sun.management.ThreadMXBean;
import io.landfall.content.Probe;
import io.landfall.content.Range;
import io.landfall.content.Reads;
import io.landfall.emulator.SampleRows;
import io.landfall.model.Compression;
import io.landfall.model.Depth;
import io.landfall.model.Format;
import io.landfall.model.StoredFile;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.zip.GZIPOutputStream;

/**
 * How fast records of {@code json.gz} are counted, in plain bytes a second of processor time, beside what a user would
 * type instead; all in turn, in one run, from files in the page cache. Called by {@code bench/json-records}.
 */
final class JsonRecords {
    private static final List<String> PEERS = List.of("gzip", "pigz", "igzip");

    private JsonRecords() {}

    /** What one count took. */
    private record Took(long records, double cpu, double wall) {}

    /** @param args folder for the files, plain megabytes of a file, rounds */
    public static void main(String[] args) throws Exception {
        Path folder = Path.of(args[0]);
        long plain = Long.parseLong(args[1]) * 1_000_000;
        int rounds = Integer.parseInt(args[2]);
        List<Path> files = List.of(file(folder, plain, 1), file(folder, plain, 2));
        long bytes = plainBytes(files.get(0));
        count(files.get(0));
        Map<String, List<Double>> speeds = new LinkedHashMap<>();
        List<Double> both = new ArrayList<>();
        long records = count(files.get(0)).records();
        for (int round = 0; round < rounds; round++) {
            for (String peer : PEERS) {
                if (!installed(peer)) {
                    continue;
                }
                Took took = shell(peer + " -dc " + files.get(0) + " | wc -l");
                agree(peer, records, took.records());
                add(speeds, peer + " -dc | wc -l", bytes / took.cpu() / 1e6);
            }
            Took own = count(files.get(0));
            agree("Landfall", records, own.records());
            add(speeds, "Landfall", bytes / own.cpu() / 1e6);
            both.add(sideBySide(files));
        }
        System.out.printf(Locale.ROOT, "%,d records, %,d plain bytes, %,d rounds, medians%n", records, bytes, rounds);
        double landfall = Samples.median(speeds.get("Landfall"));
        speeds.forEach((who, all) -> System.out.printf(
                Locale.ROOT,
                "%-18s %7.0f MB/s of a core   Landfall is %.2f times as fast   (%s)%n",
                who,
                Samples.median(all),
                landfall / Samples.median(all),
                Samples.spread(all)));
        System.out.printf(
                Locale.ROOT,
                "two files on two threads: %.2f times as fast as one after the other (%s)%n",
                Samples.median(both),
                Samples.spread(both));
    }

    private static void agree(String who, long expected, long counted) {
        if (expected != counted) {
            throw new IllegalStateException(who + " counted " + counted + " records, not " + expected);
        }
    }

    private static void add(Map<String, List<Double>> speeds, String who, double speed) {
        speeds.computeIfAbsent(who, w -> new ArrayList<>()).add(speed);
    }

    /** Counts as a look does: range after range, each into an array of its own. */
    private static Took count(Path path) throws IOException {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long cpu = threads.getCurrentThreadCpuTime();
        long wall = System.nanoTime();
        StoredFile stored = new StoredFile(path.getFileName().toString(), Files.size(path), Instant.EPOCH);
        Reads reads = Reads.within(Runtime.getRuntime().maxMemory(), 8, true);
        Probe probe = Probe.of(stored, Format.JSON, Compression.GZIP, Depth.RECORDS, reads);
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
            while (probe.more()) {
                Range range = probe.next();
                byte[] bytes = new byte[range.length()];
                file.seek(range.from());
                file.readFully(bytes);
                probe.take(bytes);
            }
        }
        return new Took(
                probe.finding().records().orElseThrow(),
                (threads.getCurrentThreadCpuTime() - cpu) / 1e9,
                (System.nanoTime() - wall) / 1e9);
    }

    /** How many times as fast two files are counted by two threads as one after the other. */
    private static double sideBySide(List<Path> files) throws Exception {
        long began = System.nanoTime();
        for (Path file : files) {
            count(file);
        }
        double inTurn = System.nanoTime() - began;
        ExecutorService two = Executors.newFixedThreadPool(2);
        try {
            began = System.nanoTime();
            List<Future<Took>> counts = new ArrayList<>();
            for (Path file : files) {
                counts.add(two.submit(() -> count(file)));
            }
            for (Future<Took> count : counts) {
                count.get();
            }
            return inTurn / (System.nanoTime() - began);
        } finally {
            two.shutdownNow();
        }
    }

    /** User and system time of the whole pipe. */
    private static Took shell(String pipe) throws IOException, InterruptedException {
        Process bash = new ProcessBuilder("bash", "-c", "TIMEFORMAT='%U %S %R'; time (" + pipe + ")").start();
        String out = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        String[] times = new String(bash.getErrorStream().readAllBytes(), StandardCharsets.UTF_8)
                .strip()
                .split(" ");
        if (bash.waitFor() != 0) {
            throw new IOException(pipe + " ended with " + bash.exitValue());
        }
        double cpu = Double.parseDouble(times[0]) + Double.parseDouble(times[1]);
        return new Took(Long.parseLong(out), cpu, Double.parseDouble(times[2]));
    }

    private static boolean installed(String program) throws IOException, InterruptedException {
        return new ProcessBuilder("bash", "-c", "command -v " + program).start().waitFor() == 0;
    }

    private static Path file(Path folder, long plain, int seed) throws IOException {
        Path path = folder.resolve("part-" + seed + "-" + plain + ".json.gz");
        if (Files.exists(path)) {
            return path;
        }
        Files.createDirectories(folder);
        Path half = folder.resolve("half-" + seed);
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(half), 1 << 16)) {
            long written = 0;
            for (int i = 0; written < plain; i++) {
                byte[] rows = SampleRows.json(seed * 10_000L + i, 20_000);
                out.write(rows);
                written += rows.length;
            }
        }
        return Files.move(half, path);
    }

    private static long plainBytes(Path path) throws IOException, InterruptedException {
        Process count = new ProcessBuilder("bash", "-c", "gzip -dc " + path + " | wc -c").start();
        return Long.parseLong(new String(count.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip());
    }
}
