package io.landfall.model;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One of the four kinds of Flow Service objects as it was read (Flow Service §6 and §8), reduced to what planning
 * compares. All texts are data from outside.
 *
 * @param description empty where there is none
 * @param state as spelt by the service
 * @param etag with its double quotes, as {@code If-Match} wants it (Flow Service §4)
 * @param createdAt {@link Instant#EPOCH} where the service does not say
 * @param specId of a connection its connection spec, of a dataflow its flow spec
 * @param baseId the base connection of a target connection
 * @param sourceIds of a dataflow
 * @param targetIds of a dataflow
 * @param fields the comparable leaves by dotted path, such as {@code scheduleParams.interval}; never a secret
 * @param datasets of a source connection
 */
public record FlowObject(
        EntityType type,
        String id,
        String name,
        String description,
        String state,
        String etag,
        Instant createdAt,
        String specId,
        Optional<String> baseId,
        List<String> sourceIds,
        List<String> targetIds,
        Map<String, String> fields,
        List<Dataset> datasets) {

    public FlowObject {
        sourceIds = List.copyOf(sourceIds);
        targetIds = List.copyOf(targetIds);
        fields = Map.copyOf(fields);
        datasets = List.copyOf(datasets);
    }

    public Optional<String> field(String path) {
        return Optional.ofNullable(fields.get(path));
    }

    /** Disabled, or on the way there; every other spelling counts as not disabled. */
    public boolean disabled() {
        return state.toLowerCase(java.util.Locale.ROOT).startsWith("disabl");
    }
}
