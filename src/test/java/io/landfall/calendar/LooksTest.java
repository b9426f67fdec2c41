package io.landfall.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import io.landfall.model.ExportKey;
import io.landfall.model.Slot;
import io.landfall.model.SlotKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("zones")
class LooksTest {
    private static final Instant DUE = Instant.parse("2026-12-01T03:00:00Z");
    private static final Slot SLOT = new Slot(
            new SlotKey(new ExportKey("default", "prod", "orders"), DUE),
            DUE,
            Instant.MAX,
            DUE.plus(Duration.ofMinutes(150)));
    private static final Duration POLL = Duration.ofSeconds(30);

    @ParameterizedTest(name = "{0} after the slot: again after {1}")
    @CsvSource({
        "PT0S, PT30S", // never less than a poll
        "PT1M, PT30S",
        "PT8M, PT1M", // an eighth
        "PT80M, PT10M",
        "PT149M30S, PT30S", // right at the deadline, not behind it
        "PT149M59S, PT1S",
        "PT150M, PT18M45S", // after it an eighth again
        "PT4H, PT30M",
        "PT240H, PT30M" // never more than thirty minutes
    })
    void theGapIsAnEighthOfTheTimeSinceTheSlot(Duration since, Duration gap) {
        Instant now = DUE.plus(since);
        assertThat(Looks.next(SLOT, now, POLL)).isEqualTo(now.plus(gap));
    }

    @Test
    void aSlotIsFirstLookedAtWhenItIsDue() {
        assertThat(Looks.next(SLOT, DUE.minusSeconds(900), POLL)).isEqualTo(DUE);
    }

    @Test
    void aRarePollWins() {
        assertThat(Looks.next(SLOT, DUE.plus(Duration.ofHours(9)), Duration.ofHours(1)))
                .isEqualTo(DUE.plus(Duration.ofHours(10)));
    }

    @Test
    void aDayOfLooksIsFewHitsTheDeadlineAndEndsNever() {
        List<Instant> looks = new ArrayList<>();
        for (Instant t = DUE; t.isBefore(DUE.plus(Duration.ofDays(1))); t = Looks.next(SLOT, t, POLL)) {
            looks.add(t);
        }
        assertThat(looks).contains(SLOT.deadline()).doesNotHaveDuplicates().isSorted();
        assertThat(looks).hasSizeLessThan(90);
    }
}
