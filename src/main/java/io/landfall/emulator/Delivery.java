package io.landfall.emulator;

import java.time.Instant;
import java.util.List;

/**
 * What one export left behind.
 *
 * @param runId null when no run was made
 * @param keys of all files written, manifests included
 * @param records what the run says that it wrote
 */
public record Delivery(String flowId, String flowName, Instant slot, String runId, List<String> keys, long records) {}
