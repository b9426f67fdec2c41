package io.landfall.alert;

import io.landfall.model.Judgement;
import java.time.Instant;

/**
 * The latest verdict on one dataset of one slot, with the two times that decide whether it may be told.
 *
 * @param deadline of the slot; nobody is told before it
 * @param firstSeen when Landfall first saw the export; slots whose deadline lay before it are not told
 */
public record Judged(Judgement judgement, Instant deadline, Instant firstSeen) {}
