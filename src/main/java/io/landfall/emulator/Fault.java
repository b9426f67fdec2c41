package io.landfall.emulator;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** What goes wrong with one request; see {@link Faults} for which request and when. */
public final class Fault {

    enum Kind {
        ANSWER,
        TRUNCATE,
        CUT,
        HUGE,
        RESET,
        HANG,
        DELAY
    }

    private final Kind kind;
    private final Reply reply;
    private final Duration time;
    private final int mebibytes;

    private Fault(Kind kind, Reply reply, Duration time, int mebibytes) {
        this.kind = kind;
        this.reply = reply;
        this.time = time;
        this.mebibytes = mebibytes;
    }

    /** Any answer; the body is sent as {@code application/json} unless the headers say otherwise. */
    public static Fault answer(int status, String body, Map<String, String> headers) {
        Map<String, String> others = new LinkedHashMap<>(headers);
        String type = others.remove("Content-Type");
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return of(new Reply(status, type == null ? "application/json" : type, bytes, others));
    }

    /** 429 with the gateway's body; {@code retryAfter} in seconds or as an HTTP date, null for none (§3). */
    public static Fault tooMany(String retryAfter) {
        Map<String, String> headers = retryAfter == null ? Map.of() : Map.of("Retry-After", retryAfter);
        return answer(429, "{\"error_code\":\"429050\",\"message\":\"Too many requests\"}", headers);
    }

    /** 401 as for a token that is no longer valid. */
    public static Fault unauthorized() {
        return of(Reply.gateway(401, "401013", "Oauth token is not valid"));
    }

    /** 403 as for a missing permission. */
    public static Fault forbidden() {
        return of(Reply.gateway(403, "403025", "Profile is not valid"));
    }

    /** 500, which may also mean too many simultaneous calls (§3). */
    public static Fault serverError() {
        return of(Reply.error(500, "Internal server error"));
    }

    /** 503. */
    public static Fault unavailable() {
        return of(Reply.coded("1103-503", "The service is unavailable."));
    }

    /** A page of HTML with status 200, as a proxy or a login page gives. */
    public static Fault html() {
        return answer(200, "<!DOCTYPE html><html><body>Sign in</body></html>", Map.of("Content-Type", "text/html"));
    }

    /** An answer of this status without a body. */
    public static Fault empty(int status) {
        return of(Reply.empty(status));
    }

    /** The real answer, its second half missing, the length fitting what is sent. */
    public static Fault truncated() {
        return new Fault(Kind.TRUNCATE, null, Duration.ZERO, 0);
    }

    /** The real answer, the connection closed in the middle of its announced length. */
    public static Fault cutShort() {
        return new Fault(Kind.CUT, null, Duration.ZERO, 0);
    }

    /** A JSON answer with status 200 of this size. */
    public static Fault huge(int mebibytes) {
        return new Fault(Kind.HUGE, null, Duration.ZERO, mebibytes);
    }

    /** The connection is closed without an answer. */
    public static Fault reset() {
        return new Fault(Kind.RESET, null, Duration.ZERO, 0);
    }

    /** No answer until {@link Faults#release()} or the time is over; then the connection is closed. */
    public static Fault hang(Duration atMost) {
        return new Fault(Kind.HANG, null, atMost, 0);
    }

    /** No answer until {@link Faults#release()}; then the connection is closed. */
    public static Fault hang() {
        return hang(Duration.ofDays(1));
    }

    /** The effect at once, the real answer later. */
    public static Fault delay(Duration time) {
        return new Fault(Kind.DELAY, null, time, 0);
    }

    private static Fault of(Reply reply) {
        return new Fault(Kind.ANSWER, reply, Duration.ZERO, 0);
    }

    /** Whether the request must have its effect because its real answer is played with. */
    boolean needsAnswer() {
        return kind == Kind.TRUNCATE || kind == Kind.CUT || kind == Kind.DELAY;
    }

    Kind kind() {
        return kind;
    }

    Reply reply() {
        return reply;
    }

    Duration time() {
        return time;
    }

    int mebibytes() {
        return mebibytes;
    }
}
