package io.landfall.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.landfall.alert.Judged;
import io.landfall.model.Config;
import io.landfall.model.Dataflow;
import io.landfall.model.Export;
import io.landfall.model.Judgement;
import io.landfall.model.Look;
import io.landfall.model.Run;
import io.landfall.model.Slot;
import io.landfall.model.Step;
import io.landfall.model.Verdict;
import io.landfall.state.Standing;
import io.landfall.verdict.Judge;
import io.landfall.verdict.RunsView;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Calendar, judge and decision alone, against a small model that knows what was meant. */
class SimulationTest {
    private static final int SEEDS = Integer.getInteger("landfall.simulation.seeds", 1_000);
    private static final int DAYS = 2;
    private static final int TRIES = 60;

    @Test
    void noSilentMissNoFalseAlarmNoFlood() {
        LongAdder slots = new LongAdder();
        LongAdder looks = new LongAdder();
        LongAdder messages = new LongAdder();
        IntStream.rangeClosed(1, SEEDS).parallel().forEach(seed -> {
            Rehearsal rehearsal = new Rehearsal(new Plot(seed, DAYS), Parts.real());
            rehearsal.play();
            slots.add(rehearsal.slots);
            looks.add(rehearsal.looks);
            messages.add(rehearsal.messages());
        });
        System.out.printf(
                "simulation: %d seeds, %d slots, %d looks, %d messages%n",
                SEEDS, slots.sum(), looks.sum(), messages.sum());
        assertThat(slots.sum()).isGreaterThan(5L * SEEDS);
        assertThat(looks.sum()).isGreaterThan(10 * slots.sum());
        assertThat(messages.sum()).isGreaterThan(SEEDS);
    }

    @ParameterizedTest
    @MethodSource("broken")
    void whatIsBrokenIsSeen(String what, Parts parts) {
        String said = Stream.iterate(1L, seed -> seed + 1)
                .limit(TRIES)
                .map(seed -> complaint(seed, parts))
                .filter(words -> !words.isEmpty())
                .findFirst()
                .orElse("");
        assertThat(said).as(what).contains("seed ").contains("created ");
    }

    private static String complaint(long seed, Parts parts) {
        try {
            new Rehearsal(new Plot(seed, DAYS), parts).play();
            return "";
        } catch (AssertionError seen) {
            return seen.getMessage();
        }
    }

    static List<Arguments> broken() {
        Parts real = Parts.real();
        return List.of(
                Arguments.of(
                        "a slot is skipped",
                        real.with(due((flow, all) -> all.filter(t -> t.getEpochSecond() / 3600 % 7 != 0)))),
                Arguments.of("slots before the dataflow existed", real.with(before())),
                Arguments.of(
                        "the first grace is forgotten",
                        real.with(slots(s ->
                                new Slot(s.key(), s.due(), s.next(), s.due().plusSeconds(3600))))),
                Arguments.of("a run that began early is the slot's before", real.with(runs())),
                Arguments.of("who could not look says missing", real.with(barredIsMissing())),
                Arguments.of("a platform that cannot be asked has no runs", real.with(notAskedIsNone())),
                Arguments.of(
                        "a run that succeeded is enough",
                        real.with(judged(
                                j -> j.run()
                                        .filter(r -> r.state() == io.landfall.model.RunState.SUCCEEDED)
                                        .isPresent(),
                                Verdict.LANDED))),
                Arguments.of("landed is not final", real.with((Parts.Bench)
                        (i, now) -> Judge.judge(i.keeping(Map.of()), now))),
                Arguments.of(
                        "a failed run is stuck",
                        real.with(judged(j -> j.verdict() == Verdict.RUN_FAILED, Verdict.RUN_STUCK))),
                Arguments.of(
                        "nothing is remembered",
                        real.with(decide((d, j, s, now) -> d.decide(j, Standing.empty(), now)))),
                Arguments.of("nothing is said", real.with(decide((d, j, s, now) -> List.of()))),
                Arguments.of(
                        "said within the grace",
                        real.with(decide((d, j, s, now) -> d.decide(
                                j.stream()
                                        .map(x -> new Judged(
                                                x.judgement(),
                                                x.judgement().slot().due(),
                                                x.firstSeen()))
                                        .toList(),
                                s,
                                now)))),
                Arguments.of(
                        "the past is told",
                        real.with(decide((d, j, s, now) -> d.decide(
                                j.stream()
                                        .map(x -> new Judged(x.judgement(), x.deadline(), Instant.EPOCH))
                                        .toList(),
                                s,
                                now)))),
                Arguments.of(
                        "ends are not told",
                        real.with(decide((d, j, s, now) -> d.decide(j, s, now).stream()
                                .filter(x -> !(x instanceof Step.Change c) || c.kind() != Step.Kind.RESOLVE)
                                .toList()))),
                Arguments.of(
                        "reminded at each tick", real.with(tend((d, s, now) -> d.tend(s, now.plusSeconds(43_200))))));
    }

    private static Parts.Almanac almanac(
            BiFunction<Dataflow, Instant[], List<Instant>> due,
            Function<Slot, Slot> slot,
            BiFunction<Slot, Collection<Run>, List<Run>> runs) {
        return new Parts.Almanac() {
            @Override
            public List<Instant> due(Dataflow flow, Instant from, Instant to) {
                return due.apply(flow, new Instant[] {from, to});
            }

            @Override
            public Slot slot(Export export, Dataflow flow, Instant at) {
                return slot.apply(Parts.CALENDAR.slot(export, flow, at));
            }

            @Override
            public List<Run> ofSlot(Slot s, Collection<Run> all) {
                return runs.apply(s, all);
            }
        };
    }

    private static List<Instant> asIs(Dataflow flow, Instant[] span) {
        return Parts.CALENDAR.due(flow, span[0], span[1]);
    }

    private static Parts.Almanac due(BiFunction<Dataflow, Stream<Instant>, Stream<Instant>> bend) {
        return almanac(
                (f, span) -> bend.apply(f, asIs(f, span).stream()).toList(),
                Function.identity(),
                Parts.CALENDAR::ofSlot);
    }

    private static Parts.Almanac before() {
        return almanac(
                (f, span) -> io.landfall.calendar.Calendar.slots(f.schedule(), span[0], span[1])
                        .toList(),
                Function.identity(),
                Parts.CALENDAR::ofSlot);
    }

    private static Parts.Almanac slots(Function<Slot, Slot> bend) {
        return almanac(SimulationTest::asIs, bend, Parts.CALENDAR::ofSlot);
    }

    private static Parts.Almanac runs() {
        return almanac(
                SimulationTest::asIs,
                Function.identity(),
                (s, all) -> all.stream()
                        .filter(r -> !r.began().isBefore(s.due()) && r.began().isBefore(s.next()))
                        .toList());
    }

    private static Parts.Bench barredIsMissing() {
        return (i, now) -> Judge.judge(
                i.looked(i.looks().entrySet().stream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey,
                                e -> e.getValue() instanceof Look.Barred
                                        ? new Look.Seen(io.landfall.model.Landing.none())
                                        : e.getValue()))),
                now);
    }

    private static Parts.Bench notAskedIsNone() {
        return (i, now) -> Judge.judge(
                i.runs() instanceof RunsView.NotAsked ? i.asked(new RunsView.Asked(List.of(), now)) : i, now);
    }

    private static Parts.Bench judged(java.util.function.Predicate<Judgement> which, Verdict instead) {
        return (i, now) -> Judge.judge(i, now).stream()
                .map(j -> which.test(j) ? as(j, instead) : j)
                .toList();
    }

    private static Judgement as(Judgement j, Verdict verdict) {
        return new Judgement(
                j.slot(),
                j.dataset(),
                verdict,
                j.depth(),
                j.run(),
                j.landing(),
                j.trouble(),
                j.findings(),
                j.checkedAt());
    }

    private interface Deciding {
        List<Step> decide(Parts.Speaker real, List<Judged> latest, Standing standing, Instant now);
    }

    private interface Tending {
        List<Step> tend(Parts.Speaker real, Standing standing, Instant now);
    }

    private static Function<Config, Parts.Speaker> decide(Deciding bent) {
        return speaker(bent, Parts.Speaker::tend);
    }

    private static Function<Config, Parts.Speaker> tend(Tending bent) {
        return speaker(Parts.Speaker::decide, bent);
    }

    private static Function<Config, Parts.Speaker> speaker(Deciding deciding, Tending tending) {
        return config -> {
            Parts.Speaker real = Parts.speaker(config);
            return new Parts.Speaker() {
                @Override
                public List<Step> decide(List<Judged> latest, Standing standing, Instant now) {
                    return deciding.decide(real, latest, standing, now);
                }

                @Override
                public List<Step> tend(Standing standing, Instant now) {
                    return tending.tend(real, standing, now);
                }
            };
        };
    }
}
