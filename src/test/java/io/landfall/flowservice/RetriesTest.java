package io.landfall.flowservice;

import static org.assertj.core.api.Assertions.assertThat;

import io.landfall.flowservice.FlowServiceFailure.Denied;
import io.landfall.flowservice.FlowServiceFailure.Facts;
import io.landfall.flowservice.FlowServiceFailure.Transient;
import io.landfall.model.Trouble;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetriesTest {

    private static final Facts FACTS = new Facts("default", "list", 503, "", "m", Trouble.Kind.UNREACHABLE, "r");
    private final Retries retries =
            new Retries(4, Duration.ofMillis(100), Duration.ofSeconds(1), Duration.ofSeconds(60));

    private static Transient asking(Duration wait) {
        return new Transient(FACTS, Optional.ofNullable(wait));
    }

    @ParameterizedTest
    @CsvSource({"0, 0.0, 0", "0, 0.5, 50", "1, 0.5, 100", "2, 0.5, 200", "9, 0.5, 500", "63, 0.999, 999"})
    void waitsLongerEachTimeWithFullJitter(int repeated, double random, long millis) {
        assertThat(retries.wait(asking(null), repeated, random)).isEqualTo(Duration.ofMillis(millis));
    }

    @Test
    void neverComesBackBeforeItWasAskedTo() {
        assertThat(retries.wait(asking(Duration.ofSeconds(7)), 0, 0.0)).isEqualTo(Duration.ofSeconds(7));
        assertThat(retries.wait(asking(Duration.ofSeconds(7)), 0, 0.5)).isEqualTo(Duration.ofMillis(7_050));
    }

    @Test
    void doesNotWaitForAnotherToken() {
        assertThat(retries.wait(new Transient(FACTS), 3, 0.9)).isZero();
    }

    @Test
    void stopsAfterItsAttemptsAndForWhatIsFinal() {
        assertThat(retries.again(asking(null), null)).isTrue();
        assertThat(retries.again(new RuntimeException(asking(null)), 3)).isTrue();
        assertThat(retries.again(asking(null), 4)).isFalse();
        assertThat(retries.again(new Denied(FACTS), null)).isFalse();
        assertThat(retries.again(new IllegalStateException(), null)).isFalse();
    }

    @Test
    void followsRetryAfterUpToItsPatience() {
        assertThat(retries.again(asking(Duration.ofSeconds(60)), null)).isTrue();
        assertThat(retries.again(asking(Duration.ofSeconds(61)), null)).isFalse();
    }
}
