package io.landfall.flowservice;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Optional;

/** Times of the service: milliseconds almost everywhere, seconds in {@code scheduleParams}, and now and then the other. */
final class Times {

    /** Below it a number is seconds (5138-11-16), at or above it milliseconds (1973-03-03). */
    private static final long SECONDS_BELOW = 100_000_000_000L;

    private Times() {}

    /** Absent where there is no positive number; −1 and 0 count as absent. */
    static Optional<Instant> read(JsonNode node) {
        String text = node.isValueNode() ? node.asText() : "";
        if (!text.matches("\\d{1,18}")) {
            return Optional.empty();
        }
        long value = Long.parseLong(text);
        if (value == 0) {
            return Optional.empty();
        }
        return Optional.of(value < SECONDS_BELOW ? Instant.ofEpochSecond(value) : Instant.ofEpochMilli(value));
    }
}
