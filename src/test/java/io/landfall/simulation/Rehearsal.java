package io.landfall.simulation;

import io.landfall.alert.Judged;
import io.landfall.alert.Sample;
import io.landfall.calendar.Looks;
import io.landfall.model.Incident.Member;
import io.landfall.model.Judgement;
import io.landfall.model.Look;
import io.landfall.model.Slot;
import io.landfall.model.Step;
import io.landfall.model.Trouble;
import io.landfall.model.Verdict;
import io.landfall.verdict.Inspection;
import io.landfall.verdict.Need;
import io.landfall.verdict.RunsView;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Lives through the days of one plot with calendar, judge and decision, and holds them against what it means. */
final class Rehearsal {
    static final Duration POLL = Duration.ofMinutes(5);
    private static final Duration STALE = Duration.ofMinutes(10);

    private final Plot plot;
    private final Parts parts;
    private final Parts.Speaker speaker;
    private final Random random;
    private final Memory memory = new Memory();
    private final Promise promise;
    private final List<Supplier<String>> log = new ArrayList<>();
    private final Map<Plot.Thread, Map<Instant, Watched>> watched = new LinkedHashMap<>();
    private final Map<Plot.Thread, Instant> listed = new HashMap<>();
    int slots;
    int looks;

    /** A slot that Landfall knows. */
    private static final class Watched {
        Instant nextLook;
        Judgement latest;
        boolean done;
    }

    Rehearsal(Plot plot, Parts parts) {
        this.plot = plot;
        this.parts = parts;
        this.speaker = parts.speaker().apply(plot.config);
        this.random = new Random(plot.seed ^ 0x5eed);
        this.promise = new Promise(plot, memory);
        plot.threads.forEach(t -> watched.put(t, new TreeMap<>()));
    }

    int messages() {
        return memory.messages;
    }

    /** @throws AssertionError with the seed and the story, where something was said that should not be, or was not said */
    void play() {
        Instant now = plot.begin;
        try {
            for (; now.isBefore(plot.end); now = now.plus(POLL)) {
                if (!Outage.at(plot.outages, Outage.PROCESS, now)) {
                    tick(now);
                }
            }
            end(now);
        } catch (AssertionError | RuntimeException wrong) {
            throw new AssertionError(
                    wrong.getMessage() + "\nat " + now + " of " + plot.story()
                            + log.stream().map(Supplier::get).collect(Collectors.joining("\n")),
                    wrong);
        }
    }

    private void tick(Instant now) {
        for (Plot.Thread t : plot.threads) {
            if (t.firstSeen().isAfter(now)) {
                continue;
            }
            Instant from = listed.getOrDefault(t, plot.begin.minus(Duration.ofDays(3)));
            Instant to = now.plusMillis(1);
            parts.almanac().due(t.flow(), from, to).forEach(due -> watch(t, due, now));
            listed.put(t, to);
            watched.get(t).forEach((due, w) -> {
                if (!w.done && !w.nextLook.isAfter(now)) {
                    look(t, due, w, now);
                }
            });
        }
        play(speaker.tend(memory.all(), now), now);
        promise.kept(now, this::latest);
    }

    private void watch(Plot.Thread t, Instant due, Instant now) {
        Require.that(t.slots().containsKey(due), () -> t.export().name() + " has no slot at " + due);
        Watched w = new Watched();
        w.nextLook = now;
        Require.that(watched.get(t).put(due, w) == null, () -> due + " listed twice");
        slots++;
    }

    private void look(Plot.Thread t, Instant due, Watched w, Instant now) {
        looks++;
        Slot slot = parts.almanac().slot(t.export(), t.flow(), due);
        Instant asked = random.nextInt(4) == 0 ? now.minus(STALE) : now;
        Inspection inspection =
                Inspection.of(t.export(), slot, Optional.of(t.flow()), t.flow().datasets(), view(t, slot, asked));
        if (Need.of(inspection, now).runs()) {
            asked = now;
            inspection = inspection.asked(view(t, slot, now));
        }
        boolean ask = Need.of(inspection, now).storage() != Need.Storage.NOTHING;
        boolean barred = Outage.at(plot.outages, Outage.STORE, now);
        Map<String, Look> seen = !ask
                ? Map.of()
                : Map.of(
                        Sample.DATASET,
                        barred
                                ? new Look.Barred(trouble(Outage.STORE))
                                : new Look.Seen(t.at(due, now).landing()));
        List<Judgement> judged = parts.bench().judge(inspection.looked(seen), now);
        Require.that(judged.size() == 1, () -> "not one verdict: " + judged);
        Judgement j = judged.get(0);
        log(t, due, w.latest, j);
        boolean silent = Outage.at(plot.outages, Outage.PLATFORM, asked) || (ask && barred);
        promise.judged(t, due, j.verdict(), new Promise.Seeing(now, asked, silent, ask));
        w.latest = j;
        List<Judged> told = List.of(new Judged(j, slot.deadline(), t.firstSeen()));
        play(speaker.decide(told, memory.of(t.export().key()), now), now);
        w.nextLook = Looks.next(slot, now, POLL);
        w.done = j.verdict().last() || (j.verdict() == Verdict.NOTHING_TO_EXPORT && !now.isBefore(slot.deadline()));
        if (w.done) {
            finality(inspection, j, now);
        }
    }

    /** What landed stays landed, whatever is seen of it later. */
    private void finality(Inspection inspection, Judgement last, Instant now) {
        if (last.verdict().last()) {
            Inspection later = inspection
                    .keeping(Map.of(last.dataset(), last))
                    .asked(new RunsView.NotAsked(trouble(Outage.PLATFORM)))
                    .looked(Map.of(last.dataset(), new Look.Barred(trouble(Outage.STORE))));
            Require.that(
                    parts.bench().judge(later, now.plus(STALE)).equals(List.of(last)),
                    () -> last.verdict() + " was not final");
        }
    }

    private RunsView view(Plot.Thread t, Slot slot, Instant asked) {
        return Outage.at(plot.outages, Outage.PLATFORM, asked)
                ? new RunsView.NotAsked(trouble(Outage.PLATFORM))
                : new RunsView.Asked(parts.almanac().ofSlot(slot, t.runs(asked, random)), asked);
    }

    private static Trouble trouble(String what) {
        return new Trouble(what, Trouble.Kind.TIMED_OUT, "no answer in 30 s", "look whether it is up");
    }

    private void play(List<Step> steps, Instant now) {
        for (Step step : steps) {
            if (step instanceof Step.Change change) {
                log.add(() -> now + " " + change.kind() + " " + change.tell() + " "
                        + change.incident().key() + " " + change.incident().bad());
                List<Member> before = memory.bad(change.incident().id());
                promise.change(change, before, now);
                memory.keep(change, now);
            }
        }
    }

    private Optional<Judgement> latest(Plot.Thread t, Instant due) {
        return Optional.ofNullable(watched.get(t).get(due)).map(w -> w.latest);
    }

    private void log(Plot.Thread t, Instant due, Judgement before, Judgement j) {
        if (before == null || before.verdict() != j.verdict()) {
            log.add(() -> j.checkedAt() + " " + t.export().name() + " " + due + " " + j.verdict() + " " + j.findings());
        }
    }

    private void end(Instant now) {
        Instant last = now.minus(POLL);
        for (Plot.Thread t : plot.threads) {
            t.slots().keySet().stream()
                    .filter(due -> !Outage.at(plot.outages, Outage.PROCESS, last))
                    .filter(due -> !t.firstSeen().isAfter(last) && !due.isAfter(last))
                    .filter(due -> due.isAfter(plot.begin.minus(Duration.ofDays(3))))
                    .forEach(due -> Require.that(watched.get(t).containsKey(due), () -> due + " was never listed"));
        }
        promise.end(this::latest);
    }
}
