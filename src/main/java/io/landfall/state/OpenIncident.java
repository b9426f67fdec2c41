package io.landfall.state;

import io.landfall.model.Incident;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * An incident that is open, and who was told of it.
 *
 * @param told by channel; without those whose message was dropped
 */
public record OpenIncident(Incident incident, Map<String, Told> told) {

    public OpenIncident {
        told = Map.copyOf(told);
    }

    /**
     * What a channel was told.
     *
     * @param last when the last message of any kind was written down
     * @param worsened when the last one of that kind was
     */
    public record Told(Instant last, Optional<Instant> worsened) {}
}
