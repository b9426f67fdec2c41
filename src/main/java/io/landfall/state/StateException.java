package io.landfall.state;

/** The database cannot be opened, written or had; the message is for the user. */
public final class StateException extends RuntimeException {
    public StateException(String message) {
        super(message);
    }

    public StateException(String message, Throwable cause) {
        super(message, cause);
    }
}
