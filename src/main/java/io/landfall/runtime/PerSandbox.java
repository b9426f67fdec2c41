package io.landfall.runtime;

import io.landfall.flowservice.FlowServiceFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * What was brought from each sandbox in turn: one whose platform cannot be asked does not keep the others from it.
 *
 * @param brought in the order of the sandboxes
 * @param barred of the others, why not
 */
public record PerSandbox<T>(List<T> brought, List<FlowServiceFailure> barred) {

    /**
     * @param ask throws {@link FlowServiceFailure} where the platform cannot be asked
     * @throws FlowServiceFailure the first, when no sandbox could be asked
     */
    static <T> PerSandbox<T> of(List<String> scopes, Function<String, T> ask) {
        List<T> brought = new ArrayList<>();
        List<FlowServiceFailure> barred = new ArrayList<>();
        for (String scope : scopes) {
            try {
                brought.add(ask.apply(scope));
            } catch (FlowServiceFailure failure) {
                barred.add(failure);
            }
        }
        if (brought.isEmpty() && !barred.isEmpty()) {
            throw barred.get(0);
        }
        return new PerSandbox<>(List.copyOf(brought), List.copyOf(barred));
    }
}
