package io.landfall.cli;

/** Ends a command with an exit code and words for stderr. */
final class Stop extends RuntimeException {
    private final int code;

    private Stop(int code, String message) {
        super(message);
        this.code = code;
    }

    static Stop failed(String message) {
        return new Stop(Exit.FAILED, message);
    }

    static Stop usage(String message) {
        return new Stop(Exit.USAGE, message);
    }

    static Stop config(String message) {
        return new Stop(Exit.CONFIG, message);
    }

    int code() {
        return code;
    }
}
