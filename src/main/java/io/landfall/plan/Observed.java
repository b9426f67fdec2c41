package io.landfall.plan;

import io.landfall.model.Dataset;
import io.landfall.model.EntityType;
import io.landfall.model.FlowObject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * All objects of one sandbox, as the lists told them.
 *
 * @param eligible the datasets that can be exported
 */
public record Observed(List<FlowObject> objects, List<Dataset> eligible) {

    public Observed {
        objects = List.copyOf(objects);
        eligible = List.copyOf(eligible);
    }

    public Optional<FlowObject> find(EntityType type, String id) {
        return objects.stream()
                .filter(o -> o.type() == type && o.id().equals(id))
                .findFirst();
    }

    /** Those of this kind that bear this owner's mark, whatever their name, the oldest first. */
    public List<FlowObject> marked(EntityType type, String owner) {
        return objects.stream()
                .filter(o -> o.type() == type && o.description().contains(owner))
                .filter(o -> Mark.of(o.description())
                        .filter(m -> m.name().equals(owner))
                        .isPresent())
                .sorted(Comparator.comparing(FlowObject::createdAt).thenComparing(FlowObject::id))
                .toList();
    }

    /** Those of this kind and name that bear no mark of ours. */
    public List<FlowObject> unmarked(EntityType type, String name) {
        return objects.stream()
                .filter(o -> o.type() == type && o.name().equals(name))
                .filter(o -> Mark.of(o.description()).isEmpty())
                .toList();
    }

    /** With this object added, or in place of the one with its id. */
    public Observed with(FlowObject object) {
        List<FlowObject> others = new ArrayList<>(objects);
        others.removeIf(o -> o.type() == object.type() && o.id().equals(object.id()));
        others.add(object);
        return new Observed(others, eligible);
    }
}
