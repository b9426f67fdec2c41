package io.landfall.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.landfall.emulator.Catalogue;
import io.landfall.emulator.EntityKind;
import io.landfall.emulator.LocalWorld;
import io.landfall.emulator.Outcome;
import io.landfall.emulator.Sandbox;
import io.landfall.promises.Stage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** How long Landfall's own processes take and how large they are; called by {@code bench/startup}, {@code load} and {@code endurance}. */
final class Operation {
    private Operation() {}

    /** @param args what to measure and its figures, as the scripts say */
    public static void main(String[] args) throws Exception {
        Path folder = Files.createTempDirectory("landfall-bench");
        switch (args[0]) {
            case "startup" -> startup(folder, Integer.parseInt(args[1]), Long.parseLong(args[2]));
            case "load" ->
                load(folder, Integer.parseInt(args[1]), Integer.parseInt(args[2]), Integer.parseInt(args[3]));
            case "endurance" -> endurance(folder, Integer.parseInt(args[1]), Integer.parseInt(args[2]));
            default -> throw new IllegalArgumentException(args[0]);
        }
        System.exit(0);
    }

    /** Whole processes of the launcher, on a new database and on one with a long history. */
    private static void startup(Path folder, int rounds, long history) throws Exception {
        try (Stage stage = new Stage(folder)) {
            stage.world.exporter().pastRunsAtOnce(true);
            stage.startIn(Duration.ofHours(-1)).key("poll.cron", "0/30 * * * * ?");
            stage.export("orders", "lake", "json", Outcome.ON_TIME)
                    .key("export.orders.grace", "30m")
                    .key("export.orders.first-grace", "30m")
                    .seenBefore("orders");
            apply(stage);
            String config = stage.config().toString();
            command(rounds, "check", 0.8, "./landfall", "check", "--config", config);
            command(rounds, "verify of one small slot", 2, "./landfall", "verify", "orders", "--config", config);
            run(stage, rounds, "run, new database");
            Jdbi.create("jdbc:sqlite:" + folder.resolve("landfall.db")).useTransaction(h -> fill(h, history));
            run(stage, rounds, String.format(Locale.ROOT, "run, %,d rows of history", history));
            command(rounds, "status with that history", Double.NaN, "./landfall", "status", "--config", config);
        }
    }

    private static void apply(Stage stage) {
        Stage.Ended applied = stage.command("apply");
        if (applied.code() != 0) {
            throw new IllegalStateException(applied.out() + applied.err());
        }
    }

    private static void command(int rounds, String what, double goal, String... words) throws Exception {
        List<Double> took = new ArrayList<>();
        for (int i = 0; i <= rounds; i++) {
            long began = System.nanoTime();
            Runs.output(new ProcessBuilder(words));
            if (i > 0) {
                took.add((System.nanoTime() - began) / 1e9);
            }
        }
        say(what, "s", took, goal);
    }

    private static void run(Stage stage, int rounds, String what) throws Exception {
        List<Double> ready = new ArrayList<>();
        List<Double> megabytes = new ArrayList<>();
        for (int i = 0; i < rounds; i++) {
            try (Node node = new Node(stage.config(), "")) {
                ready.add(node.ready());
                rest(Duration.ofSeconds(20));
                megabytes.add(node.size().megabytes());
            }
        }
        say(what + ": ready", "s", ready, 5);
        say(what + ": resident after 20 s", "MiB", megabytes, 256);
    }

    private static void say(String what, String unit, List<Double> all, double goal) {
        System.out.printf(
                Locale.ROOT,
                "%-45s %7.2f %-3s (%s)%s%n",
                what,
                Samples.median(all),
                unit,
                Samples.spread(all),
                Double.isNaN(goal) ? "" : "   goal " + goal);
    }

    /** Slots and verdicts of five hundred exports that ran for years. */
    private static void fill(Handle h, long rows) {
        String numbers = "WITH RECURSIVE k(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM k WHERE n + 1 < " + rows + ")";
        String key = "'default/prod/old-' || (n % 500)";
        String due = "1600000000000 + (n / 500) * 10800000";
        h.execute("INSERT INTO slot (export_key, due_ms, deadline_ms) " + numbers + " SELECT " + key + ", " + due + ", "
                + due + " + 3600000 FROM k");
        h.execute(
                "INSERT INTO verdict (export_key, due_ms, dataset_id, verdict, depth, files, bytes, findings, checked_ms) "
                        + numbers + " SELECT " + key + ", " + due
                        + ", '5ef3', 'LANDED', 'integrity', 2, 2000, 'the folder holds 2 data files', " + due
                        + " + 60000 FROM k");
    }

    /** Many exports in many sandboxes, all due at once: how long it takes until each slot has its verdict. */
    private static void load(Path folder, int sandboxes, int exports, int slots) throws Exception {
        try (Stage stage = new Stage(folder)) {
            stage.startIn(Duration.ofHours(-3L * slots).plusHours(2)).key("poll.cron", "0/30 * * * * ?");
            for (int s = 0; s < sandboxes; s++) {
                String sandbox = "sandbox-" + s;
                Catalogue.all().forEach(stage.world.flowService().sandbox(LocalWorld.ORG, sandbox)::addDataset);
                for (int e = 0; e < exports; e++) {
                    String name = "e-" + s + "-" + e;
                    stage.export(name, "lake", "json", Outcome.ON_TIME)
                            .key("export." + name + ".sandbox", sandbox)
                            .key("export." + name + ".grace", "30m")
                            .key("export." + name + ".first-grace", "30m")
                            .seenBefore(name);
                }
            }
            provision(stage, sandboxes * exports);
            Jdbi jdbi = Jdbi.create("jdbc:sqlite:" + folder.resolve("landfall.db"));
            int all = sandboxes * exports * slots;
            try (Node node = new Node(stage.config(), "1g")) {
                System.out.printf(Locale.ROOT, "ready in %.1f s%n", node.ready());
                Instant began = Instant.now();
                Map<String, Integer> verdicts = verdicts(jdbi);
                while (verdicts.values().stream().mapToInt(n -> n).sum() < all
                        && Duration.between(began, Instant.now()).toMinutes() < 20) {
                    rest(Duration.ofSeconds(1));
                    verdicts = verdicts(jdbi);
                }
                double seconds = Duration.between(began, Instant.now()).toMillis() / 1e3;
                System.out.printf(
                        Locale.ROOT,
                        "%,d slots: %s after %.0f s: %.1f a second, %.1f times 100,000 a day; %s%n",
                        all,
                        verdicts,
                        seconds,
                        all / seconds,
                        all / seconds * 86_400 / 100_000,
                        node.size());
                reasons(jdbi).forEach(System.out::println);
            }
        }
    }

    /** Makes the dataflows without the usual limit of calls, then lets the world export what would have been. */
    private static void provision(Stage stage, int exports) {
        stage.key("flow-service.rate", "1024");
        Instant began = Instant.now();
        apply(stage);
        System.out.printf("apply of %,d exports: %s%n", exports, since(began));
        stage.forget("flow-service.rate");
        began = Instant.now();
        for (Sandbox sandbox : stage.world.flowService().sandboxes()) {
            for (ObjectNode flow : sandbox.all(EntityKind.FLOW)) {
                sandbox.backdate(flow.path("id").asText(), stage.start().minus(Duration.ofHours(1)));
            }
        }
        stage.world.exporter().catchUp(Instant.now());
        System.out.printf("the world's own exports until now: %s%n", since(began));
    }

    private static Map<String, Integer> verdicts(Jdbi jdbi) {
        Map<String, Integer> verdicts = new TreeMap<>();
        jdbi.useHandle(h -> h.createQuery("SELECT verdict, COUNT(*) AS n FROM verdict GROUP BY verdict")
                .map((row, c) -> verdicts.put(row.getString("verdict"), row.getInt("n")))
                .list());
        return verdicts;
    }

    /** What is said of those that did not land, and of how many. */
    private static List<String> reasons(Jdbi jdbi) {
        return jdbi.withHandle(h -> h.createQuery("SELECT verdict || ' ' || COUNT(*) || ' × ' || findings FROM verdict"
                        + " WHERE verdict <> 'LANDED' GROUP BY verdict, findings")
                .mapTo(String.class)
                .list());
    }

    /** Slots of two hundred exports looked at again and again, with a round each second: what grows meanwhile. */
    private static void endurance(Path folder, int minutes, int exports) throws Exception {
        try (Stage stage = new Stage(folder)) {
            stage.world.exporter().pastRunsAtOnce(true);
            stage.startIn(Duration.ofHours(-1));
            List<String> stores = List.of("lake", "archive", "blobs", "dropbox", "zone", "directories");
            for (int e = 0; e < exports; e++) {
                stage.export("e-" + e, stores.get(e % stores.size()), "json", Outcome.ON_TIME)
                        .key("export.e-" + e + ".grace", "30m")
                        .key("export.e-" + e + ".first-grace", "30m")
                        .seenBefore("e-" + e);
            }
            apply(stage);
            Jdbi jdbi = Jdbi.create("jdbc:sqlite:" + folder.resolve("landfall.db") + "?busy_timeout=10000");
            try (Node node = new Node(stage.config(), "256m")) {
                node.ready();
                Instant end = Instant.now().plus(Duration.ofMinutes(minutes));
                long looks = 0;
                for (int i = 0; Instant.now().isBefore(end); i++) {
                    rest(Duration.ofSeconds(5));
                    looks += jdbi.withHandle(
                            h -> h.execute("UPDATE slot SET next_look_ms = ? WHERE next_look_ms IS NULL", 1L));
                    if (i % 12 == 11) {
                        System.out.printf(
                                Locale.ROOT, "%d min: %,d slots to look at, %s%n", (i + 1) / 12, looks, node.size());
                    }
                }
                System.out.println(verdicts(jdbi));
            }
        }
    }

    private static String since(Instant began) {
        return Duration.between(began, Instant.now())
                .truncatedTo(java.time.temporal.ChronoUnit.MILLIS)
                .toString();
    }

    private static void rest(Duration time) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(time.toMillis()));
    }
}
