package io.landfall.alert;

import io.landfall.model.Incident;
import java.util.List;

/**
 * A condition that holds now.
 *
 * @param details what is so, one sentence each, in the order of their weight
 * @param degree how bad it is: people are told again when it rises
 */
public record Raised(List<String> details, int degree) {
    /** The name of the evidence that keeps it. */
    static final String DEGREE = "degree";

    public Raised {
        details = List.copyOf(details);
    }

    public static Raised of(String detail) {
        return new Raised(List.of(detail), 1);
    }

    /** As bad as there are details. */
    public static Raised each(List<String> details) {
        return new Raised(details, details.size());
    }

    /** Whether it is worse than when the incident was last written. */
    boolean worseThan(Incident incident) {
        return degree > Integer.parseInt(incident.evidence().getOrDefault(DEGREE, "1"));
    }
}
