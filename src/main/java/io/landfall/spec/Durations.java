package io.landfall.spec;

import java.time.Duration;
import java.util.Optional;

/** Durations as property files and commands spell them. */
public final class Durations {
    private Durations() {}

    /** {@code 30s}, {@code 2m}, {@code 3h}, {@code 400d}; empty for anything else, and for none at all. */
    public static Optional<Duration> of(String text) {
        try {
            return Optional.of(Figures.positive(text));
        } catch (BadValue wrong) {
            return Optional.empty();
        }
    }
}
