package io.landfall.state;

import io.landfall.model.Silence;
import java.util.List;
import java.util.Set;

/**
 * The incidents that a decision has to know.
 *
 * @param open those of the export, and the grouped causes of its sandbox
 * @param closed slots ({@code platform/sandbox/export/dataset/slot}) told in an incident that was superseded or withdrawn
 * @param silences those that have a say in what is said now
 */
public record Standing(List<OpenIncident> open, Set<String> closed, List<Silence> silences) {

    public Standing {
        open = List.copyOf(open);
        closed = Set.copyOf(closed);
        silences = List.copyOf(silences);
    }

    /** Where nothing is silenced. */
    public Standing(List<OpenIncident> open, Set<String> closed) {
        this(open, closed, List.of());
    }

    public static Standing empty() {
        return new Standing(List.of(), Set.of());
    }
}
