package io.landfall.simulation;

import io.landfall.alert.Sample;
import io.landfall.model.Incident;
import io.landfall.model.Incident.Member;
import io.landfall.model.Judgement;
import io.landfall.model.Step;
import io.landfall.model.Verdict;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiFunction;

/** What the plot's meaning demands of everything that is judged and said. */
final class Promise {
    private static final Set<Verdict> EARLY = EnumSet.of(Verdict.WAITING, Verdict.SETTLING);
    private static final Set<Verdict> OF_THE_STORE = EnumSet.of(
            Verdict.LANDED,
            Verdict.LANDED_LATE,
            Verdict.NOTHING_TO_EXPORT,
            Verdict.MISSING,
            Verdict.INCOMPLETE,
            Verdict.EMPTY,
            Verdict.WRONG_FORMAT,
            Verdict.CORRUPT);

    private final Plot plot;
    private final Memory memory;
    private final Map<Plot.Thread, Map<Instant, Instant>> limits = new LinkedHashMap<>();
    private final Set<String> checked = new HashSet<>();

    Promise(Plot plot, Memory memory) {
        this.plot = plot;
        this.memory = memory;
        plot.threads.forEach(t -> {
            Map<Instant, Instant> all = new TreeMap<>();
            t.slots().keySet().forEach(due -> all.put(due, limit(t, due)));
            limits.put(t, all);
        });
    }

    /**
     * How it was looked.
     *
     * @param asked when the platform was
     * @param silent whether somebody could not be asked
     * @param store whether the store was
     */
    record Seeing(Instant now, Instant asked, boolean silent, boolean store) {}

    void judged(Plot.Thread t, Instant due, Verdict verdict, Seeing how) {
        Phase phase = t.at(due, how.now());
        Set<Verdict> fair = EnumSet.noneOf(Verdict.class);
        if (how.silent()) {
            fair.add(Verdict.UNKNOWN);
        } else {
            List.of(phase, t.at(due, how.asked())).forEach(p -> {
                if (!how.now().isBefore(t.deadline(due))
                        || (p.good() && p.landing().settled())) {
                    fair.add(p.means());
                } else {
                    fair.addAll(EARLY);
                }
            });
        }
        if (t.at(due, how.asked()).runs().isEmpty() && phase.landing().files() > 0) {
            // the files came after the runs were asked for
            fair.add(how.now().isBefore(t.deadline(due)) ? Verdict.SETTLING : Verdict.UNKNOWN);
        }
        Require.that(
                fair.contains(verdict),
                () -> t.export().name() + " " + due + " was judged " + verdict + ", fair were " + fair);
        Require.that(how.store() || !OF_THE_STORE.contains(verdict), () -> due + " was judged " + verdict + " unseen");
    }

    void change(Step.Change change, List<Member> before, Instant now) {
        Incident incident = change.incident();
        Set<Member> known = new HashSet<>(before);
        incident.bad().stream().filter(m -> !known.contains(m)).forEach(m -> {
            Plot.Thread t = thread(m);
            boolean silent =
                    Outage.at(plot.outages, Outage.STORE, now) || Outage.at(plot.outages, Outage.PLATFORM, now);
            // what was asked ten minutes ago may be mended since
            boolean bad = !t.at(m.slot(), now).good()
                    || !t.at(m.slot(), now.minusSeconds(600)).good()
                    || silent
                    || Outage.at(plot.outages, Outage.PLATFORM, now.minusSeconds(600));
            Require.that(bad, () -> "alert for a good slot: " + m);
            Require.that(!now.isBefore(t.deadline(m.slot())), () -> "alert within the grace: " + m);
            Require.that(!t.deadline(m.slot()).isBefore(t.firstSeen()), () -> "alert for the past: " + m);
        });
        if (change.kind() == Step.Kind.RESOLVE && !incident.cause()) {
            incident.members().forEach(m -> Require.that(mended(thread(m), m, now), () -> "resolved, and bad: " + m));
        }
    }

    private boolean mended(Plot.Thread t, Member m, Instant now) {
        return t.slots().keySet().stream()
                .filter(due -> !due.isBefore(m.slot()) && !due.isAfter(now))
                .anyMatch(due -> t.at(due, now).good());
    }

    /** Each slot whose time has come has a good end or an alert. */
    void kept(Instant now, BiFunction<Plot.Thread, Instant, Optional<Judgement>> latest) {
        limits.forEach((t, all) -> all.entrySet().removeIf(e -> {
            boolean reached = !now.isBefore(e.getValue());
            if (reached) {
                kept(t, e.getKey(), latest);
            }
            return reached;
        }));
    }

    private void kept(Plot.Thread t, Instant due, BiFunction<Plot.Thread, Instant, Optional<Judgement>> latest) {
        checked.add(place(t, due));
        if (!t.deadline(due).isBefore(t.firstSeen())) {
            boolean good = latest.apply(t, due).filter(j -> good(j.verdict())).isPresent();
            Require.that(
                    good || memory.told(place(t, due)),
                    () -> "silent miss: " + place(t, due) + " " + latest.apply(t, due));
        }
    }

    /** The deadline and two polls, later where Landfall was down. */
    private Instant limit(Plot.Thread t, Instant due) {
        Instant limit = t.deadline(due).plus(Rehearsal.POLL.multipliedBy(2));
        Instant moved = limit;
        do {
            limit = moved;
            for (Outage o : plot.outages) {
                boolean hit = o.whose().equals(Outage.PROCESS)
                        && o.to().plus(Rehearsal.POLL.multipliedBy(2)).isAfter(moved)
                        && o.from().isBefore(moved);
                moved = hit ? o.to().plus(Rehearsal.POLL.multipliedBy(2)) : moved;
            }
        } while (moved.isAfter(limit));
        return limit;
    }

    /** What is still open is still bad, and what is bad is open or was left as a gap. */
    void end(BiFunction<Plot.Thread, Instant, Optional<Judgement>> latest) {
        memory.open()
                .forEach(i -> i.bad().forEach(m -> {
                    Judgement j = latest.apply(thread(m), m.slot()).orElseThrow();
                    Require.that(!good(j.verdict()), () -> "still open, and good: " + m);
                }));
        plot.threads.forEach(t -> t.slots().keySet().stream()
                .filter(due ->
                        checked.contains(place(t, due)) && !t.deadline(due).isBefore(t.firstSeen()))
                .forEach(due -> {
                    Judgement last = latest.apply(t, due).orElseThrow();
                    // a later landing ends a cause; what it hid is told by the next look
                    boolean hidden = last.trouble().isPresent();
                    Require.that(
                            good(last.verdict())
                                    || hidden
                                    || memory.stillBad(place(t, due))
                                    || memory.closed(place(t, due)),
                            () -> last.verdict() + ", and nothing is open: " + place(t, due));
                }));
    }

    private static boolean good(Verdict verdict) {
        return verdict.last() || verdict == Verdict.NOTHING_TO_EXPORT;
    }

    private Plot.Thread thread(Member m) {
        return plot.threads.stream()
                .filter(t -> t.export().key().equals(m.export()))
                .findFirst()
                .orElseThrow();
    }

    private static String place(Plot.Thread t, Instant due) {
        return t.export().key() + "/" + Sample.DATASET + "/" + due;
    }
}
