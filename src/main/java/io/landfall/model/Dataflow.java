package io.landfall.model;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A dataflow as Flow Service reports it (Flow Service §8), reduced to what watching needs.
 *
 * @param state as spelt by the service
 * @param schedule its own {@code scheduleParams}, the source of every slot
 * @param sourceConnectionId whose datasets it exports now
 * @param datasets of that source connection
 */
public record Dataflow(
        String id,
        String name,
        String state,
        Instant createdAt,
        Schedule schedule,
        Optional<String> folderTemplate,
        String sourceConnectionId,
        String targetConnectionId,
        List<Dataset> datasets) {

    public Dataflow {
        datasets = List.copyOf(datasets);
    }

    public boolean disabled() {
        return state.toLowerCase(java.util.Locale.ROOT).startsWith("disabl");
    }
}
