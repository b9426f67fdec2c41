package io.landfall.emulator;

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
}
