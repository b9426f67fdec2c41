package io.landfall.runtime;

import io.landfall.flowservice.FlowServiceRequest;
import io.landfall.plan.Observed;
import java.time.Instant;
import java.util.List;

/**
 * A look at a sandbox, list by list.
 *
 * @param lists still to be read
 * @param at when it began; what happened later may not be in it
 */
public record ProvisioningLook(ProvisioningScope scope, List<FlowServiceRequest> lists, Observed observed, Instant at) {

    public ProvisioningLook {
        lists = List.copyOf(lists);
    }

    public boolean more() {
        return !lists.isEmpty();
    }

    /** The list to read now. */
    public FlowServiceRequest next() {
        return lists.get(0);
    }

    @Override
    public String toString() {
        return scope.platform().name() + "/" + scope.sandbox() + ", " + lists.size() + " lists to read";
    }
}
