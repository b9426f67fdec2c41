package io.landfall.runtime;

import io.landfall.flowservice.Entities;
import io.landfall.flowservice.Specs;
import io.landfall.model.Config;
import io.landfall.model.Dataset;
import io.landfall.model.EntityType;
import io.landfall.model.Export;
import io.landfall.model.FlowObject;
import io.landfall.model.Schedule;
import io.landfall.model.StorageType;
import io.landfall.plan.Mark;
import io.landfall.plan.Observed;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An existing dataflow that exports datasets, with what it is made of.
 *
 * @param type of its destination
 * @param base absent where it cannot be seen
 */
public record Adoption(
        ProvisioningScope scope,
        StorageType type,
        FlowObject flow,
        FlowObject source,
        FlowObject target,
        Optional<FlowObject> base) {

    private static final Pattern DATASET = Pattern.compile("[0-9A-Za-z]{24}");

    /** What was found, or in words for a person why it cannot be adopted; neither when there is no such dataflow. */
    public record Found(Optional<Adoption> adoption, Optional<String> refusal) {

        static Found no(String why) {
            return new Found(Optional.empty(), Optional.of(why));
        }

        static Found nothing() {
            return new Found(Optional.empty(), Optional.empty());
        }

        public boolean nowhere() {
            return adoption.isEmpty() && refusal.isEmpty();
        }
    }

    /** Looks for a dataflow among the objects of a sandbox. */
    static Found find(String flowId, ProvisioningScope scope, Observed observed, Config config) {
        Optional<FlowObject> found = observed.find(EntityType.FLOW, flowId);
        if (found.isEmpty()) {
            return Found.nothing();
        }
        FlowObject flow = found.get();
        Optional<Export> owner = owner(flow, scope, config);
        if (owner.isPresent()) {
            return Found.no("it is declared already, by export." + owner.get().name());
        }
        Optional<FlowObject> source = flow.sourceIds().stream()
                .findFirst()
                .flatMap(id -> observed.find(EntityType.SOURCE_CONNECTION, id))
                .filter(Adoption::takesDatasets);
        Optional<FlowObject> target =
                flow.targetIds().stream().findFirst().flatMap(id -> observed.find(EntityType.TARGET_CONNECTION, id));
        Optional<StorageType> type = target.flatMap(t -> Specs.typeOf(t.specId()));
        boolean datasets = source.isPresent()
                && type.isPresent()
                && Specs.typeOf(flow.specId()).equals(type);
        if (!datasets) {
            return Found.no("it is no export of datasets to one of the six types of storage that can take them");
        }
        Optional<FlowObject> base = target.get().baseId().flatMap(id -> observed.find(EntityType.BASE_CONNECTION, id));
        return new Found(
                Optional.of(new Adoption(scope, type.get(), flow, source.get(), target.get(), base)), Optional.empty());
    }

    private static boolean takesDatasets(FlowObject source) {
        return !source.datasets().isEmpty()
                && (source.specId().isEmpty() || source.specId().equals(Specs.DATA_LAKE))
                && source.datasets().stream()
                        .map(Dataset::id)
                        .allMatch(id -> DATASET.matcher(id).matches());
    }

    private static Optional<Export> owner(FlowObject flow, ProvisioningScope scope, Config config) {
        Optional<String> marked = Mark.of(flow.description()).map(Mark::name);
        return config.exports().values().stream()
                .filter(e -> e.key().scope().equals(scope.platform().name() + "/" + scope.sandbox()))
                .filter(e -> e.flowId()
                        .map(flow.id()::equals)
                        .orElseGet(() -> marked.filter(e.name()::equals).isPresent()))
                .findFirst();
    }

    /** Its own schedule, where it can be read. */
    Optional<Schedule> schedule() {
        return Entities.schedule(flow);
    }
}
