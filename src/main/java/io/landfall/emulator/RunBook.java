package io.landfall.emulator;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The runs of a sandbox by dataflow. Not thread-safe. */
final class RunBook {

    private final Map<String, Map<String, Entity>> byFlow = new LinkedHashMap<>();
    private final Map<String, String> flowOf = new HashMap<>();

    void put(String flowId, Entity run) {
        remove(run.id());
        byFlow.computeIfAbsent(flowId, f -> new LinkedHashMap<>()).put(run.id(), run);
        flowOf.put(run.id(), flowId);
    }

    void remove(String runId) {
        String flowId = flowOf.remove(runId);
        if (flowId != null) {
            byFlow.get(flowId).remove(runId);
        }
    }

    Collection<Entity> of(String flowId) {
        return byFlow.getOrDefault(flowId, Map.of()).values();
    }

    List<Entity> all() {
        return byFlow.values().stream().flatMap(runs -> runs.values().stream()).toList();
    }

    Optional<Entity> find(String runId) {
        return Optional.ofNullable(flowOf.get(runId))
                .map(flow -> byFlow.get(flow).get(runId));
    }

    /** Of these dataflows, or of all when null. */
    List<Entity> ofAny(Collection<String> flowIds) {
        return flowIds == null
                ? List.copyOf(all())
                : flowIds.stream().flatMap(f -> of(f).stream()).toList();
    }
}
