package io.landfall.verdict;

import io.landfall.model.Judgement;
import io.landfall.model.Landing;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Whether a set of files has stopped changing. */
public final class Settled {
    private Settled() {}

    /**
     * The landing with its {@code settled} set: its newest file is at least {@code settle} old, or it was seen as it is
     * now at least {@code settle} ago (which also helps where the store's clock is ahead).
     *
     * @param before the dataset's earlier judgement of the same slot
     * @param settle {@code verify.settle}
     */
    public static Landing settle(Landing seen, Instant now, Optional<Judgement> before, Duration settle) {
        Instant since = now.minus(settle);
        boolean old = seen.newest().filter(t -> t.isAfter(since)).isEmpty();
        boolean same = before.filter(b -> !b.checkedAt().isAfter(since))
                .flatMap(Judgement::landing)
                .filter(l -> l.files() == seen.files()
                        && l.bytes() == seen.bytes()
                        && l.newest().equals(seen.newest()))
                .isPresent();
        return new Landing(
                seen.folder(),
                seen.files(),
                seen.bytes(),
                seen.newest(),
                seen.records(),
                seen.empty(),
                seen.wrongFormat(),
                seen.corrupt(),
                old || same,
                seen.findings());
    }
}
