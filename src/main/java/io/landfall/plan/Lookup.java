package io.landfall.plan;

import io.landfall.model.EntityType;
import io.landfall.model.Export;
import io.landfall.model.FlowObject;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which of the observed objects make up an export. Ours is what bears our mark, also when it was renamed; of several
 * the one that the dataflow points to, else the one with the right name, else the oldest. What our dataflow points to
 * is part of the export even when its mark is gone.
 */
final class Lookup {

    private final Declared declared;
    private final Observed observed;
    private final Optional<FlowObject> flow;
    private final Optional<FlowObject> target;
    private final Optional<FlowObject> base;

    Lookup(Declared declared, Observed observed) {
        this.declared = declared;
        this.observed = observed;
        this.flow = findFlow();
        this.target = pointedTarget().or(() -> preferred(EntityType.TARGET_CONNECTION, export().name()));
        this.base = target.flatMap(FlowObject::baseId)
                .flatMap(id -> observed.find(EntityType.BASE_CONNECTION, id))
                .or(() -> target.isPresent()
                        ? Optional.empty()
                        : preferred(EntityType.BASE_CONNECTION, export().storage()));
    }

    Optional<FlowObject> flow() {
        return flow;
    }

    /** The one that the dataflow points to. */
    Optional<FlowObject> source() {
        return flow.flatMap(f -> f.sourceIds().stream().findFirst())
                .flatMap(id -> observed.find(EntityType.SOURCE_CONNECTION, id));
    }

    /** One with exactly the declared datasets: the one that the dataflow points to, else one that is ours. */
    Optional<FlowObject> fittingSource() {
        return declared.wanted(EntityType.SOURCE_CONNECTION)
                .flatMap(wanted -> Stream.concat(
                                source().stream(),
                                observed.marked(EntityType.SOURCE_CONNECTION, export().name()).stream())
                        .filter(s -> Differences.sameDatasets(s.datasets(), wanted.datasets()))
                        .findFirst());
    }

    Optional<FlowObject> target() {
        return target;
    }

    /** The one that the target connection writes through, else the storage's. */
    Optional<FlowObject> base() {
        return base;
    }

    /** Whether an object bears the mark of what is wanted. */
    boolean marked(FlowObject object, Wanted wanted) {
        return Mark.of(object.description())
                .filter(m -> m.name().equals(wanted.owner()))
                .isPresent();
    }

    private Export export() {
        return declared.export();
    }

    private Optional<FlowObject> findFlow() {
        if (export().flowId().isPresent()) {
            return observed.find(EntityType.FLOW, export().flowId().get());
        }
        Optional<FlowObject> ours = preferred(EntityType.FLOW, export().name());
        if (ours.isPresent() || export().manage()) {
            return ours;
        }
        return declared.wanted(EntityType.FLOW)
                .flatMap(w ->
                        observed.unmarked(EntityType.FLOW, w.name()).stream().findFirst());
    }

    private Optional<FlowObject> pointedTarget() {
        return flow.flatMap(f -> f.targetIds().stream().findFirst())
                .flatMap(id -> observed.find(EntityType.TARGET_CONNECTION, id));
    }

    private Optional<FlowObject> preferred(EntityType type, String owner) {
        List<FlowObject> ours = observed.marked(type, owner);
        return ours.stream()
                .filter(o -> declared.wanted(type)
                        .filter(w -> w.name().equals(o.name()))
                        .isPresent())
                .findFirst()
                .or(() -> ours.stream().findFirst());
    }
}
