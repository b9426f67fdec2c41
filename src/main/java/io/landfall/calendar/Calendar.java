package io.landfall.calendar;

import io.landfall.model.Dataflow;
import io.landfall.model.Export;
import io.landfall.model.Schedule;
import io.landfall.model.Slot;
import io.landfall.model.SlotKey;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The due times of a schedule: {@code start + k × every}, before the end; of a one-time export the start alone (Flow
 * Service §8). All arithmetic is on instants, so no time zone has a say.
 */
public final class Calendar {
    private static final int ASSUMED_MONTHS = 6;

    private Calendar() {}

    /** The due times in {@code [from, to)}, in order, made as they are asked for. */
    public static Stream<Instant> slots(Schedule schedule, Instant from, Instant to) {
        return Stream.iterate(
                        atOrAfter(schedule, from),
                        due -> due.isPresent() && due.get().isBefore(to),
                        due -> next(schedule, due.get()))
                .map(Optional::get);
    }

    /** As {@link #slots(Schedule, Instant, Instant)}, without those before the dataflow existed. */
    public static Stream<Instant> slots(Dataflow dataflow, Instant from, Instant to) {
        Schedule schedule = dataflow.schedule();
        return schedule.once() || !from.isBefore(dataflow.createdAt())
                ? slots(schedule, from, to)
                : slots(schedule, dataflow.createdAt(), to);
    }

    /** The newest due time at or before {@code t}; nothing before the start. */
    public static Optional<Instant> newestAtOrBefore(Schedule schedule, Instant t) {
        if (t.isBefore(schedule.start()) || !beforeEnd(schedule, schedule.start())) {
            return Optional.empty();
        }
        if (schedule.once()) {
            return Optional.of(schedule.start());
        }
        Instant limit = schedule.end()
                .map(end -> end.minusNanos(1))
                .filter(last -> last.isBefore(t))
                .orElse(t);
        return Optional.of(
                at(schedule, Duration.between(schedule.start(), limit).dividedBy(gap(schedule))));
    }

    /** The first due time after {@code t}; nothing after the last one. */
    public static Optional<Instant> next(Schedule schedule, Instant t) {
        if (t.isBefore(schedule.start())) {
            return Optional.of(schedule.start()).filter(due -> beforeEnd(schedule, due));
        }
        if (schedule.once()) {
            return Optional.empty();
        }
        Duration gap = gap(schedule);
        Instant at = at(schedule, Duration.between(schedule.start(), t).dividedBy(gap));
        return at.getEpochSecond() >= Instant.MAX.getEpochSecond() - gap.toSeconds()
                ? Optional.empty()
                : Optional.of(at.plus(gap)).filter(due -> beforeEnd(schedule, due));
    }

    /** The first due time at or after {@code t}. */
    public static Optional<Instant> atOrAfter(Schedule schedule, Instant t) {
        return due(schedule, t) ? Optional.of(t) : next(schedule, t);
    }

    /** Whether {@code t} is a due time. */
    public static boolean due(Schedule schedule, Instant t) {
        return newestAtOrBefore(schedule, t).filter(t::equals).isPresent();
    }

    /**
     * The two due times that are nearest to a time that is none, in order: the one before and the one after it, at the
     * ends of the schedule the first or the last two. Fewer where the schedule has fewer.
     */
    public static List<Instant> nearest(Schedule schedule, Instant t) {
        Optional<Instant> before = newestAtOrBefore(schedule, t);
        Optional<Instant> after = next(schedule, t);
        Optional<Instant> further = before.isEmpty()
                ? after.flatMap(first -> next(schedule, first))
                : after.isEmpty()
                        ? before.filter(schedule.start()::isBefore)
                                .flatMap(last -> newestAtOrBefore(schedule, last.minusNanos(1)))
                        : Optional.empty();
        return Stream.of(before, after, further)
                .flatMap(Optional::stream)
                .sorted()
                .toList();
    }

    /** As {@link #slot(Export, Dataflow, Instant, Optional)}, of a dataset that the dataflow always had. */
    public static Slot slot(Export export, Dataflow dataflow, Instant due) {
        return slot(export, dataflow, due, Optional.empty());
    }

    /**
     * A due time with what it takes to judge it. The first one at or after the dataflow's creation has the export's
     * first grace, every other one its grace. A due time that the schedule knows no longer (it was changed meanwhile)
     * is answered too: with the following one as the schedule is now.
     *
     * <p>A one-time export is due even when it was created after its start; its grace then counts from the creation.
     *
     * @param datasetSince when a dataset was added to the dataflow; its first due time from then on has the first grace
     */
    public static Slot slot(Export export, Dataflow dataflow, Instant due, Optional<Instant> datasetSince) {
        return slot(export, dataflow.schedule(), dataflow.createdAt(), due, datasetSince);
    }

    /** The due time of a declared export that has no dataflow: the first of its schedule has the first grace. */
    public static Slot slot(Export export, Schedule declared, Instant due) {
        return slot(export, declared, declared.start(), due, Optional.empty());
    }

    private static Slot slot(
            Export export, Schedule schedule, Instant since, Instant due, Optional<Instant> datasetSince) {
        boolean first = schedule.once()
                || first(schedule, since, due)
                || datasetSince.filter(s -> first(schedule, s, due)).isPresent();
        Instant from = schedule.once() && since.isAfter(due) ? since : due;
        return new Slot(
                new SlotKey(export.key(), due),
                due,
                next(schedule, due).orElse(Instant.MAX),
                from.plus(first ? export.firstGrace() : export.grace()));
    }

    /**
     * When a dataflow stops: its own end, or where it tells none six months after its creation, which is what Adobe
     * documents for such (Flow Service §8). For warnings; the slots of a schedule without an end go on, so that an
     * export that has stopped is told.
     */
    public static Instant assumedEnd(Dataflow dataflow) {
        return dataflow.schedule()
                .end()
                .orElseGet(() -> dataflow.createdAt()
                        .atOffset(ZoneOffset.UTC)
                        .plusMonths(ASSUMED_MONTHS)
                        .toInstant());
    }

    private static boolean first(Schedule schedule, Instant since, Instant due) {
        return atOrAfter(schedule, since).filter(due::equals).isPresent();
    }

    private static Instant at(Schedule schedule, long k) {
        return schedule.start().plus(gap(schedule).multipliedBy(k));
    }

    private static Duration gap(Schedule schedule) {
        if (schedule.every().isNegative() || schedule.every().isZero()) {
            throw new IllegalArgumentException("a schedule has no gap of " + schedule.every());
        }
        return schedule.every();
    }

    private static boolean beforeEnd(Schedule schedule, Instant due) {
        return schedule.end().map(due::isBefore).orElse(true);
    }
}
