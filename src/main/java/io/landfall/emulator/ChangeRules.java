package io.landfall.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** When the service says no to a change (Flow Service §3, §4). */
final class ChangeRules {

    private ChangeRules() {}

    /** @throws Refusal without the present etag in {@code If-Match}, and in a state that allows no change */
    static void mayBePatched(Entity entity, String ifMatch, String state) {
        if (ifMatch == null || ifMatch.isBlank()) {
            throw new Refusal(Reply.coded(
                    "1403-400",
                    "The header 'If-Match' is missing in the request. Please provide the header and try again."));
        }
        if (!ifMatch.equals(entity.etag())) {
            throw new Refusal(Reply.error(
                    412,
                    "Supplied version=[" + ifMatch + "] does not match the current version on entity=[" + entity.etag()
                            + "]"));
        }
        if (!List.of("enabled", "disabled", "initializing").contains(state)) {
            throw new Refusal(Reply.coded("1416-400", "An update is not possible in the state " + state + "."));
        }
    }

    /**
     * The state that an action leads to.
     *
     * @param op in lower case
     * @throws Refusal for an unknown one, and while the entity is not ready for any
     */
    static String stateAfter(String op, boolean unready) {
        if (unready || !List.of("enable", "disable").contains(op)) {
            throw new Refusal(Reply.coded("1422-400", "The action is not applicable: " + op));
        }
        return op + "d";
    }

    /** @throws Refusal while this dataflow uses the connection */
    static void mayBeDeleted(EntityKind kind, String entityId, ObjectNode flow) {
        if (!flow.path("inheritedAttributes").toString().contains(entityId)) {
            return;
        }
        String code = kind == EntityKind.BASE_CONNECTION ? "1418-400" : "1447-400";
        throw new Refusal(Reply.coded(
                code,
                "The connection with the ID " + entityId + " cannot be deleted because it is being used in one or more"
                        + " flows. Please ensure that corresponding flows are deleted first."));
    }
}
