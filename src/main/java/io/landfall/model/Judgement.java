package io.landfall.model;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The verdict on one dataset of one slot, with its evidence.
 *
 * @param dataset the dataset's id, or {@code *} where no dataset is known
 * @param run the run that the slot was judged by
 * @param look what the storage showed; absent where it was not asked because the run's verdict came first
 * @param trouble why it is {@link Verdict#UNKNOWN}, where somebody could not be asked
 * @param findings in the order of their weight
 */
public record Judgement(
        SlotKey slot,
        String dataset,
        Verdict verdict,
        Depth depth,
        Optional<Run> run,
        Optional<Landing> landing,
        Optional<Trouble> trouble,
        List<String> findings,
        Instant checkedAt) {

    public Judgement {
        findings = List.copyOf(findings);
    }
}
