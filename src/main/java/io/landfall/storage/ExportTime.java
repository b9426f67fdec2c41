package io.landfall.storage;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/**
 * The time in a folder's name, UTC, as exact as it is written there.
 *
 * @param at its beginning
 * @param exact from years to seconds; the default layout writes minutes or seconds (Flow Service §10)
 */
record ExportTime(Instant at, ChronoUnit exact) {

    /**
     * Whether a folder of this time belongs to {@code [due, next)}. Times of minutes and seconds belong to one slot; a
     * coarser one belongs to each slot that it touches, and the times of the files have to tell them apart.
     */
    boolean in(Instant due, Instant next) {
        if (coarse()) {
            return touches(due, next);
        }
        return atOrAfter(due) && (next.equals(Instant.MAX) || at.isBefore(floor(next, exact)));
    }

    /** Whether some moment of it lies in {@code [due, next)}. */
    boolean touches(Instant due, Instant next) {
        return at.isBefore(next) && plusOne(at, exact).isAfter(due);
    }

    /** Whether it is not before {@code t}, which is cut to the exactness of the name. */
    boolean atOrAfter(Instant t) {
        return !at.isBefore(floor(t, exact));
    }

    boolean coarse() {
        return exact.compareTo(ChronoUnit.MINUTES) > 0;
    }

    static Instant floor(Instant t, ChronoUnit unit) {
        LocalDateTime utc = LocalDateTime.ofInstant(t, ZoneOffset.UTC);
        LocalDateTime cut =
                switch (unit) {
                    case YEARS -> utc.withDayOfYear(1).truncatedTo(ChronoUnit.DAYS);
                    case MONTHS -> utc.withDayOfMonth(1).truncatedTo(ChronoUnit.DAYS);
                    default -> utc.truncatedTo(unit);
                };
        return cut.toInstant(ZoneOffset.UTC);
    }

    /** The smallest multiple of the unit that is not before {@code t}. */
    static Instant ceiling(Instant t, ChronoUnit unit) {
        Instant floor = floor(t, unit);
        return floor.equals(t) ? t : plusOne(floor, unit);
    }

    private static Instant plusOne(Instant t, ChronoUnit unit) {
        return LocalDateTime.ofInstant(t, ZoneOffset.UTC).plus(1, unit).toInstant(ZoneOffset.UTC);
    }
}
