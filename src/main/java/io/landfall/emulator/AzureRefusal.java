package io.landfall.emulator;

/** Thrown while a request is looked at: ends it with the store's own error code. */
final class AzureRefusal extends RuntimeException {

    private final int status;
    private final String code;

    AzureRefusal(int status, String code, String message) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
    }

    int status() {
        return status;
    }

    String code() {
        return code;
    }
}
