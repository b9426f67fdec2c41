package io.landfall.web;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/** Times in a path, as somebody wrote them. */
final class Times {
    private Times() {}

    /** An ISO 8601 time in UTC, or nothing when it is none. */
    static Optional<Instant> instant(String text) {
        try {
            return Optional.ofNullable(text).map(Instant::parse);
        } catch (DateTimeException noTime) {
            return Optional.empty();
        }
    }
}
