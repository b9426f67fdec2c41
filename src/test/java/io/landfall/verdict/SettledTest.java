package io.landfall.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import io.landfall.model.Judgement;
import io.landfall.model.Landing;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SettledTest {
    private static final Duration SETTLE = Duration.ofMinutes(2);
    private static final Instant NEWEST = Scene.DUE.plusSeconds(200);
    private static final Landing SEEN = Scene.landing(2);

    private static boolean settled(Landing seen, Instant now, Optional<Judgement> before) {
        return Settled.settle(seen, now, before, SETTLE).settled();
    }

    private static Optional<Judgement> before(Landing landing, Instant at) {
        Scene scene = Scene.good().seen("A", landing).at(at);
        return Optional.of(scene.judgement("A"));
    }

    @Test
    void aSetIsSettledWhenItsNewestFileIsOldEnough() {
        assertThat(settled(SEEN, NEWEST.plus(SETTLE), Optional.empty())).isTrue();
        assertThat(settled(SEEN, NEWEST.plus(SETTLE).minusMillis(1), Optional.empty()))
                .isFalse();
        assertThat(settled(Landing.none(), NEWEST, Optional.empty())).isTrue();
    }

    @Test
    void orWhenItWasTheSameLongEnoughAgo() {
        Instant now = NEWEST.plusSeconds(1);
        assertThat(settled(SEEN, now, before(SEEN, now.minus(SETTLE)))).isTrue();
        assertThat(settled(SEEN, now, before(SEEN, now.minus(SETTLE).plusMillis(1))))
                .isFalse();
        assertThat(settled(SEEN, now, before(Scene.landing(1), now.minus(SETTLE))))
                .isFalse();
    }

    @Test
    void theRestOfTheLandingStays() {
        Landing settled = Settled.settle(SEEN, NEWEST, Optional.empty(), SETTLE);
        assertThat(settled).usingRecursiveComparison().ignoringFields("settled").isEqualTo(SEEN);
    }
}
