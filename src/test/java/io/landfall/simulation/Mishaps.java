package io.landfall.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** When something fails, and how: by the seed, some of the many things that are done. */
final class Mishaps {

    /** What becomes of one thing that is done. */
    enum Fate {
        DONE,
        FAILS_BEFORE,
        FAILS_AFTER,
        DIES_BEFORE,
        DIES_AFTER
    }

    private final Random random;
    private final int statements;
    private final int sends;
    private int untilStatement;
    private boolean armed;
    private final List<String> happened = new ArrayList<>();
    int failures;
    int deaths;

    /**
     * @param statements one of about so many fails
     * @param sends likewise
     */
    Mishaps(long seed, int statements, int sends) {
        this.random = new Random(seed ^ 0xbad1);
        this.statements = statements;
        this.sends = sends;
        untilStatement = 1 + random.nextInt(2 * statements);
    }

    /** Whether anything fails at all now. */
    void armed(boolean now) {
        armed = now;
    }

    Fate statement() {
        if (!armed || --untilStatement > 0) {
            return Fate.DONE;
        }
        untilStatement = 1 + random.nextInt(2 * statements);
        return some(6);
    }

    Fate send() {
        return armed && random.nextInt(sends) == 0 ? some(4) : Fate.DONE;
    }

    /** Whether the process dies while it asks a platform or a store. */
    boolean diesAsking() {
        return armed && random.nextInt(40 * statements / 100) == 0 && count(Fate.DIES_BEFORE) == Fate.DIES_BEFORE;
    }

    private Fate some(int oneDeathIn) {
        boolean before = random.nextBoolean();
        return count(
                random.nextInt(oneDeathIn) == 0
                        ? before ? Fate.DIES_BEFORE : Fate.DIES_AFTER
                        : before ? Fate.FAILS_BEFORE : Fate.FAILS_AFTER);
    }

    private Fate count(Fate fate) {
        if (fate == Fate.DIES_BEFORE || fate == Fate.DIES_AFTER) {
            deaths++;
        } else {
            failures++;
        }
        return fate;
    }

    int between(int least, int most) {
        return least + random.nextInt(most - least + 1);
    }

    void note(String what) {
        happened.add(what);
    }

    List<String> happened() {
        return happened;
    }
}
