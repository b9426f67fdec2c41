package io.landfall.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import io.landfall.model.Run;
import io.landfall.model.RunState;
import io.landfall.model.Schedule;
import io.landfall.model.Slot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("zones")
class RunsTest {
    private static final Schedule SCHEDULE = CalendarTest.until("PT3H", "2026-12-01T09:00:00Z");
    private static final Slot SLOT = Calendar.slot(
            CalendarTest.export(),
            CalendarTest.flow(SCHEDULE, "2026-11-01T00:00:00Z"),
            Instant.parse("2026-12-01T03:00:00Z"));

    static Run run(String id, RunState state, String began, Long records) {
        Instant at = Instant.parse("2026-12-01T" + began + "Z");
        return new Run(
                id,
                "f",
                state,
                state.name(),
                at,
                at,
                Optional.of(at),
                Optional.empty(),
                Optional.ofNullable(records),
                Optional.empty(),
                Map.of(),
                Optional.empty(),
                Optional.empty(),
                List.of());
    }

    @ParameterizedTest
    @CsvSource({
        "02:54:59, 00:00:00",
        "02:55:00, 03:00:00", // five minutes early
        "03:00:00, 03:00:00",
        "05:54:59, 03:00:00",
        "05:55:00, 06:00:00",
        "23:00:00, 06:00:00" // after the last slot
    })
    void aRunBelongsToTheNewestSlotAtOrBeforeItsBeginning(String began, String due) {
        Run run = run("r", RunState.SUCCEEDED, began, 1L);
        assertThat(Runs.slotOf(SCHEDULE, run)).contains(Instant.parse("2026-12-01T" + due + "Z"));
        assertThat(Runs.ofSlot(SLOT, List.of(run)).isEmpty()).isEqualTo(!due.equals("03:00:00"));
    }

    @Test
    void aRunBeforeTheScheduleBelongsToNoSlot() {
        Run early = run("r", RunState.SUCCEEDED, "00:00:00", 1L);
        Schedule later = new Schedule(Instant.parse("2026-12-02T00:00:00Z"), SCHEDULE.every(), Optional.empty());
        assertThat(Runs.slotOf(later, early)).isEmpty();
    }

    @Test
    void theManifestsTimeOverrules() {
        Run late = run("r", RunState.SUCCEEDED, "06:10:00", 1L);
        assertThat(Runs.slotOf(SCHEDULE, late, Optional.of(Instant.parse("2026-12-01T03:00:00Z"))))
                .contains(Instant.parse("2026-12-01T03:00:00Z"));
    }

    @Test
    void aQueuedRunCountsFromItsCreation() {
        Run queued = run("r", RunState.UNFINISHED, "03:20:00", null);
        Run unstarted = new Run(
                "q",
                "f",
                RunState.UNFINISHED,
                "queued",
                queued.createdAt(),
                queued.updatedAt(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                Optional.empty(),
                Optional.empty(),
                List.of());
        assertThat(Runs.ofSlot(SLOT, List.of(unstarted))).containsExactly(unstarted);
    }

    @Test
    void theBestRunIsTheSameInAnyOrder() {
        List<Run> worstFirst = List.of(
                run("a", RunState.FAILED, "03:01:00", null),
                run("b", RunState.FAILED, "03:02:00", null),
                run("c", RunState.UNKNOWN, "03:01:00", null),
                run("d", RunState.UNFINISHED, "03:03:00", null),
                run("e", RunState.PARTIAL, "03:01:00", 5L),
                run("f", RunState.SUCCEEDED, "03:09:00", 0L),
                run("g", RunState.SUCCEEDED, "03:01:00", 5L),
                run("h", RunState.SUCCEEDED, "03:02:00", null),
                run("i", RunState.SUCCEEDED, "03:02:00", 5L));
        Random random = new Random(3);
        for (int n = 1; n <= worstFirst.size(); n++) {
            List<Run> some = new ArrayList<>(worstFirst.subList(0, n));
            Collections.shuffle(some, random);
            assertThat(Runs.best(some)).contains(worstFirst.get(n - 1));
            assertThat(Runs.ofSlot(SLOT, some).get(0)).isEqualTo(worstFirst.get(n - 1));
        }
        assertThat(Runs.best(List.of())).isEmpty();
    }
}
