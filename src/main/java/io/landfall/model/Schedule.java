package io.landfall.model;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * When an export is due: declared, or as the dataflow's {@code scheduleParams} report it (Flow Service §8).
 *
 * @param every the gap between two due times; {@link Duration#ZERO} for a one-time export
 * @param end exclusive; where Adobe sees none, the export stops six months after its creation
 */
public record Schedule(Instant start, Duration every, Optional<Instant> end) {

    public boolean once() {
        return every.isZero();
    }
}
