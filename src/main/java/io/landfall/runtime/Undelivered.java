package io.landfall.runtime;

/** A channel did not take a message; its text is redacted, and it has no cause, whose text might not be. */
public final class Undelivered extends Exception {
    public Undelivered(String message) {
        super(message);
    }
}
