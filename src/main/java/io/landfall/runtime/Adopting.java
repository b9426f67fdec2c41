package io.landfall.runtime;

import io.landfall.flowservice.FlowServiceFailure;
import io.landfall.model.Config;
import io.landfall.plan.Observed;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The search for a dataflow in every sandbox that the property files name.
 *
 * @param sandboxes that were looked at, {@code platform/sandbox}
 * @param barred of the others, why not
 */
public record Adopting(Adoption.Found found, List<String> sandboxes, List<FlowServiceFailure> barred) {

    /** Looks in one after the other until it is found. */
    static Adopting search(String flowId, Config config, Engine engine) {
        List<String> sandboxes = new ArrayList<>();
        List<FlowServiceFailure> barred = new ArrayList<>();
        for (ProvisioningScope scope : Eligible.scopes(config)) {
            try {
                Observed observed = engine.ask(
                        "observe",
                        new ProvisioningScope(scope.platform(), scope.sandbox(), List.of(), false),
                        Observed.class);
                sandboxes.add(scope.platform().name() + "/" + scope.sandbox());
                Adoption.Found found = Adoption.find(flowId, scope, observed, config);
                if (!found.nowhere()) {
                    return new Adopting(found, sandboxes, barred);
                }
            } catch (FlowServiceFailure failure) {
                barred.add(failure);
            }
        }
        return new Adopting(Adoption.Found.nothing(), sandboxes, barred);
    }

    /** Why nothing can be adopted, for a person. */
    public String why() {
        return found.refusal()
                .orElseGet(() -> sandboxes.isEmpty()
                        ? "no sandbox could be looked at"
                        : "it is not in "
                                + sandboxes.stream().map(s -> "sandbox " + s).collect(Collectors.joining(" nor in ")));
    }
}
