package io.landfall.plan;

import io.landfall.model.Action;
import io.landfall.model.Action.Kind;
import io.landfall.model.EntityType;
import io.landfall.model.Export;
import io.landfall.model.FlowObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Objects with our mark that nothing uses: reported, never deleted. */
final class Orphans {

    private static final String WHY = "An orphan: it bears our mark and the dataflow does not use it.";

    private Orphans() {}

    /** @param used what the plan of the export is about */
    static List<Todo> of(Export export, Observed observed, List<Todo> used) {
        List<Todo> orphans = new ArrayList<>();
        for (EntityType type : EntityType.values()) {
            String owner = type == EntityType.BASE_CONNECTION ? export.storage() : export.name();
            for (FlowObject other : observed.marked(type, owner)) {
                Optional<String> id = Optional.of(other.id());
                if (used.stream().noneMatch(t -> t.action().id().equals(id)) && !writtenThrough(other, observed)) {
                    Action action = new Action(export.key(), type, Kind.NO_OP, id, WHY, List.of());
                    orphans.add(new Todo(action, Optional.of(other), List.of()));
                }
            }
        }
        return orphans;
    }

    /** A storage has more than one base connection when dataflows with their own were adopted. */
    private static boolean writtenThrough(FlowObject base, Observed observed) {
        return observed.objects().stream()
                .anyMatch(o -> o.baseId().filter(base.id()::equals).isPresent());
    }
}
