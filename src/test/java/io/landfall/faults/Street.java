package io.landfall.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.landfall.emulator.Outcome;
import io.landfall.faults.Tap.Weather;
import io.landfall.promises.Child;
import io.landfall.promises.Stage;
import io.landfall.runtime.Wiring;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** One {@code landfall run} with a tap in front of each neighbour, and one fault for each in turn. */
final class Street implements AutoCloseable {
    private static final List<String> STORES = List.of("lake", "archive", "blobs", "dropbox");
    private static final Set<Weather> BARRING = EnumSet.of(Weather.DOWN, Weather.RESET, Weather.HANG, Weather.HALF);
    private static final Set<String> LANDED = Set.of("LANDED", "LANDED_LATE");

    /** Of a round as it is shipped: {@code poll.cron} looks each half minute. */
    private static final Duration TWO_ROUNDS = Duration.ofSeconds(60);

    /** From one neighbour's turn to the next: half as long again as the longest was seen to take on a busy machine. */
    private static final Duration TURN = Duration.ofSeconds(30);

    private final Weather weather;
    private final Stage stage;
    private final Tap platform;
    private final Tap token;
    private final Tap hook;
    private final Tap database;
    private final List<Tap> stores = new ArrayList<>();
    private final String direct;
    private Instant first;

    Street(Path folder, EmbeddedPostgres postgres, Weather weather) throws Exception {
        this.weather = weather;
        this.stage = new Stage(folder);
        Map<String, String> keys = stage.world.properties();
        platform = tapped("platform.url", keys.get("platform.url"));
        token = tapped("platform.ims-url", keys.get("platform.ims-url"));
        for (String name : List.of("lake", "archive", "blobs")) {
            String key = "storage." + name + ".endpoint";
            stores.add(tapped(key, keys.get(key)));
        }
        Tap sftp = new Tap(Integer.parseInt(keys.get("storage.dropbox.port")));
        stores.add(sftp);
        String known = Files.readString(Path.of(keys.get("storage.dropbox.known-hosts")))
                .replaceFirst(":\\d+ ", ":" + sftp.port() + " ");
        stage.key("storage.dropbox.port", String.valueOf(sftp.port()))
                .key(
                        "storage.dropbox.known-hosts",
                        Files.writeString(folder.resolve("tapped_hosts"), known).toString());
        STORES.forEach(name -> stage.key("storage." + name + ".timeout", "2s"));
        hook = tapped("alert.hook.to", stage.world.webhook().url() + "/hook");
        String name = "street_" + weather.ordinal();
        try (var connection = postgres.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
        }
        direct = postgres.getJdbcUrl("postgres", name);
        database = new Tap(postgres.getPort());
        stage.key("state.url", direct);
    }

    private Tap tapped(String key, String url) throws IOException {
        int port = URI.create(url).getPort();
        Tap tap = new Tap(port);
        stage.key(key, url.replace(":" + port, ":" + tap.port()));
        return tap;
    }

    /** A fair turn to warm up, then the fault for all stores and the receiver, the database, tokens, the platform. */
    void live() throws Exception {
        first = stage.startIn(Duration.ofSeconds(45)).start();
        List<String> fair = STORES.stream().map(s -> "fair-" + s).toList();
        List<String> at = STORES.stream().map(s -> "at-" + s).toList();
        STORES.forEach(store -> declare(0, "fair-" + store, store, Outcome.ON_TIME));
        STORES.forEach(store -> declare(1, "at-" + store, store, Outcome.ON_TIME));
        declare(1, "missed", "zone", Outcome.MISSING);
        declare(2, "recorded", "zone", Outcome.ON_TIME);
        declare(3, "let-in", "zone", Outcome.ON_TIME);
        declare(4, "asked", "zone", Outcome.ON_TIME);
        assertThat(stage.command("apply").code()).isZero();
        stage.world.keepExporting(Duration.ofMillis(100));
        try (Wiring reading = stage.wiring()) {
            stage.key("state.url", direct.replace(":" + postgresPort(), ":" + database.port()) + "&socketTimeout=3");
            try (Child run = new Child(Map.of("flow-service.response-timeout", "2000"), stage.config(), "run")) {
                run.await("ready in", 70);
                live(reading, run, fair, at);
            }
        }
    }

    private int postgresPort() {
        return URI.create(direct.substring("jdbc:".length())).getPort();
    }

    private void live(Wiring reading, Child run, List<String> fair, List<String> at) throws Exception {
        land(reading, fair);
        long threads = threads(run);
        List<Tap> all = new ArrayList<>(stores);
        all.add(hook);
        turn(1, reading, all, at, true);
        assertThat(until(() -> !stage.told("missed").isEmpty(), TWO_ROUNDS))
                .as("what was missed is told once the receiver is there again")
                .isTrue();
        turn(2, reading, List.of(database), List.of("recorded"), false);
        turn(3, reading, List.of(token), List.of("let-in"), true);
        turn(4, reading, List.of(platform), List.of("asked"), true);

        for (String export : Stream.concat(at.stream(), Stream.of("recorded", "let-in", "asked"))
                .toList()) {
            assertThat(until(() -> settled(export), TWO_ROUNDS))
                    .as("%s was told as %s", export, stage.told(export))
                    .isTrue();
        }
        assertThat(stage.told("missed")).allMatch("opened"::equals);
        assertThat(stage.messageIds("missed")).hasSize(1);
        all.addAll(List.of(database, token, platform));
        System.out.printf(
                "%s: %d threads before, %d after; connections %s%n",
                weather, threads, threads(run), all.stream().map(Tap::open).toList());
        assertThat(until(() -> threads(run) <= threads + 10, Duration.ofSeconds(30)))
                .as("%d threads before, %d after", threads, threads(run))
                .isTrue();
        all.forEach(tap -> assertThat(tap.open()).isLessThanOrEqualTo(12));
    }

    private void declare(int turn, String name, String storage, Outcome outcome) {
        stage.startIn(Duration.between(Instant.now(), due(turn)).plusMillis(500))
                .export(name, storage, "json", outcome)
                .seenBefore(name);
    }

    private Instant due(int turn) {
        return first.plus(TURN.multipliedBy(turn));
    }

    /** An alert for what could not be asked is taken back when it could. */
    private boolean settled(String export) {
        List<String> told = stage.told(export);
        return told.isEmpty() || told.equals(List.of("opened", "resolved"));
    }

    /** The fault lasts from before the exports are due until it showed; then they land. A good token is not asked for. */
    private void turn(int turn, Wiring reading, List<Tap> taps, List<String> exports, boolean asked) throws Exception {
        assertThat(Instant.now()).as("in time for turn %d", turn).isBefore(due(turn));
        until(() -> Instant.now().isAfter(due(turn).minusMillis(700)), Duration.ofMinutes(3));
        for (Tap tap : taps) {
            tap.weather(weather);
        }
        if (taps.contains(token)) {
            stage.world.flowService().revokeTokens();
        }
        if (asked && BARRING.contains(weather)) {
            assertThat(until(() -> all(reading, exports, Set.of("UNKNOWN")), Duration.ofSeconds(40)))
                    .as("unknown while %s: %s", weather, stage.verdicts(reading))
                    .isTrue();
        } else {
            until(() -> Instant.now().isAfter(due(turn).plus(Stage.GRACE).plusSeconds(1)), Duration.ofSeconds(30));
        }
        for (Tap tap : taps) {
            tap.weather(Weather.FAIR);
        }
        land(reading, exports);
    }

    private void land(Wiring reading, List<String> exports) {
        Instant fair = Instant.now();
        assertThat(until(() -> all(reading, exports, LANDED), TWO_ROUNDS.plusSeconds(60)))
                .as("%s landed after %s: %s", exports, weather, stage.verdicts(reading))
                .isTrue();
        System.out.printf(
                "%s: %s landed %d ms after the fault%n",
                weather, exports, Duration.between(fair, Instant.now()).toMillis());
    }

    private boolean all(Wiring reading, List<String> exports, Set<String> verdicts) {
        Map<String, String> now = stage.verdicts(reading);
        return exports.stream().allMatch(e -> now.containsKey(e) && verdicts.contains(now.get(e)));
    }

    /** How many threads the process has; none where the operating system does not say so in /proc. */
    private static long threads(Child run) {
        try (Stream<Path> tasks =
                Files.list(Path.of("/proc", Long.toString(run.handle().pid()), "task"))) {
            return tasks.count();
        } catch (IOException elsewhere) {
            return 0;
        }
    }

    private static boolean until(BooleanSupplier what, Duration atMost) {
        Instant end = Instant.now().plus(atMost);
        while (!what.getAsBoolean()) {
            if (Instant.now().isAfter(end)) {
                return false;
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
        }
        return true;
    }

    @Override
    public void close() {
        stage.close();
        stores.forEach(Tap::close);
        List.of(platform, token, hook, database).forEach(Tap::close);
    }
}
