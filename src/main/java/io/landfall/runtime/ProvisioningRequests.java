package io.landfall.runtime;

import com.fasterxml.jackson.databind.JsonNode;
import io.landfall.flowservice.FlowServiceRequest;
import io.landfall.model.EntityType;
import io.landfall.model.FlowObject;
import io.landfall.plan.Todo;
import java.util.Optional;

/** The calls of a turn (Flow Service §4, §6 and §8). */
final class ProvisioningRequests {

    private ProvisioningRequests() {}

    /**
     * Carries out one line of a plan.
     *
     * @param body null where there is none
     */
    static FlowServiceRequest change(ProvisioningScope scope, Todo todo, JsonNode body, String purpose) {
        EntityType type = todo.action().entity();
        Optional<String> id = todo.object().map(FlowObject::id);
        return switch (todo.action().kind()) {
            case CREATE, REPLACE ->
                FlowServiceRequest.post(scope.platform(), scope.sandbox(), type.path(), body, purpose);
            case UPDATE, ADOPT ->
                FlowServiceRequest.patch(
                        scope.platform(),
                        scope.sandbox(),
                        ProvisioningBodies.path(type, id),
                        body,
                        todo.object().orElseThrow().etag(),
                        purpose);
            case ENABLE, DISABLE ->
                FlowServiceRequest.post(
                                scope.platform(),
                                scope.sandbox(),
                                ProvisioningBodies.path(type, id) + "/action",
                                null,
                                purpose)
                        .with("op", todo.action().kind().key());
            case NO_OP, CONFLICT -> throw new IllegalStateException("nothing to carry out");
        };
    }

    /** Reads one object by its id. */
    static FlowServiceRequest read(ProvisioningScope scope, EntityType type, String id) {
        return FlowServiceRequest.get(
                scope.platform(),
                scope.sandbox(),
                ProvisioningBodies.path(type, Optional.of(id)),
                "read " + type.key() + " " + id);
    }

    /** Reads what the service asks of a type of connection. */
    static FlowServiceRequest specify(ProvisioningScope scope, String spec) {
        return FlowServiceRequest.get(
                scope.platform(), scope.sandbox(), "connectionSpecs/" + spec, "read connection spec " + spec);
    }
}
