package io.landfall.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Weeks of many exports through the real SQL, outbox, work and routes, with faults of the store, the platform, the channels
 * and the database, and with deaths of the process; what was recorded and said is held against what the plot means.
 */
class WholeSimulationTest {
    private static final int EXPORTS = 50;
    private static final int DAYS = 30;

    /** Each takes about a minute of two idle cores. */
    private static final int SEASONS = Integer.getInteger("landfall.simulation.seasons", 3);

    @Test
    void noSilentMissNoFalseAlarmNoFlood() throws Exception {
        play(1);
    }

    @Test
    @Tag("long")
    void norInManySeasons() throws Exception {
        for (long seed = 2; seed <= SEASONS; seed++) {
            play(seed);
        }
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
