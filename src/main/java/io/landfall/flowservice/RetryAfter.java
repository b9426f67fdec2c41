package io.landfall.flowservice;

import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** The header {@code Retry-After}: seconds or an HTTP date. What is meant never to end is a year. */
final class RetryAfter {

    private static final Duration LONGEST = Duration.ofDays(365);

    private RetryAfter() {}

    /** How long to wait from now; absent when the header is, or cannot be read. Never negative. */
    static Optional<Duration> parse(String header, Instant now) {
        if (header == null || header.isBlank()) {
            return Optional.empty();
        }
        String text = header.strip();
        if (text.matches("\\d+")) {
            boolean fits = text.length() < 9;
            return Optional.of(fits ? capped(Duration.ofSeconds(Long.parseLong(text))) : LONGEST);
        }
        try {
            Instant until = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            return Optional.of(until.isAfter(now) ? capped(Duration.between(now, until)) : Duration.ZERO);
        } catch (DateTimeParseException unreadable) {
            return Optional.empty();
        }
    }

    private static Duration capped(Duration wait) {
        return wait.compareTo(LONGEST) < 0 ? wait : LONGEST;
    }
}
