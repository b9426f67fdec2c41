package io.landfall.model;

import java.time.Instant;

/**
 * One due time of one export, with what it takes to judge it.
 *
 * @param due when the run should start
 * @param next the following due time, or {@link Instant#MAX} after the last one; the slot's folder times lie in {@code [due, next)}
 * @param deadline due plus the grace that holds for this slot
 */
public record Slot(SlotKey key, Instant due, Instant next, Instant deadline) {

    public ExportKey export() {
        return key.export();
    }
}
