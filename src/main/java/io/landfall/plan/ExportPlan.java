package io.landfall.plan;

import io.landfall.model.Action;
import io.landfall.model.EntityType;
import io.landfall.model.ExportKey;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is to be done for one export, in the order in which it is done.
 *
 * @param ids of the objects that make up the export, as far as they exist; of a source connection the one that the
 *     dataflow shall point to
 * @param broken why nothing of it can be done
 */
public record ExportPlan(ExportKey export, List<Todo> todos, Map<EntityType, String> ids, Optional<Broken> broken) {

    public ExportPlan {
        todos = List.copyOf(todos);
        ids = Map.copyOf(ids);
    }

    static ExportPlan broken(ExportKey export, String message) {
        return new ExportPlan(export, List.of(), Map.of(), Optional.of(Broken.of(export, message)));
    }

    /** The first thing that is to be changed; absent when everything is as declared, in conflict, or broken. */
    public Optional<Todo> next() {
        return todos.stream().filter(t -> t.action().kind().changes()).findFirst();
    }

    public List<Action> actions() {
        return todos.stream().map(Todo::action).toList();
    }
}
