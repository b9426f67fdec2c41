package io.landfall.cli.demo;

import io.landfall.emulator.Catalogue;
import io.landfall.emulator.LocalWorld;
import io.landfall.runtime.Wiring;
import io.landfall.spec.Loaded;
import io.landfall.spec.Spec;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A world for the command that the launcher's class archive is made by: one export, of which one slot has landed. It is
 * another process, since an archive holds only for the class path that it was made with.
 */
final class TrainingWorld implements AutoCloseable {
    private final LocalWorld world;
    private final Path config;

    private TrainingWorld(LocalWorld world, Path config) {
        this.world = world;
        this.config = config;
    }

    /** @param args an empty folder, then the command to call in this world, with its property file as the last word */
    public static void main(String[] args) throws Exception {
        List<String> command = new ArrayList<>(List.of(args).subList(1, args.length));
        int code;
        try (TrainingWorld training = start(Path.of(args[0]))) {
            command.add(training.config().toString());
            code = new ProcessBuilder(command).inheritIO().start().waitFor();
        }
        System.exit(code);
    }

    static TrainingWorld start(Path folder) {
        Clock clock = Clock.systemUTC();
        LocalWorld world = LocalWorld.start(clock, folder.resolve("world"));
        world.exporter().pastRunsAtOnce(true);
        Path config = folder.resolve("application.properties");
        world.writeConfig(config, properties(world, folder, clock.instant()));
        Loaded loaded = Spec.load(List.of(config), Map.of());
        try (Wiring wiring = Wiring.of(loaded)) {
            wiring.apply();
        }
        return new TrainingWorld(world, config);
    }

    /** The property file of this world. */
    Path config() {
        return config;
    }

    private static Map<String, String> properties(LocalWorld world, Path folder, Instant now) {
        Map<String, String> keys = new LinkedHashMap<>(world.properties());
        Instant start = now.minus(Duration.ofHours(1)).truncatedTo(ChronoUnit.SECONDS);
        keys.put("export.orders.datasets", Catalogue.ORDERS.id());
        keys.put("export.orders.storage", "lake");
        keys.put("export.orders.path", "aep/orders");
        keys.put("export.orders.format", "json");
        keys.put("export.orders.every", "3h");
        keys.put("export.orders.start", start.toString());
        keys.put("export.orders.end", start.plus(365, ChronoUnit.DAYS).toString());
        keys.put("export.orders.grace", "30m");
        keys.put("export.orders.first-grace", "30m");
        keys.put("verify.settle", "0s");
        keys.put("state.url", "jdbc:sqlite:" + folder.resolve("landfall.db"));
        return keys;
    }

    @Override
    public void close() {
        world.close();
    }
}
