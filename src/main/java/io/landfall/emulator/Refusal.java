package io.landfall.emulator;

import java.nio.charset.StandardCharsets;

/** Thrown while a request is checked: ends it with the given answer, and nothing is changed. */
final class Refusal extends RuntimeException {

    private final transient Reply reply;

    Refusal(Reply reply) {
        super("HTTP " + reply.status(), null, false, false);
        this.reply = reply;
    }

    Reply reply() {
        return reply;
    }

    /** For who asked without HTTP. */
    IllegalArgumentException asArgument() {
        return new IllegalArgumentException(new String(reply.body(), StandardCharsets.UTF_8), this);
    }
}
