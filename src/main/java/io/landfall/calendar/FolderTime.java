package io.landfall.calendar;

import io.landfall.model.Slot;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * The time in a folder's name, UTC, as exact as it was written.
 *
 * @param at the time
 * @param exact minutes for a name of 12 digits, seconds for one of 14 (Flow Service §10: both occur)
 */
public record FolderTime(Instant at, ChronoUnit exact) {
    private static final String PREFIX = "exportTime=";

    /** Reads {@code exportTime=YYYYMMDDHHMM[SS]}; a slash at the end is allowed. Anything else is no folder time. */
    public static Optional<FolderTime> parse(String segment) {
        String name = segment.endsWith("/") ? segment.substring(0, segment.length() - 1) : segment;
        return name.startsWith(PREFIX) ? ofDigits(name.substring(PREFIX.length())) : Optional.empty();
    }

    /** Reads 12 or 14 digits that are a time. */
    public static Optional<FolderTime> ofDigits(String digits) {
        int length = digits.length();
        if ((length != 12 && length != 14) || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return Optional.empty();
        }
        try {
            LocalDateTime time = LocalDateTime.of(
                    part(digits, 0, 4),
                    part(digits, 4, 6),
                    part(digits, 6, 8),
                    part(digits, 8, 10),
                    part(digits, 10, 12),
                    length == 14 ? part(digits, 12, 14) : 0);
            return Optional.of(new FolderTime(
                    time.toInstant(ZoneOffset.UTC), length == 14 ? ChronoUnit.SECONDS : ChronoUnit.MINUTES));
        } catch (DateTimeException noSuchTime) {
            return Optional.empty();
        }
    }

    /** Whether the folder belongs to the slot: its time lies in {@code [due, next)}, compared as exactly as it is written. */
    public boolean in(Slot slot) {
        return atOrAfter(slot.due())
                && (slot.next().equals(Instant.MAX) || at.isBefore(slot.next().truncatedTo(exact)));
    }

    /** Whether it is not before {@code t}, which is cut to the exactness of the name. */
    public boolean atOrAfter(Instant t) {
        return !at.isBefore(t.truncatedTo(exact));
    }

    private static int part(String digits, int from, int to) {
        return Integer.parseInt(digits, from, to, 10);
    }
}
