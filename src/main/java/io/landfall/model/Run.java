package io.landfall.model;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A run of a dataflow as Flow Service reports it (Flow Service §9). Every count may be missing or wrong; −1 counts as
 * missing.
 *
 * @param spelling the state as it was spelt
 * @param startedAt {@code durationSummary.startedAtUTC}; absent while queued
 * @param records what the run says it wrote, over all its datasets
 * @param files likewise
 * @param recordsByDataset per dataset id where the run tells them apart
 * @param sourceConnectionId whose datasets these are; absent where the run does not say
 * @param errors codes and messages, untrusted text
 */
public record Run(
        String id,
        String flowId,
        RunState state,
        String spelling,
        Instant createdAt,
        Instant updatedAt,
        Optional<Instant> startedAt,
        Optional<Instant> completedAt,
        Optional<Long> records,
        Optional<Long> files,
        Map<String, Long> recordsByDataset,
        Optional<Long> failedRecords,
        Optional<String> sourceConnectionId,
        List<String> errors) {

    public Run {
        recordsByDataset = Map.copyOf(recordsByDataset);
        errors = List.copyOf(errors);
    }

    /** When the run began as far as is known: its start, else its creation. */
    public Instant began() {
        return startedAt.orElse(createdAt);
    }
}
