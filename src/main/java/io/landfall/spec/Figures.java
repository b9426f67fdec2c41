package io.landfall.spec;

import java.text.ParseException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.quartz.CronExpression;

/** Reads numbers, durations, sizes, times and cron expressions. */
final class Figures {
    private static final Pattern DURATION = Pattern.compile("([0-9]{1,7})([smhd])");
    private static final Pattern SIZE = Pattern.compile("([0-9]{1,6}) ?(B|[KMGT]i?B)");
    private static final Map<String, Long> UNITS = Map.of(
            "B", 1L,
            "KB", 1_000L,
            "MB", 1_000_000L,
            "GB", 1_000_000_000L,
            "TB", 1_000_000_000_000L,
            "KiB", 1L << 10,
            "MiB", 1L << 20,
            "GiB", 1L << 30,
            "TiB", 1L << 40);

    private Figures() {}

    static Duration duration(String text) throws BadValue {
        Matcher m = DURATION.matcher(text);
        if (!m.matches()) {
            throw new BadValue("is not a duration, expected a whole number and one unit: 30s, 2m, 3h or 400d");
        }
        long count = Long.parseLong(m.group(1));
        return switch (m.group(2)) {
            case "s" -> Duration.ofSeconds(count);
            case "m" -> Duration.ofMinutes(count);
            case "h" -> Duration.ofHours(count);
            default -> Duration.ofDays(count);
        };
    }

    static Duration positive(String text) throws BadValue {
        Duration duration = duration(text);
        if (duration.isZero()) {
            throw new BadValue("is too short, expected more than nothing");
        }
        return duration;
    }

    /** Bytes; {@code GB} is 1000³, {@code GiB} 1024³. */
    static long size(String text) throws BadValue {
        Matcher m = SIZE.matcher(text);
        if (!m.matches()) {
            throw new BadValue("is not a size, expected a whole number and a unit: 500MB, 20GB, 20GiB or 1TB");
        }
        return Long.parseLong(m.group(1)) * UNITS.get(m.group(2));
    }

    static int number(String text, int least, int most) throws BadValue {
        if (text.matches("[0-9]{1,9}")) {
            int number = Integer.parseInt(text);
            if (number >= least && number <= most) {
                return number;
            }
        }
        throw new BadValue("is not possible, expected a whole number from " + least + " to " + most);
    }

    /** Flow Service keeps schedule times in whole seconds (Flow Service §8). */
    static Instant time(String text) throws BadValue {
        try {
            Instant time = OffsetDateTime.parse(text).toInstant();
            if (time.getNano() != 0) {
                throw new BadValue("has a fraction of a second, expected whole seconds");
            }
            return time;
        } catch (DateTimeException e) {
            throw new BadValue("is not a time, expected ISO 8601 with its zone, such as 2026-12-01T00:00:00Z");
        }
    }

    static String cron(String text) throws BadValue {
        try {
            CronExpression.validateExpression(text);
            return text;
        } catch (ParseException e) {
            throw new BadValue("is not a Quartz cron expression, expected seconds minutes hours day month weekday,"
                    + " such as 0/30 * * * * ?");
        }
    }
}
