package io.landfall.verdict;

import io.landfall.model.Trouble;
import io.landfall.model.Verdict;
import java.util.Optional;

/**
 * What holds for a dataset once the deadline has passed, and why.
 *
 * @param trouble where the verdict is {@link Verdict#UNKNOWN} because somebody could not be asked
 */
record Ruling(Verdict verdict, String finding, Optional<Trouble> trouble) {

    static Ruling of(Verdict verdict, String finding) {
        return new Ruling(verdict, finding, Optional.empty());
    }

    static Ruling undecided(String finding) {
        return of(Verdict.UNKNOWN, finding);
    }
}
