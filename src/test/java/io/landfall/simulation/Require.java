package io.landfall.simulation;

import java.util.function.Supplier;

/** What must hold; the words are made only where it does not. */
final class Require {
    private Require() {}

    static void that(boolean holds, Supplier<String> otherwise) {
        if (!holds) {
            throw new AssertionError(otherwise.get());
        }
    }
}
