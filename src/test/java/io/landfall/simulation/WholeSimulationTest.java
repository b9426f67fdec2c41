package io.landfall.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Weeks of many exports through the real SQL, outbox, work and routes, with faults of the store, the platform, the channels
 * and the database, and with deaths of the process; what was recorded and said is held against what the plot means.
 */
class WholeSimulationTest {
    private static final int EXPORTS = 50;
    private static final int DAYS = 30;

    /** Each takes half a minute to a minute of a core. */
    private static final int FIRST = Integer.getInteger("landfall.simulation.first", 2);

    private static final int SEASONS = Integer.getInteger("landfall.simulation.seasons", 20);

    @Test
    void noSilentMissNoFalseAlarmNoFlood() throws Exception {
        play(1);
    }

    static LongStream others() {
        return LongStream.rangeClosed(FIRST, SEASONS);
    }

    @ParameterizedTest
    @Execution(ExecutionMode.CONCURRENT)
    @MethodSource("others")
    @Tag("long")
    void norInManySeasons(long seed) throws Exception {
        play(seed);
    }

    /** What a seed found can be looked at again. */
    @Test
    void theSameSeedIsTheSameSeason() throws Exception {
        assertThat(story(12)).hasSizeGreaterThan(100).isEqualTo(story(12)).isNotEqualTo(story(13));
    }

    private static List<String> story(long seed) throws Exception {
        Performance performance = new Performance(Season.of(seed, 10, 4), Bends.none(), id -> false);
        performance.play();
        return performance.story();
    }

    private static void play(long seed) throws Exception {
        long began = System.nanoTime();
        Performance performance = new Performance(Season.of(seed, EXPORTS, DAYS), Bends.none(), id -> false);
        Performance.Figures figures = performance.play();
        System.out.printf("season %d: %s in %.1f s%n", seed, figures, (System.nanoTime() - began) / 1e9);
        assertThat(figures.slots()).isGreaterThan(EXPORTS * DAYS / 2);
        assertThat(figures.looks()).isGreaterThan(2 * figures.slots());
        assertThat(figures.messages()).isGreaterThan(EXPORTS);
    }
}
