package io.landfall.runtime;

import io.landfall.model.Action;
import io.landfall.plan.Broken;
import java.util.List;

/**
 * What an apply did.
 *
 * @param carriedOut in this order, with the ids of what was made
 * @param left what is as declared ({@code no-op}), in conflict, or not carried out by {@code run} ({@code enable})
 * @param broken exports that could not be brought to what is declared, and why
 */
public record ProvisioningResult(List<Action> carriedOut, List<Action> left, List<Broken> broken) {

    public ProvisioningResult {
        carriedOut = List.copyOf(carriedOut);
        left = List.copyOf(left);
        broken = List.copyOf(broken);
    }

    static ProvisioningResult nothing() {
        return new ProvisioningResult(List.of(), List.of(), List.of());
    }

    /** Whether everything declared is so. */
    public boolean complete() {
        return broken.isEmpty() && left.stream().allMatch(a -> a.kind() == Action.Kind.NO_OP);
    }
}
