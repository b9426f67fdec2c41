package io.landfall.flowservice;

import static io.landfall.flowservice.Requests.GET;
import static io.landfall.flowservice.Requests.PLATFORM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.landfall.TestClock;
import io.landfall.flowservice.FlowServiceFailure.Facts;
import io.landfall.flowservice.FlowServiceFailure.NotSent;
import io.landfall.model.Trouble;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GatesTest {

    private static final Facts FACTS =
            new Facts("default", "list", 429, "429050", "Too many (asks to wait 90 s)", Trouble.Kind.LIMITED, "wait");

    private final TestClock clock = new TestClock(Instant.parse("2026-12-01T00:00:00Z"));
    private final Gates gates = Gates.ofCommand(clock);

    private Duration close(Integer seconds) {
        return gates.close(FACTS, Optional.ofNullable(seconds).map(Duration::ofSeconds));
    }

    @Test
    void isOpenUntilItIsClosed() {
        assertThat(gates.pause(GET)).isZero();
        assertThat(gates.closed("default")).isEmpty();
        close(5);
        assertThat(gates.pause(GET)).isEqualTo(5_001);
        assertThat(gates.closed("default"))
                .hasValueSatisfying(c -> assertThat(c.until()).isEqualTo(clock.now.plusSeconds(5)));
        clock.after(Duration.ofSeconds(5));
        assertThat(gates.pause(GET)).isZero();
    }

    @Test
    void isOneForEachOrganisation() {
        close(5);
        assertThat(gates.closed("eu")).isEmpty();
    }

    @Test
    void aCommandWaitsForAMinuteAtMost() {
        close(60);
        assertThat(gates.pause(GET)).isEqualTo(60_001);
        close(90);
        assertThatThrownBy(() -> gates.pause(GET))
                .isInstanceOf(NotSent.class)
                .hasMessage(
                        "platform default: list the flows: HTTP 429 429050: Too many (asks to wait 90 s), so nothing"
                                + " is asked before 2026-12-01T00:01:30Z");
        clock.after(Duration.ofSeconds(30));
        assertThat(gates.pause(GET)).isEqualTo(60_001);
    }

    @Test
    void whatRunsWaitsForNothing() {
        Gates running = Gates.ofRun(clock);
        running.close(FACTS, Optional.of(Duration.ofSeconds(1)));
        assertThatThrownBy(() -> running.pause(GET)).isInstanceOf(NotSent.class);
        clock.after(Duration.ofSeconds(1));
        assertThat(running.pause(GET)).isZero();
    }

    @Test
    void whatIsAskedForWithoutEndIsCappedAtAnHour() {
        assertThat(close(999_999_999)).isEqualTo(Duration.ofHours(1));
    }

    @Test
    void withoutBeingToldItClosesForLongerEachTimeUntilAnAnswerShowsThatTheLimitIsOver() {
        for (int seconds : new int[] {1, 2, 4, 8, 16, 32, 60, 60}) {
            assertThat(close(null)).isEqualTo(Duration.ofSeconds(seconds));
            clock.after(Duration.ofSeconds(seconds));
        }
        gates.admitted(PLATFORM);
        assertThat(close(null)).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void manyCallsThatAreLimitedAtOnceCountAsOne() {
        close(null);
        assertThat(close(null)).isEqualTo(Duration.ofSeconds(1));
        clock.after(Duration.ofSeconds(1));
        assertThat(close(null)).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void aShorterLimitDoesNotOpenItEarlierAndNeitherDoesAnAnswerThatWasUnderWay() {
        close(50);
        assertThat(close(5)).isEqualTo(Duration.ofSeconds(50));
        gates.admitted(PLATFORM);
        assertThat(gates.closed("default")).isPresent();
    }

    @Test
    void itIsKnownSinceWhenItHasBeenLimited() {
        Instant first = clock.now;
        close(5);
        clock.after(Duration.ofSeconds(6));
        close(5);
        assertThat(gates.closed("default"))
                .hasValueSatisfying(c -> assertThat(c.since()).isEqualTo(first));
        clock.after(Duration.ofSeconds(6));
        gates.admitted(PLATFORM);
        close(5);
        assertThat(gates.closed("default"))
                .hasValueSatisfying(c -> assertThat(c.since()).isEqualTo(clock.now));
    }
}
