package io.landfall.runtime;

/** Landfall cannot start; the message is for the user. */
public final class StartFailure extends RuntimeException {
    public StartFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
