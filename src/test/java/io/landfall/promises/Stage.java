package io.landfall.promises;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.landfall.canary.Canaries;
import io.landfall.cli.Landfall;
import io.landfall.emulator.Catalogue;
import io.landfall.emulator.LocalWorld;
import io.landfall.emulator.Outcome;
import io.landfall.runtime.Wiring;
import io.landfall.spec.Loaded;
import io.landfall.spec.Spec;
import io.landfall.state.Dataflows;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A local world with declared exports, and Landfall's commands in it, as a user has them. */
public final class Stage implements AutoCloseable {
    /** How long the grace of an export lasts here. */
    public static final Duration GRACE = Duration.ofSeconds(5);

    private static final ObjectMapper JSON = new ObjectMapper();

    public final LocalWorld world;
    private final Path folder;
    private final Map<String, String> keys = new LinkedHashMap<>();
    private final Map<String, Outcome> outcomes = new HashMap<>();
    private final Set<String> seen = new TreeSet<>();
    private Instant start;

    public Stage(Path folder) {
        this.folder = folder;
        this.world = LocalWorld.start(Clock.systemUTC(), folder.resolve("world"));
        world.exporter().script((flow, slot) -> outcomes.getOrDefault(flow, Outcome.ON_TIME));
        startIn(Duration.ofSeconds(4));
        keys.putAll(world.properties());
        key("alert.hook.to", world.webhook().url() + "/services/c4nary-of-the-hook-of-all-tests");
        key("alert.hook.format", "json");
        key("poll.cron", "0/1 * * * * ?");
        key("verify.settle", "0s");
        key("server.port", "0");
        key("state.url", "jdbc:sqlite:" + folder.resolve("landfall.db"));
    }

    /** The first due time of exports that are declared from now on. */
    public Stage startIn(Duration later) {
        start = Instant.now().plus(later).truncatedTo(ChronoUnit.SECONDS);
        return this;
    }

    public Instant start() {
        return start;
    }

    public Stage key(String key, String value) {
        keys.put(key, value);
        return this;
    }

    /** Takes keys back, those of the world included. */
    public Stage forget(String prefix) {
        keys.keySet().removeIf(key -> key.startsWith(prefix));
        return this;
    }

    /** Declares an export of one dataset. */
    public Stage export(String name, String storage, String format, Outcome outcome) {
        String export = "export." + name + ".";
        key(export + "datasets", Catalogue.ORDERS.id());
        key(export + "storage", storage);
        key(export + "path", "aep/" + name);
        key(export + "format", format);
        key(export + "every", "3h");
        key(export + "start", start.toString());
        key(export + "end", start.plus(300, ChronoUnit.DAYS).toString());
        key(export + "grace", GRACE.toSeconds() + "s");
        key(export + "first-grace", GRACE.toSeconds() + "s");
        outcomes.put("landfall/" + name, outcome);
        return this;
    }

    /** Landfall saw the export a day ago: what fell due since then is told. */
    public Stage seenBefore(String export) {
        seen.add(export);
        return this;
    }

    private void see() {
        if (!seen.isEmpty()) {
            try (Wiring wiring = wiring()) {
                Dataflows dataflows = new Dataflows(wiring.database().jdbi());
                seen.forEach(name -> dataflows.firstSeen(
                        wiring.config().exports().get(name).key(), start.minus(1, ChronoUnit.DAYS)));
                seen.clear();
            }
        }
    }

    public Path config() {
        Path file = folder.resolve("application.properties");
        world.writeConfig(file, keys);
        Canaries.plant(world.properties());
        Canaries.plant(keys);
        return file;
    }

    public Loaded loaded() {
        Loaded loaded = Spec.load(List.of(config()), Map.of());
        if (!loaded.ok()) {
            throw new IllegalStateException(loaded.errors().toString());
        }
        return loaded;
    }

    public Wiring wiring() {
        return Wiring.of(loaded());
    }

    /** What a command printed and how it ended. */
    public record Ended(int code, String out, String err) {
        public JsonNode json() {
            try {
                return JSON.readTree(out);
            } catch (IOException e) {
                throw new IllegalStateException(out + err, e);
            }
        }
    }

    /** A command, typed with this world's property file. */
    public Ended command(String... words) {
        see();
        List<String> args = new ArrayList<>(List.of(words));
        args.add("--config");
        args.add(config().toString());
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code =
                Landfall.execute(new PrintWriter(out, true), new PrintWriter(err, true), args.toArray(String[]::new));
        Canaries.note(Canaries.Way.COMMAND, out.toString());
        Canaries.note(Canaries.Way.COMMAND, err.toString());
        return new Ended(code, out.toString(), err.toString());
    }

    /** The kinds of message that the webhook got about an export, in order. */
    public List<String> told(String export) {
        return messages(export)
                .map(m -> m.path("type").asText().replace("io.landfall.incident.", ""))
                .toList();
    }

    /** The ids of the messages that the webhook got about an export. */
    public Set<String> messageIds(String export) {
        return messages(export).map(m -> m.path("id").asText()).collect(Collectors.toSet());
    }

    private Stream<JsonNode> messages(String export) {
        return world.webhook().received().stream()
                .filter(m -> m.body().startsWith("{"))
                .map(m -> {
                    try {
                        return JSON.readTree(m.body());
                    } catch (IOException e) {
                        throw new IllegalStateException(m.body(), e);
                    }
                })
                .filter(m -> m.path("subject").asText().equals(export));
    }

    /** Waits until the webhook got as many messages about an export. */
    public void awaitTold(String export, int messages) throws InterruptedException {
        Instant atMost = Instant.now().plusSeconds(40);
        int received = world.webhook().received().size();
        while (told(export).size() < messages && Instant.now().isBefore(atMost)) {
            world.webhook().await(received + 1, Duration.ofSeconds(2));
            received = world.webhook().received().size();
        }
    }

    /** Waits until it is recorded that a message was sent: who dies before that sends it again, with the same id. */
    public void awaitRecorded(int messages) throws InterruptedException {
        try (Wiring wiring = wiring()) {
            Instant atMost = Instant.now().plusSeconds(20);
            while (recorded(wiring) < messages && Instant.now().isBefore(atMost)) {
                world.webhook().await(Integer.MAX_VALUE, Duration.ofMillis(100));
            }
        }
    }

    private static int recorded(Wiring wiring) {
        return wiring.database()
                .jdbi()
                .withHandle(h -> h.createQuery("SELECT COUNT(*) FROM notification WHERE state = 'sent'")
                        .mapTo(Integer.class)
                        .one());
    }

    /** Waits until what lands now is late beyond doubt: stores tell times in seconds. */
    public void untilAfterTheGrace() throws InterruptedException {
        Duration left = Duration.between(Instant.now(), start.plus(GRACE).plusSeconds(2));
        world.webhook().await(Integer.MAX_VALUE, left.isNegative() ? Duration.ZERO : left);
    }

    /** The newest verdict on each export. */
    public Map<String, String> verdicts(Wiring wiring) {
        Map<String, String> verdicts = new HashMap<>();
        wiring.reports()
                .newest(wiring.config().exports().values(), 1)
                .forEach(r ->
                        verdicts.put(r.export().name(), r.verdict().verdict().name()));
        return verdicts;
    }

    @Override
    public void close() {
        world.webhook().received().forEach(m -> Canaries.note(Canaries.Way.MESSAGE, m.body()));
        Canaries.noteDatabase(folder.resolve("landfall.db"));
        world.close();
    }
}
