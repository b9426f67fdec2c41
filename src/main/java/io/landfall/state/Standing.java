package io.landfall.state;

import java.util.List;
import java.util.Set;

/**
 * The incidents that a decision has to know.
 *
 * @param open those of the export, and the grouped causes of its sandbox
 * @param closed slots ({@code platform/sandbox/export/dataset/slot}) told in an incident that was superseded or withdrawn
 */
public record Standing(List<OpenIncident> open, Set<String> closed) {

    public Standing {
        open = List.copyOf(open);
        closed = Set.copyOf(closed);
    }

    public static Standing empty() {
        return new Standing(List.of(), Set.of());
    }
}
