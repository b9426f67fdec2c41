package io.landfall.plan;

import io.landfall.model.Dataset;
import io.landfall.model.EntityType;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One object as it is declared.
 *
 * @param name in Flow Service, {@code landfall/<owner>}
 * @param owner the export's name, or the storage's for a base connection; stands in the mark
 * @param description before the mark
 * @param specId its connection spec or flow spec
 * @param fields what is compared and hashed, by dotted path as in {@code FlowObject}; no secret. Empty where nothing is
 *     declared (a watched or adopted dataflow)
 * @param secrets the dotted paths of credentials that are sent with it; their values are not here
 * @param datasets of a source connection
 */
public record Wanted(
        EntityType type,
        String name,
        String owner,
        String description,
        String specId,
        Map<String, String> fields,
        List<String> secrets,
        List<Dataset> datasets) {

    public Wanted {
        fields = Map.copyOf(fields);
        secrets = List.copyOf(secrets);
        datasets = List.copyOf(datasets);
    }

    /** Whether it is left as it is, but for the mark: an object of an existing dataflow. */
    public boolean adopted() {
        return specId.isEmpty();
    }

    public Mark mark() {
        Map<String, String> own = new TreeMap<>(fields);
        own.put("spec", specId);
        datasets.stream().map(Dataset::id).sorted().forEach(id -> own.put("dataset." + id, ""));
        return new Mark(owner, Mark.hash(own));
    }
}
