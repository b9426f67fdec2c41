package io.landfall.plan;

import io.landfall.model.Action;
import io.landfall.model.FlowObject;
import java.util.List;
import java.util.Optional;

/**
 * A line of a plan with what it takes to carry it out.
 *
 * @param object what exists already
 * @param paths what a PATCH replaces, such as {@code /scheduleParams}, in order; one PATCH for all of them
 */
public record Todo(Action action, Optional<FlowObject> object, List<String> paths) {

    public Todo {
        paths = List.copyOf(paths);
    }

    /** Whether it is a PATCH, which needs the object's current etag. */
    public boolean patches() {
        return switch (action.kind()) {
            case UPDATE, ADOPT -> true;
            case CREATE, REPLACE, ENABLE, DISABLE, NO_OP, CONFLICT -> false;
        };
    }
}
