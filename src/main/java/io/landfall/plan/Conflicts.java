package io.landfall.plan;

import io.landfall.model.Action;
import io.landfall.model.Action.Kind;
import io.landfall.model.EntityType;
import io.landfall.model.FlowObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What stands in the way of an export: objects of somebody else, and changes that Flow Service does not offer. */
final class Conflicts {

    private final Declared declared;
    private final Observed observed;
    private final Lookup lookup;
    private final List<Todo> found = new ArrayList<>();

    Conflicts(Declared declared, Observed observed, Lookup lookup) {
        this.declared = declared;
        this.observed = observed;
        this.lookup = lookup;
    }

    List<Todo> found() {
        boolean adopted = declared.export().flowId().isPresent();
        foreign(EntityType.FLOW, lookup.flow());
        foreign(EntityType.TARGET_CONNECTION, lookup.target());
        if (lookup.target().isEmpty()) {
            foreign(EntityType.BASE_CONNECTION, lookup.base());
        }
        foreign(EntityType.SOURCE_CONNECTION, lookup.source().or(lookup::fittingSource));
        lookup.target().ifPresent(target -> {
            otherType(target);
            if (!adopted) {
                otherBase(target);
            }
        });
        lookup.flow().ifPresent(this::otherType);
        return found;
    }

    /** Somebody else's object of our name, while there is none of ours. */
    private void foreign(EntityType type, Optional<FlowObject> ours) {
        Optional<Wanted> wanted = declared.wanted(type);
        if (ours.isPresent() || wanted.isEmpty() || hasOurs(type, wanted.get())) {
            return;
        }
        observed.unmarked(type, wanted.get().name()).stream()
                .findFirst()
                .ifPresent(
                        other -> conflict(
                                other,
                                "An object with the name " + wanted.get().name()
                                        + " and without Landfall's mark is somebody else's: rename it, or choose another name."));
    }

    private boolean hasOurs(EntityType type, Wanted wanted) {
        return !observed.marked(type, wanted.owner()).isEmpty();
    }

    private void otherType(FlowObject object) {
        declared.wanted(object.type())
                .filter(w -> !w.specId().isEmpty() && !w.specId().equals(object.specId()))
                .ifPresent(w -> conflict(
                        object,
                        "It exports to another type of storage than is declared, which cannot be changed: give the"
                                + " export another name, or delete the dataflow."));
    }

    private void otherBase(FlowObject target) {
        Optional<Wanted> wanted = declared.wanted(EntityType.BASE_CONNECTION);
        boolean fits = lookup.base()
                .filter(b -> wanted.filter(w -> lookup.marked(b, w) || w.name().equals(b.name()))
                        .isPresent())
                .isPresent();
        if (wanted.isPresent() && !fits) {
            conflict(
                    target,
                    "It writes through base connection " + target.baseId().orElse("(none)") + ", which is not "
                            + wanted.get().name() + "; this cannot be changed: give the export another name.");
        }
    }

    private void conflict(FlowObject object, String reason) {
        Action action = new Action(
                declared.export().key(), object.type(), Kind.CONFLICT, Optional.of(object.id()), reason, List.of());
        found.add(new Todo(action, Optional.of(object), List.of()));
    }
}
