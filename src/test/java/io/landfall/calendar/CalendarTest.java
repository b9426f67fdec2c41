package io.landfall.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.landfall.model.Compression;
import io.landfall.model.Dataflow;
import io.landfall.model.Depth;
import io.landfall.model.Export;
import io.landfall.model.ExportKey;
import io.landfall.model.Reconcile;
import io.landfall.model.Schedule;
import io.landfall.model.Slot;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TimeZone;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("zones")
class CalendarTest {
    private static final Instant START = Instant.parse("2026-12-01T00:00:00Z");
    private final TimeZone zone = TimeZone.getDefault();

    @AfterEach
    void restore() {
        TimeZone.setDefault(zone);
    }

    static Schedule every(String every) {
        return new Schedule(START, Duration.parse(every), Optional.empty());
    }

    static Schedule until(String every, String end) {
        return new Schedule(START, Duration.parse(every), Optional.of(Instant.parse(end)));
    }

    static Dataflow flow(Schedule schedule, String createdAt) {
        return new Dataflow(
                "f",
                "landfall/orders",
                "enabled",
                Instant.parse(createdAt),
                schedule,
                Optional.empty(),
                "s",
                "t",
                List.of());
    }

    static Export export() {
        return new Export(
                new ExportKey("default", "prod", "orders"),
                "lake",
                List.of(),
                "aep/orders",
                Optional.empty(),
                Compression.GZIP,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                true,
                Depth.INTEGRITY,
                Reconcile.WARN,
                false,
                Duration.ofMinutes(150),
                Duration.ofHours(24),
                Map.of(),
                Optional.empty(),
                Optional.empty(),
                true);
    }

    @ParameterizedTest
    @ValueSource(strings = {"America/New_York", "Europe/Berlin", "Asia/Kathmandu", "Pacific/Auckland", "UTC"})
    void dueTimesDoNotMoveWithClockChangesLeapDaysOrMonthEnds(String id) {
        TimeZone.setDefault(TimeZone.getTimeZone(id));
        Schedule daily = new Schedule(Instant.parse("2027-12-31T02:30:00Z"), Duration.ofDays(1), Optional.empty());
        List<String> due = Calendar.slots(
                        daily, Instant.parse("2027-12-31T00:00:00Z"), Instant.parse("2028-12-31T00:00:00Z"))
                .map(Instant::toString)
                .toList();
        assertThat(due).hasSize(366).allMatch(t -> t.endsWith("T02:30:00Z"));
        assertThat(due).contains("2028-02-29T02:30:00Z", "2028-03-12T02:30:00Z", "2028-03-26T02:30:00Z");
        assertThat(due).doesNotHaveDuplicates().isSorted();
    }

    @ParameterizedTest
    @CsvSource({"PT3H, 8", "PT6H, 4", "PT9H, 3", "PT12H, 2", "PT24H, 1"})
    void slotsOfADayFromInclusiveToExclusive(String every, int count) {
        assertThat(Calendar.slots(every(every), START, START.plus(Duration.ofDays(1))))
                .hasSize(count);
        assertThat(Calendar.slots(every(every), START, START)).isEmpty();
    }

    @Test
    void nineHoursDoNotRestartAtMidnight() {
        assertThat(Calendar.slots(every("PT9H"), START, Instant.parse("2026-12-02T06:00:00Z")))
                .map(Instant::toString)
                .containsExactly(
                        "2026-12-01T00:00:00Z", "2026-12-01T09:00:00Z", "2026-12-01T18:00:00Z", "2026-12-02T03:00:00Z");
    }

    @Test
    void theEndIsExclusive() {
        Schedule schedule = until("PT3H", "2026-12-01T09:00:00Z");
        assertThat(Calendar.slots(schedule, Instant.MIN, Instant.MAX)).hasSize(3);
        assertThat(Calendar.due(schedule, Instant.parse("2026-12-01T09:00:00Z")))
                .isFalse();
        assertThat(Calendar.newestAtOrBefore(schedule, Instant.MAX)).contains(Instant.parse("2026-12-01T06:00:00Z"));
        assertThat(Calendar.next(schedule, Instant.parse("2026-12-01T06:00:00Z")))
                .isEmpty();
    }

    @Test
    void anEndAtOrBeforeTheStartLeavesNothing() {
        Schedule none = until("PT3H", START.toString());
        assertThat(Calendar.slots(none, Instant.MIN, Instant.MAX)).isEmpty();
        assertThat(Calendar.newestAtOrBefore(none, Instant.MAX)).isEmpty();
        assertThat(Calendar.nearest(none, START)).isEmpty();
    }

    @Test
    void onceIsTheStartAlone() {
        Schedule once = every("PT0S");
        assertThat(Calendar.slots(once, Instant.MIN, Instant.MAX)).containsExactly(START);
        assertThat(Calendar.newestAtOrBefore(once, START.minusNanos(1))).isEmpty();
        assertThat(Calendar.next(once, START)).isEmpty();
        assertThat(Calendar.nearest(once, START.plusSeconds(5))).containsExactly(START);
    }

    @Test
    void aNegativeGapIsRefused() {
        assertThatThrownBy(() -> Calendar.next(every("PT-3H"), START)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void spansOfAnyLengthAreLazy() {
        assertThat(Calendar.slots(every("PT3H"), Instant.MIN, Instant.MAX).limit(3))
                .hasSize(3);
        assertThat(Calendar.next(every("PT3H"), Instant.MAX)).isEmpty();
    }

    @Test
    void newestNextAndAtOrAfterAgreeForAnyTime() {
        Random random = new Random(7);
        for (String every : List.of("PT3H", "PT6H", "PT9H", "PT12H", "PT24H")) {
            Schedule schedule = until(every, "2027-03-01T01:00:00Z");
            List<Instant> all =
                    Calendar.slots(schedule, Instant.MIN, Instant.MAX).toList();
            assertThat(all).allMatch(s -> Calendar.atOrAfter(schedule, s).equals(Optional.of(s)));
            for (int i = 0; i < 2_000; i++) {
                Instant t = START.plusSeconds(random.nextInt(100 * 24 * 60) * 60L - 24 * 3600);
                assertThat(Calendar.newestAtOrBefore(schedule, t))
                        .isEqualTo(all.stream().filter(s -> !s.isAfter(t)).reduce((x, y) -> y));
                assertThat(Calendar.next(schedule, t))
                        .isEqualTo(all.stream().filter(s -> s.isAfter(t)).findFirst());
                assertThat(Calendar.due(schedule, t)).isEqualTo(all.contains(t));
            }
        }
    }

    @Test
    void theTwoNearestOfATimeThatIsNoSlot() {
        Schedule schedule = until("PT3H", "2026-12-01T10:00:00Z");
        assertThat(nearest(schedule, "2026-12-01T04:00:00Z")).containsExactly("03", "06");
        assertThat(nearest(schedule, "2026-11-01T00:00:00Z")).containsExactly("00", "03");
        assertThat(nearest(schedule, "2027-11-01T00:00:00Z")).containsExactly("06", "09");
    }

    private static List<String> nearest(Schedule schedule, String t) {
        return Calendar.nearest(schedule, Instant.parse(t)).stream()
                .map(i -> i.toString().substring(11, 13))
                .toList();
    }

    @Test
    void nothingIsDueBeforeTheDataflowExisted() {
        Dataflow late = flow(every("PT3H"), "2026-12-01T04:10:00Z");
        assertThat(Calendar.slots(late, START, Instant.parse("2026-12-01T12:00:00Z")))
                .map(t -> t.toString().substring(11, 13))
                .containsExactly("06", "09");
        Dataflow once = flow(every("PT0S"), "2026-12-01T00:00:07Z");
        assertThat(Calendar.slots(once, START, Instant.MAX)).containsExactly(START);
    }

    @Test
    void theFirstSlotOfADataflowAndOfAnAddedDatasetHasTheFirstGrace() {
        Dataflow flow = flow(every("PT3H"), "2026-12-01T04:10:00Z");
        Instant six = Instant.parse("2026-12-01T06:00:00Z");
        Instant nine = Instant.parse("2026-12-01T09:00:00Z");
        Slot first = Calendar.slot(export(), flow, six);
        assertThat(first.deadline()).isEqualTo(six.plus(Duration.ofHours(24)));
        assertThat(first.next()).isEqualTo(nine);
        assertThat(first.key()).hasToString("default/prod/orders/2026-12-01T06:00:00Z");
        assertThat(Calendar.slot(export(), flow, nine).deadline()).isEqualTo(nine.plus(Duration.ofMinutes(150)));
        assertThat(Calendar.slot(export(), flow, nine, Optional.of(Instant.parse("2026-12-01T07:00:00Z")))
                        .deadline())
                .isEqualTo(nine.plus(Duration.ofHours(24)));
        assertThat(Calendar.slot(export(), flow, nine, Optional.of(Instant.parse("2026-12-01T03:00:00Z")))
                        .deadline())
                .isEqualTo(nine.plus(Duration.ofMinutes(150)));
    }

    @Test
    void aSlotAtTheVeryCreationIsTheFirst() {
        Dataflow flow = flow(every("PT3H"), "2026-12-01T03:00:00Z");
        Instant three = Instant.parse("2026-12-01T03:00:00Z");
        assertThat(Calendar.slot(export(), flow, three).deadline()).isEqualTo(three.plus(Duration.ofHours(24)));
    }

    @Test
    void theLastSlotLastsForEver() {
        Dataflow flow = flow(until("PT3H", "2026-12-01T04:00:00Z"), "2026-11-01T00:00:00Z");
        assertThat(Calendar.slot(export(), flow, START).next()).isEqualTo(Instant.parse("2026-12-01T03:00:00Z"));
        assertThat(Calendar.slot(export(), flow, Instant.parse("2026-12-01T03:00:00Z"))
                        .next())
                .isEqualTo(Instant.MAX);
    }

    @Test
    void aOneTimeExportMadeAfterItsStartHasItsGraceFromItsCreation() {
        Dataflow flow = flow(every("PT0S"), "2026-12-03T00:00:00Z");
        Slot slot = Calendar.slot(export(), flow, START);
        assertThat(slot.deadline()).isEqualTo(Instant.parse("2026-12-04T00:00:00Z"));
        assertThat(slot.next()).isEqualTo(Instant.MAX);
    }

    @Test
    void aDeclaredExportWithoutDataflowHasTheSlotsOfItsSchedule() {
        Slot first = Calendar.slot(export(), every("PT3H"), START);
        Slot second = Calendar.slot(export(), every("PT3H"), START.plus(Duration.ofHours(3)));
        assertThat(Duration.between(first.due(), first.deadline())).isEqualTo(Duration.ofHours(24));
        assertThat(Duration.between(second.due(), second.deadline())).isEqualTo(Duration.ofMinutes(150));
    }

    @Test
    void aDataflowWithoutEndIsTakenToEndSixMonthsAfterItsCreation() {
        assertThat(Calendar.assumedEnd(flow(every("PT3H"), "2026-08-31T10:00:00Z")))
                .isEqualTo(Instant.parse("2027-02-28T10:00:00Z"));
        assertThat(Calendar.assumedEnd(flow(until("PT3H", "2027-12-01T00:00:00Z"), "2026-08-31T10:00:00Z")))
                .isEqualTo(Instant.parse("2027-12-01T00:00:00Z"));
    }
}
