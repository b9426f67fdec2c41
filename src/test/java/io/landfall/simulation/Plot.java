package io.landfall.simulation;

import io.landfall.alert.Sample;
import io.landfall.model.Channel.MessageFormat;
import io.landfall.model.Config;
import io.landfall.model.Dataflow;
import io.landfall.model.Dataset;
import io.landfall.model.Export;
import io.landfall.model.Run;
import io.landfall.model.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;

/**
 * Some days of some exports as a seed makes them, and what they mean. Times are counted in seconds here, by hand, so that
 * the calendar is held against arithmetic that is not its own.
 */
final class Plot {
    static final int EARLY = 300;
    private static final Instant EPOCH = Instant.parse("2028-02-20T00:00:00Z");
    private static final int DAY = 86_400;

    final long seed;
    final Config config;
    final Instant begin;
    final Instant end;
    final List<Outage> outages = new ArrayList<>();
    final List<Thread> threads = new ArrayList<>();

    /**
     * One export.
     *
     * @param slots by due time, what becomes of them, in order
     */
    record Thread(
            Export export,
            Dataflow flow,
            Instant firstSeen,
            Map<Instant, Fate> fates,
            Map<Instant, List<Phase>> slots) {

        @Override
        public boolean equals(Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return export.name().hashCode();
        }

        /** What the world shows of a slot, and what it means. */
        Phase at(Instant due, Instant now) {
            List<Phase> all = slots.get(due);
            Phase last = all.get(0);
            for (Phase phase : all) {
                last = phase.from().isAfter(now) ? last : phase;
            }
            return last;
        }

        /** Every run that the platform knows at a time, in the order that it likes. */
        List<Run> runs(Instant now, Random order) {
            List<Run> all = new ArrayList<>();
            slots.keySet().forEach(due -> all.addAll(at(due, now).runs()));
            Collections.shuffle(all, order);
            return all;
        }

        Instant deadline(Instant due) {
            boolean first = due.equals(slots.keySet().iterator().next());
            Instant from = flow.schedule().once() && flow.createdAt().isAfter(due) ? flow.createdAt() : due;
            return from.plus(first ? export.firstGrace() : export.grace());
        }
    }

    Plot(long seed, Instant begin, Instant end, Config config, List<Thread> threads, List<Outage> outages) {
        this.seed = seed;
        this.begin = begin;
        this.end = end;
        this.config = config;
        this.threads.addAll(threads);
        this.outages.addAll(outages);
    }

    Plot(long seed, int days) {
        this.seed = seed;
        Random random = new Random(seed);
        begin = EPOCH.plusSeconds(random.nextInt(400) * (long) DAY);
        end = begin.plusSeconds(days * (long) DAY);
        int many = 1 + random.nextInt(3);
        Sample sample = new Sample().channel("ops", "log:ops", MessageFormat.TEXT);
        for (int i = 0; i < many; i++) {
            sample.export("export-" + i);
        }
        Config plain = sample.config();
        Map<String, Export> exports = new LinkedHashMap<>();
        for (int i = 0; i < many; i++) {
            Thread thread = thread(plain.exports().get("export-" + i), random);
            threads.add(thread);
            exports.put(thread.export().name(), thread.export());
        }
        config = new Config(
                plain.platforms(), plain.storages(), exports, plain.channels(), plain.settings(), plain.camel());
        outages(random);
    }

    private Thread thread(Export plain, Random random) {
        Export export = graced(plain, 60 + random.nextInt(240), random.nextBoolean() ? 1440 : 200);
        int every = List.of(3, 6, 9, 12, 24, 0).get(random.nextInt(6)) * 3600;
        long start = begin.getEpochSecond() + (random.nextInt(3) - 2) * (long) DAY + random.nextInt(DAY);
        long created = random.nextInt(3) == 0 ? start + random.nextInt(2 * DAY) : start - random.nextInt(DAY);
        long stop = every > 0 && random.nextInt(4) == 0 ? start + every * (3L + random.nextInt(6)) : Long.MAX_VALUE;
        Schedule schedule = new Schedule(
                Instant.ofEpochSecond(start),
                Duration.ofSeconds(every),
                stop == Long.MAX_VALUE ? Optional.empty() : Optional.of(Instant.ofEpochSecond(stop)));
        Dataflow flow = new Dataflow(
                "flow-" + export.name(),
                export.name(),
                "enabled",
                Instant.ofEpochSecond(created),
                schedule,
                Optional.empty(),
                "s",
                "t",
                List.of(new Dataset(Sample.DATASET, "of " + export.name())));
        Map<Instant, Fate> fates = new TreeMap<>();
        Map<Instant, List<Phase>> slots = new TreeMap<>();
        Instant seen = begin.isAfter(flow.createdAt()) ? begin : flow.createdAt();
        Thread thread = new Thread(export, flow, seen, fates, slots);
        for (long due : due(start, every, stop, created)) {
            boolean first = slots.isEmpty();
            long deadline = (every == 0 ? Math.max(due, created) : due)
                    + (first ? export.firstGrace() : export.grace()).toSeconds();
            Fate fate = random.nextInt(2) == 0 ? Fate.GOOD : Fate.values()[random.nextInt(Fate.values().length)];
            long next = every == 0 || due + every >= stop ? due + DAY : due + every;
            fates.put(Instant.ofEpochSecond(due), fate);
            slots.put(Instant.ofEpochSecond(due), new Casting(flow.id(), due, next, deadline, random).of(fate));
        }
        return thread;
    }

    /** {@code start + k × every}, before the end, at or after the creation. */
    private List<Long> due(long start, int every, long stop, long created) {
        if (every == 0) {
            return List.of(start);
        }
        List<Long> due = new ArrayList<>();
        for (long t = start; t < Math.min(stop, end.getEpochSecond()); t += every) {
            if (t >= created) {
                due.add(t);
            }
        }
        return due;
    }

    private void outages(Random random) {
        for (String whose : List.of(Outage.STORE, Outage.PLATFORM, Outage.PROCESS)) {
            for (int i = random.nextInt(4); i > 0; i--) {
                Instant from = begin.plusSeconds(
                        random.nextInt((int) Duration.between(begin, end).toSeconds()));
                outages.add(new Outage(whose, from, from.plusSeconds(60 + random.nextInt(i == 1 ? 6 * 3600 : 1200))));
            }
        }
    }

    private static Export graced(Export e, int grace, int first) {
        return new Export(
                e.key(),
                e.storage(),
                e.datasets(),
                e.path(),
                e.format(),
                e.compression(),
                e.schedule(),
                e.folder(),
                e.flowId(),
                e.manage(),
                e.verify(),
                e.reconcile(),
                e.alertOnEmpty(),
                Duration.ofMinutes(grace),
                Duration.ofMinutes(first),
                e.labels(),
                e.runbook(),
                e.severity(),
                e.enabled());
    }

    /** The seed and all that it makes happen. */
    String story() {
        StringBuilder text = new StringBuilder("seed " + seed + ", " + begin + " to " + end + "\n");
        outages.forEach(o -> text.append("  ").append(o).append('\n'));
        for (Thread t : threads) {
            text.append(t.export().name() + " " + t.flow().schedule() + " created "
                    + t.flow().createdAt() + " grace " + t.export().grace() + "/"
                    + t.export().firstGrace() + " first seen " + t.firstSeen() + "\n");
            t.slots().forEach((due, phases) -> {
                text.append("  ").append(due).append(' ').append(t.fates().get(due));
                phases.forEach(
                        p -> text.append("; ").append(p.from()).append(' ').append(p.means()));
                text.append('\n');
            });
        }
        return text.toString();
    }
}
