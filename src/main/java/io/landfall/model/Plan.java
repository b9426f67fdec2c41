package io.landfall.model;

import java.util.List;

/** What it takes to make the declared exports so; empty of changes when everything is. */
public record Plan(List<Action> actions) {

    public Plan {
        actions = List.copyOf(actions);
    }

    public long changes() {
        return actions.stream().filter(a -> a.kind().changes()).count();
    }

    public boolean conflicts() {
        return actions.stream().anyMatch(a -> a.kind() == Action.Kind.CONFLICT);
    }
}
