package io.landfall.simulation;

import io.landfall.alert.Sample;
import io.landfall.model.Channel.MessageFormat;
import io.landfall.model.Compression;
import io.landfall.model.Config;
import io.landfall.model.Dataflow;
import io.landfall.model.Dataset;
import io.landfall.model.Depth;
import io.landfall.model.Export;
import io.landfall.model.Format;
import io.landfall.model.Platform;
import io.landfall.model.Reconcile;
import io.landfall.model.Schedule;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;

/**
 * Weeks of many exports as a seed makes them: most are due daily, most of what is due lands, and now and then somebody
 * cannot be asked. Times are counted in seconds, by hand, as in {@link Plot}.
 */
final class Season {
    private static final Instant EPOCH = Instant.parse("2028-02-01T00:00:00Z");
    private static final int DAY = 86_400;
    private static final int CALM = 2 * DAY;
    private static final String HALF_HOURLY = "0 0/30 * * * ?";
    private static final String HOURLY = "0 0 * * * ?";

    private final Random random;
    private final long begin;
    private final long end;
    private final Config plain;
    private final List<Integer> timesOfDay = new ArrayList<>();

    private Season(long seed, int exports, int days) {
        random = new Random(seed * 7919);
        begin = EPOCH.getEpochSecond() + random.nextInt(400) * (long) DAY;
        end = begin + days * (long) DAY;
        Sample sample = new Sample()
                .channel("ops", "receiver:ops", MessageFormat.JSON)
                .channel("desk", "receiver:desk", MessageFormat.JSON);
        for (int i = 0; i < exports; i++) {
            sample.export("export-" + i);
        }
        plain = sample.config();
        for (int i = 0; i < 8; i++) {
            timesOfDay.add(random.nextInt(DAY));
        }
    }

    static Plot of(long seed, int exports, int days) {
        return new Season(seed, exports, days).plot(seed);
    }

    /** How far the polls are apart. */
    static Duration poll(Plot plot) {
        return Duration.ofMinutes(plot.config.settings().pollCron().equals(HOURLY) ? 60 : 30);
    }

    private Plot plot(long seed) {
        Map<String, Export> exports = new LinkedHashMap<>();
        List<Plot.Thread> threads = new ArrayList<>();
        for (Export export : plain.exports().values()) {
            Plot.Thread thread = thread(export);
            threads.add(thread);
            exports.put(export.name(), thread.export());
        }
        Platform p = plain.platforms().get("default");
        Platform here = new Platform(
                p.name(),
                URI.create("simulated://platform"),
                URI.create("simulated://ims"),
                p.org(),
                p.clientId(),
                p.clientSecret(),
                p.scopes(),
                p.sandbox());
        String cron = List.of(HALF_HOURLY, HOURLY).get(random.nextInt(2));
        Config config = new Config(
                Map.of("default", here), plain.storages(), exports, plain.channels(), settings(cron), Map.of());
        return new Plot(seed, Instant.ofEpochSecond(begin), Instant.ofEpochSecond(end), config, threads, outages());
    }

    private Config.Settings settings(String cron) {
        Config.Settings s = plain.settings();
        return new Config.Settings(
                Config.ProvisionMode.OFF,
                cron,
                s.settle(),
                s.byteBudget(),
                "jdbc:sqlite::memory:",
                Optional.empty(),
                Optional.empty(),
                s.stateKeep(),
                s.server(),
                Optional.empty());
    }

    private Plot.Thread thread(Export plainExport) {
        int every =
                switch (random.nextInt(20)) {
                    case 0 -> 0;
                    case 1 -> 6 * 3600;
                    case 2, 3 -> 12 * 3600;
                    default -> DAY;
                };
        long start = begin - (long) random.nextInt(3) * DAY + timesOfDay.get(random.nextInt(timesOfDay.size()));
        // of every tenth the dataflow is made later than it is declared
        long created = random.nextInt(10) == 0 ? begin + random.nextInt(4 * DAY) : begin - 1 - random.nextInt(9 * DAY);
        Export export = graced(plainExport, List.of(60, 90, 120, 240).get(random.nextInt(4)));
        Schedule schedule = new Schedule(Instant.ofEpochSecond(start), Duration.ofSeconds(every), Optional.empty());
        Dataflow flow = new Dataflow(
                "flow-" + export.name(),
                "landfall/" + export.name(),
                "enabled",
                Instant.ofEpochSecond(created),
                schedule,
                Optional.empty(),
                "source-" + export.name(),
                "target-" + export.name(),
                List.of(new Dataset(Sample.DATASET, "of " + export.name())));
        Map<Instant, Fate> fates = new TreeMap<>();
        Map<Instant, List<Phase>> slots = new TreeMap<>();
        Plot.Thread thread = new Plot.Thread(export, flow, Instant.ofEpochSecond(begin), fates, slots);
        for (long due : due(start, every, created)) {
            Duration grace = slots.isEmpty() ? export.firstGrace() : export.grace();
            long deadline = (every == 0 ? Math.max(due, created) : due) + grace.toSeconds();
            // a run may begin as late as the next slot; mostly it does not
            long next = due + (random.nextInt(12) == 0 && every > 0 ? every : 1500);
            Fate fate = fate();
            fates.put(Instant.ofEpochSecond(due), fate);
            slots.put(Instant.ofEpochSecond(due), new Casting(flow.id(), due, next, deadline, random).of(fate));
        }
        return thread;
    }

    private Fate fate() {
        int some = random.nextInt(100);
        if (some < 70) {
            return Fate.GOOD;
        } else if (some < 99) {
            return List.of(
                            Fate.WITHOUT_COUNTS,
                            Fate.LAGGING,
                            Fate.RETRIED,
                            Fate.AD_HOC,
                            Fate.SLOW,
                            Fate.STRANGE,
                            Fate.NOTHING)
                    .get(some % 7);
        }
        return Fate.values()[random.nextInt(Fate.values().length)];
    }

    private List<Long> due(long start, int every, long created) {
        if (every == 0) {
            return List.of(start);
        }
        List<Long> due = new ArrayList<>();
        for (long t = start; t < end; t += every) {
            if (t >= created) {
                due.add(t);
            }
        }
        return due;
    }

    private List<Outage> outages() {
        List<Outage> all = new ArrayList<>();
        for (String whose : List.of(Outage.STORE, Outage.PLATFORM, Outage.CHANNELS)) {
            for (int i = 1 + random.nextInt(4); i > 0; i--) {
                Instant from = Instant.ofEpochSecond(begin + random.nextInt((int) (end - begin - CALM)));
                all.add(new Outage(whose, from, from.plusSeconds(600 + random.nextInt(i == 1 ? 6 * 3600 : 3600))));
            }
        }
        return all;
    }

    private static Export graced(Export e, int grace) {
        return new Export(
                e.key(),
                e.storage(),
                e.datasets(),
                e.path(),
                Optional.of(Format.JSON),
                Compression.GZIP,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                true,
                Depth.INTEGRITY,
                Reconcile.WARN,
                false,
                Duration.ofMinutes(grace),
                Duration.ofMinutes(2L * grace),
                e.labels(),
                Optional.empty(),
                Optional.empty(),
                true);
    }
}
