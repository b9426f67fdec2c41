package io.landfall.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.landfall.emulator.Exporter;
import io.landfall.emulator.LocalWorld;
import io.landfall.emulator.Outcome;
import io.landfall.emulator.Webhook;
import io.landfall.model.Config;
import io.landfall.report.Reports;
import io.landfall.runtime.ProvisioningResult;
import io.landfall.runtime.Wiring;
import io.landfall.spec.Loaded;
import io.landfall.spec.Spec;
import io.landfall.spec.SpecError;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Plays the scenario in the local world, with Landfall itself as it is. */
final class Demo implements AutoCloseable {
    /**
     * From the start of the runtime to the first slot, which is long enough to provision before it, and again from there
     * to the deadline. A machine that takes long to start the local world gets more.
     */
    private static final Duration PACE = Duration.ofSeconds(25);

    private static final int STARTS_IN_A_PACE = 8;

    /** How long the last verdict may take after its deadline. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Clock clock = Clock.systemUTC();
    private final Path folder;
    private final Path configOut;
    private final Consumer<String> progress;
    private final List<AutoCloseable> open = new ArrayList<>();

    /**
     * @param configOut where to write the world's property file for others; may be null
     * @param progress is told what goes on
     */
    Demo(Path folder, Path configOut, Consumer<String> progress) {
        this.folder = folder;
        this.configOut = configOut;
        this.progress = progress;
    }

    Outcomes play() throws Exception {
        progress.accept("starting the local world: Flow Service, the six kinds of store, webhook");
        Instant began = clock.instant();
        LocalWorld world = opened(LocalWorld.start(clock, folder.resolve("world")));
        Duration pace = pace(Duration.between(began, clock.instant()));
        script(world.exporter());

        Instant start = clock.instant().plus(pace).truncatedTo(ChronoUnit.SECONDS);
        Instant deadline = start.plus(pace);
        Wiring wiring = opened(Wiring.of(configured(world, start, pace)));
        provision(wiring);
        world.keepExporting(Duration.ofMillis(500));
        progress.accept(
                "running; the exports are due at " + start + ", their grace ends " + pace.toSeconds() + " s later");
        opened(wiring.run());
        awaitMessages(world, deadline);
        clearlyAfter(deadline);
        deliverLate(world);
        return outcomes(wiring, world);
    }

    private static Duration pace(Duration worldStart) {
        Duration slow = worldStart.multipliedBy(STARTS_IN_A_PACE).truncatedTo(ChronoUnit.SECONDS);
        return slow.compareTo(PACE) > 0 ? slow : PACE;
    }

    private Loaded configured(LocalWorld world, Instant start, Duration grace) {
        Map<String, String> keys = new LinkedHashMap<>(world.properties());
        keys.putAll(Scenario.properties(start, grace, world.webhook().url()));
        if (configOut != null) {
            world.writeConfig(configOut, keys);
            progress.accept("the world's property file is " + configOut);
        }
        keys.put("state.url", "jdbc:sqlite:" + folder.resolve("landfall.db"));
        Path own = folder.resolve("application.properties");
        world.writeConfig(own, keys);
        Loaded loaded = Spec.load(List.of(own), Map.of());
        if (!loaded.ok()) {
            throw new IllegalStateException(
                    loaded.errors().stream().map(SpecError::text).collect(Collectors.joining("\n")));
        }
        return loaded;
    }

    private void provision(Wiring wiring) {
        progress.accept("provisioning " + Scenario.all().size() + " exports through Flow Service");
        List<ProvisioningResult> results = wiring.apply().brought();
        long changes = results.stream().mapToLong(r -> r.carriedOut().size()).sum();
        progress.accept(changes + " objects made; a second plan has "
                + wiring.plan().brought().stream()
                        .mapToLong(p -> p.plan().changes())
                        .sum() + " changes");
    }

    private static void script(Exporter exporter) {
        Map<String, Outcome> outcomes =
                Scenario.all().stream().collect(Collectors.toMap(s -> "landfall/" + s.export(), Scenario::outcome));
        exporter.script((flow, slot) -> outcomes.getOrDefault(flow, Outcome.ON_TIME));
    }

    /** Waits until each export that is broken has been told. */
    private void awaitMessages(LocalWorld world, Instant deadline) throws InterruptedException {
        int expected = (int) Scenario.all().stream()
                .filter(s -> s.messages().contains("opened"))
                .count();
        Duration atMost = Duration.between(clock.instant(), deadline).plus(PATIENCE);
        List<Webhook.Message> messages = world.webhook().await(expected, atMost);
        progress.accept(messages.size() + " alerts were received");
    }

    /** Stores tell times in seconds: what lands in the deadline's own second is not late. */
    private void clearlyAfter(Instant deadline) throws InterruptedException {
        long millis = Duration.between(clock.instant(), deadline.plusSeconds(2)).toMillis();
        new CountDownLatch(1).await(Math.max(0, millis), TimeUnit.MILLISECONDS);
    }

    private void deliverLate(LocalWorld world) throws InterruptedException {
        int before = world.webhook().received().size();
        for (Exporter.Due due : world.exporter().late()) {
            progress.accept("now the late one lands");
            world.exporter().deliverLate(due.flowId(), due.slot());
        }
        world.webhook().await(before + 1, PATIENCE);
    }

    private Outcomes outcomes(Wiring wiring, LocalWorld world) {
        List<JsonNode> messages = world.webhook().received().stream()
                .map(m -> Outcomes.message(m.body()))
                .toList();
        Config config = wiring.config();
        List<Reports.Row> rows = wiring.reports().newest(config.exports().values(), 1);
        return new Outcomes(
                clock.instant(),
                rows,
                wiring.reports().openIncidents(config.exports().values()),
                messages);
    }

    private <T extends AutoCloseable> T opened(T part) {
        open.add(0, part);
        return part;
    }

    @Override
    public void close() throws Exception {
        for (AutoCloseable part : open) {
            part.close();
        }
    }
}
