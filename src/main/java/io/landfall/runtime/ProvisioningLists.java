package io.landfall.runtime;

import com.fasterxml.jackson.databind.JsonNode;
import io.landfall.flowservice.Entities;
import io.landfall.flowservice.FlowServiceRequest;
import io.landfall.flowservice.Specs;
import io.landfall.model.Config;
import io.landfall.model.Dataset;
import io.landfall.model.DatasetRef;
import io.landfall.model.EntityType;
import io.landfall.model.Export;
import io.landfall.model.FlowObject;
import io.landfall.plan.Broken;
import io.landfall.plan.DatasetChoice;
import io.landfall.plan.Declared;
import io.landfall.plan.Observed;
import io.landfall.plan.Planned;
import io.landfall.plan.Planner;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Which lists a look reads, what they say, and what is declared in the light of them. */
final class ProvisioningLists {

    private static final String DATASETS = "connectionSpecs/" + Specs.DATA_LAKE + "/configs";
    private static final String PAGE = "100";

    private final Config config;
    private final ProvisioningCredentials credentials;

    ProvisioningLists(Config config, ProvisioningCredentials credentials) {
        this.config = config;
        this.credentials = credentials;
    }

    /** An export as declared, or why it cannot be. */
    record Declaration(Optional<Declared> declared, Optional<Broken> broken, ProvisioningBodies bodies) {}

    /** The four kinds of objects, and the datasets where an export needs them. */
    List<FlowServiceRequest> all(ProvisioningScope scope) {
        List<FlowServiceRequest> lists = new ArrayList<>(objects(scope));
        if (scope.exports().stream().anyMatch(ProvisioningLists::choosesDatasets)) {
            lists.add(datasets(scope));
        }
        return lists;
    }

    /** The datasets that can be exported (Flow Service §7). */
    static FlowServiceRequest datasets(ProvisioningScope scope) {
        return FlowServiceRequest.get(scope.platform(), scope.sandbox(), DATASETS, "list the datasets to export")
                .with("outputType", "activationDatasets")
                .with("outputField", "datasets")
                .with("start", "0")
                .with("limit", PAGE);
    }

    /** The four kinds of objects. */
    List<FlowServiceRequest> objects(ProvisioningScope scope) {
        return Arrays.stream(EntityType.values())
                .map(type -> FlowServiceRequest.get(
                                scope.platform(), scope.sandbox(), type.path(), "list the " + type.key() + "s")
                        .with("limit", PAGE))
                .toList();
    }

    ProvisioningLook seen(ProvisioningLook look, List<JsonNode> items) {
        String path = look.next().path();
        List<FlowObject> objects = new ArrayList<>(look.observed().objects());
        List<Dataset> eligible = new ArrayList<>(look.observed().eligible());
        if (path.equals(DATASETS)) {
            items.forEach(item -> Entities.eligible(item).ifPresent(eligible::add));
        } else {
            EntityType type = Arrays.stream(EntityType.values())
                    .filter(t -> t.path().equals(path))
                    .findFirst()
                    .orElseThrow();
            items.forEach(item -> Entities.object(type, item).ifPresent(objects::add));
        }
        List<FlowServiceRequest> rest = look.lists().subList(1, look.lists().size());
        return new ProvisioningLook(look.scope(), rest, new Observed(objects, eligible), look.at());
    }

    Planned plan(ProvisioningLook look) {
        List<Declared> declared = new ArrayList<>();
        List<Broken> broken = new ArrayList<>();
        for (Export export : look.scope().exports()) {
            Declaration declaration = declare(export, look.observed());
            declaration.declared().ifPresent(declared::add);
            declaration.broken().ifPresent(broken::add);
        }
        return Planner.plan(declared, broken, look.observed());
    }

    Declaration declare(Export export, Observed observed) {
        DatasetChoice choice = choosesDatasets(export)
                ? DatasetChoice.among(observed.eligible(), export.datasets())
                : DatasetChoice.given(watched(export));
        ProvisioningBodies bodies = new ProvisioningBodies(export, config.storage(export), choice.datasets());
        if (!choice.problems().isEmpty()) {
            return new Declaration(Optional.empty(), Optional.of(Broken.datasets(export.key(), choice)), bodies);
        }
        try {
            boolean sends =
                    export.manage() && export.enabled() && export.flowId().isEmpty();
            boolean rotated = sends && credentials.rotated(export, bodies.credentials());
            return new Declaration(Optional.of(bodies.declared(rotated)), Optional.empty(), bodies);
        } catch (IllegalArgumentException | IllegalStateException | UncheckedIOException missing) {
            return broken(export, bodies, missing.getMessage());
        }
    }

    private static Declaration broken(Export export, ProvisioningBodies bodies, String message) {
        return new Declaration(Optional.empty(), Optional.of(Broken.of(export.key(), message)), bodies);
    }

    private static boolean choosesDatasets(Export export) {
        return export.manage() && export.enabled() && !export.datasets().isEmpty();
    }

    /** Of a watched export the datasets that are declared by id alone can be compared without their list. */
    private static List<Dataset> watched(Export export) {
        boolean ids = export.datasets().stream().noneMatch(DatasetRef::byName);
        return export.manage() || !ids
                ? List.of()
                : export.datasets().stream().map(r -> new Dataset(r.text(), "")).toList();
    }
}
