package io.landfall.bench;

import io.landfall.emulator.ExportFormat;
import io.landfall.emulator.S3Server;
import io.landfall.emulator.SampleRows;
import io.landfall.emulator.SftpServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * How long it takes to know how many files of how many bytes a folder holds, beside {@code rclone size}: whole processes in
 * turn, against a store in this process. Called by {@code bench/listing-s3}, {@code bench/listing-sftp} and {@code
 * bench/integrity-s3}.
 */
final class Listing {
    private static final String BUCKET = "acme-lake";
    private static final String HEAP = "256m";

    private Listing() {}

    /** One way to do it, once. */
    private interface Way {
        Runs.Took go() throws Exception;
    }

    /** @param args s3, sftp or integrity; files; milliseconds added to each answer; rounds; concurrency */
    public static void main(String[] args) throws Exception {
        int files = Integer.parseInt(args[1]);
        Duration delay = Duration.ofMillis(Long.parseLong(args[2]));
        int rounds = Integer.parseInt(args[3]);
        String concurrency = args[4];
        switch (args[0]) {
            case "s3" -> s3(files, delay, rounds, concurrency);
            case "sftp" -> sftp(files, rounds, concurrency);
            case "integrity" -> integrity(files, delay, rounds, concurrency);
            default -> throw new IllegalArgumentException("s3, sftp or integrity, not " + args[0]);
        }
        System.exit(0);
    }

    private static S3Server server() {
        return S3Server.start("AKIATESTTESTTESTTEST", "0123456789abcdefghijABCDEFGHIJ0123456789")
                .bucket(BUCKET);
    }

    private static String[] place(S3Server server, String depth, int files, String concurrency) {
        return new String[] {
            "S3",
            depth,
            Integer.toString(files),
            concurrency,
            "bucket=" + BUCKET,
            "region=eu-west-1",
            "endpoint=" + server.url(),
            "reader.access-key=" + server.accessKey(),
            "reader.secret-key=" + server.secretKey()
        };
    }

    private static void s3(int files, Duration delay, int rounds, String concurrency) throws Exception {
        try (S3Server server = server()) {
            server.fillWith(BUCKET, files, i -> name("tid-7291", i), new byte[3]);
            server.faults().delay(delay);
            Map<String, String> rclone = Map.of(
                    "TYPE", "s3",
                    "PROVIDER", "Other",
                    "ACCESS_KEY_ID", server.accessKey(),
                    "SECRET_ACCESS_KEY", server.secretKey(),
                    "ENDPOINT", server.url());
            String what = String.format(
                    Locale.ROOT, "%,d S3 keys, %d ms added to each answer, -Xmx%s", files, delay.toMillis(), HEAP);
            compare(
                    what,
                    files,
                    rounds,
                    () -> Runs.rclone(rclone, BUCKET + "/" + Runs.folder()),
                    () -> Runs.landfall(HEAP, place(server, "PRESENCE", files, concurrency)));
        }
    }

    private static void sftp(int files, int rounds, String concurrency) throws Exception {
        Path root = Files.createTempDirectory("bench-sftp");
        Path folder = Files.createDirectories(root.resolve("files").resolve(Runs.folder()));
        Path hosts = root.resolve("known_hosts");
        try (SftpServer server = SftpServer.start(root.resolve("files")).user("bench", "bench")) {
            for (int i = 0; i < files; i++) {
                Files.write(
                        folder.resolve(
                                name("tid-7291", i).substring(Runs.folder().length() + 1)),
                        new byte[3]);
            }
            Files.writeString(hosts, server.knownHostsLine() + "\n");
            Map<String, String> rclone = Map.of(
                    "TYPE", "sftp",
                    "HOST", "127.0.0.1",
                    "PORT", Integer.toString(server.port()),
                    "USER", "bench",
                    "PASS",
                            Runs.output(new ProcessBuilder("rclone", "obscure", "bench"))
                                    .strip());
            String[] place = {
                "SFTP",
                "PRESENCE",
                Integer.toString(files),
                concurrency,
                "host=127.0.0.1",
                "port=" + server.port(),
                "known-hosts=" + hosts,
                "reader.user=bench",
                "reader.password=bench"
            };
            compare(
                    String.format(Locale.ROOT, "%,d SFTP names, -Xmx%s", files, HEAP),
                    files,
                    rounds,
                    () -> Runs.rclone(rclone, Runs.folder()),
                    () -> Runs.landfall(HEAP, place));
        } finally {
            try (Stream<Path> all = Files.walk(root)) {
                for (Path path : all.sorted(java.util.Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }

    private static void integrity(int files, Duration delay, int rounds, String concurrency) throws Exception {
        try (S3Server server = server()) {
            byte[] content = SampleRows.file(ExportFormat.JSON_GZ, 1, 100, 50);
            server.fillWith(BUCKET, files, i -> name("tid-7291", i), content);
            server.faults().delay(delay);
            List<Double> first = new ArrayList<>();
            List<Double> again = new ArrayList<>();
            long reads = 0;
            for (int round = 0; round < rounds; round++) {
                long before = server.faults().reads();
                Runs.Took look = Runs.landfall(HEAP, place(server, "INTEGRITY", files, concurrency));
                reads = (server.faults().reads() - before) / 2;
                agree("Landfall", files, look.files());
                first.add(look.look());
                again.add(look.again());
            }
            double floor = reads * delay.toMillis() / 1e3 / Integer.parseInt(concurrency);
            System.out.printf(
                    Locale.ROOT,
                    "integrity of %,d files of %,d bytes, %d ms added to each answer, concurrency %s: %,d reads%n"
                            + "reads x delay / concurrency: %.1f s%n"
                            + "first look of a process: %.1f s (%s), %.2f times that%n"
                            + "look of one that goes on: %.1f s (%s), %.2f times that%n",
                    files,
                    content.length,
                    delay.toMillis(),
                    concurrency,
                    reads,
                    floor,
                    Samples.median(first),
                    Samples.spread(first),
                    Samples.median(first) / floor,
                    Samples.median(again),
                    Samples.spread(again),
                    Samples.median(again) / floor);
        }
    }

    private static String name(String tid, int i) {
        return String.format(Locale.ROOT, "%s/part-%05d-%s-%d-1-c000.json.gz", Runs.folder(), i, tid, i * 31L);
    }

    private static void agree(String who, long expected, long counted) {
        if (expected != counted) {
            throw new IllegalStateException(who + " saw " + counted + " files, not " + expected);
        }
    }

    private static void compare(String what, int files, int rounds, Way rclone, Way landfall) throws Exception {
        List<Double> theirs = new ArrayList<>();
        List<Double> ours = new ArrayList<>();
        List<Double> looks = new ArrayList<>();
        List<Double> theirCpu = new ArrayList<>();
        List<Double> ourCpu = new ArrayList<>();
        for (int round = -1; round < rounds; round++) {
            Runs.Took their = rclone.go();
            agree("rclone", files, their.files());
            Runs.Took our = landfall.go();
            agree("Landfall", files, our.files());
            if (round >= 0) {
                theirs.add(their.seconds());
                ours.add(our.seconds());
                looks.add(our.look());
                theirCpu.add(their.cpu());
                ourCpu.add(our.cpu());
            }
        }
        double median = Samples.median(ours);
        System.out.printf(Locale.ROOT, "%s, %d rounds, medians of whole processes%n", what, rounds);
        System.out.printf(
                Locale.ROOT,
                "rclone size %7.2f s   (%s), %.2f s of processor time%n",
                Samples.median(theirs),
                Samples.spread(theirs),
                Samples.median(theirCpu));
        System.out.printf(
                Locale.ROOT,
                "Landfall    %7.2f s   (%s), %.2f s of processor time, the look in it %.2f s: %.2f times as fast as rclone%n",
                median,
                Samples.spread(ours),
                Samples.median(ourCpu),
                Samples.median(looks),
                Samples.median(theirs) / median);
    }
}
