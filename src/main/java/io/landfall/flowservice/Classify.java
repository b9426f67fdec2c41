package io.landfall.flowservice;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.landfall.flowservice.FlowServiceFailure.Ambiguous;
import io.landfall.flowservice.FlowServiceFailure.Denied;
import io.landfall.flowservice.FlowServiceFailure.Facts;
import io.landfall.flowservice.FlowServiceFailure.Rejected;
import io.landfall.flowservice.FlowServiceFailure.Transient;
import io.landfall.model.Platform;
import io.landfall.model.Secret;
import io.landfall.model.Trouble.Kind;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLHandshakeException;

/**
 * Turns what came back from Flow Service or the token endpoint into an {@link Answer} or a {@link FlowServiceFailure}
 * (Flow Service §3), and closes the organisation's gate when that says when to come back. Whether a failure may be repeated depends on what the call does: a POST or PATCH without a clear
 * answer may have had its effect and is {@link Ambiguous}.
 */
public final class Classify {
    /** The purpose of the call to the token endpoint. */
    public static final String TOKEN = "fetch an access token";

    private static final String NO_WORDS = "no further words";

    private final Tokens tokens;
    private final Gates gates;
    private final Clock clock;

    public Classify(Tokens tokens, Gates gates, Clock clock) {
        this.tokens = tokens;
        this.gates = gates;
        this.clock = clock;
    }

    /**
     * The answer to a call.
     *
     * @param used the token it went out with
     * @param retryAfter the header, or null
     * @param body or null for none
     * @throws FlowServiceFailure unless it is a 2xx with JSON, or without a body where the call needs none
     */
    public Answer answer(FlowServiceRequest request, Tokens.Grant used, int status, String retryAfter, byte[] body) {
        List<Secret> secrets = new ArrayList<>(request.secrets());
        secrets.add(used.token());
        Call call =
                new Call(request.platform(), request.purpose(), request.method().repeatable(), secrets);
        if (status == 401) {
            Facts facts = call.facts(status, ErrorBody.of(body), Kind.DENIED);
            throw tokens.refused(request.platform(), used) ? new Transient(facts) : new Denied(facts);
        }
        tokens.accepted(request.platform(), used);
        if (status / 100 != 2) {
            throw refusal(call, status, retryAfter, ErrorBody.of(body));
        }
        gates.admitted(request.platform());
        if (body == null || body.length == 0) {
            if (request.method() == FlowServiceRequest.Method.GET) {
                throw unreadable(call, status, "an answer without a body");
            }
            return new Answer(status, MissingNode.getInstance());
        }
        return new Answer(status, json(call, status, body));
    }

    /**
     * The answer of the token endpoint, handed to {@link Tokens}.
     *
     * @throws FlowServiceFailure never {@link Ambiguous}: fetching a token twice does no harm
     */
    public void token(Platform platform, int status, String retryAfter, byte[] body) {
        Call call = new Call(platform, TOKEN, true, List.of());
        if (status / 100 != 2) {
            ErrorBody error = ErrorBody.of(body);
            if (status == 400 || status == 401) {
                throw new Denied(call.facts(status, error, Kind.DENIED));
            }
            throw refusal(call, status, retryAfter, error);
        }
        JsonNode json = json(call, status, body == null ? new byte[0] : body);
        if (!tokens.keep(platform, json)) {
            throw unreadable(call, status, "an answer without access_token");
        }
    }

    /**
     * A call that ended without a whole answer.
     *
     * @throws FlowServiceFailure always
     */
    public void unanswered(FlowServiceRequest request, Exception cause) {
        Call call =
                new Call(request.platform(), request.purpose(), request.method().repeatable(), request.secrets());
        throw unanswered(call, cause);
    }

    /** As {@link #unanswered(FlowServiceRequest, Exception)}, for the token endpoint. */
    public void tokenUnanswered(Platform platform, Exception cause) {
        throw unanswered(new Call(platform, TOKEN, true, List.of()), cause);
    }

    private static FlowServiceFailure unanswered(Call call, Exception cause) {
        Optional<FlowServiceFailure> known = FlowServiceFailure.in(cause);
        if (known.isPresent()) {
            return known.get();
        }
        Throwable root = cause;
        boolean neverSent = false;
        boolean timedOut = false;
        boolean tooLarge = false;
        for (Throwable t = cause; t != null; t = t.getCause()) {
            root = t;
            neverSent |= neverSent(t);
            timedOut |= t instanceof SocketTimeoutException;
            tooLarge |= t instanceof AnswerTooLarge;
        }
        String words = root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
        Kind kind = tooLarge ? Kind.BROKEN_ANSWER : timedOut ? Kind.TIMED_OUT : Kind.UNREACHABLE;
        Facts facts = call.facts(0, new ErrorBody("", "no answer: " + words), kind);
        if (tooLarge && call.repeatable()) {
            return new Rejected(facts);
        }
        return call.repeatable() || neverSent ? new Transient(facts, Optional.empty()) : new Ambiguous(facts);
    }

    /** Nothing of the request has left: no connection was made. */
    private static boolean neverSent(Throwable t) {
        return t instanceof ConnectException
                || t instanceof UnknownHostException
                || t instanceof NoRouteToHostException
                || t instanceof SSLHandshakeException
                || t.getClass().getSimpleName().equals("ConnectTimeoutException");
    }

    private FlowServiceFailure refusal(Call call, int status, String retryAfter, ErrorBody error) {
        Optional<Duration> asked = RetryAfter.parse(retryAfter, clock.instant());
        String words = asked.map(w -> " (asks to wait " + w.toSeconds() + " s)").orElse("");
        ErrorBody said = new ErrorBody(error.code(), (error.message().isBlank() ? NO_WORDS : error.message()) + words);
        if (status == 429) {
            Facts facts = call.facts(status, said, Kind.LIMITED);
            return new Transient(facts, Optional.of(gates.close(facts, asked)));
        }
        if (status >= 500 || status == 408) {
            Kind kind = status == 504 || status == 408 ? Kind.TIMED_OUT : Kind.UNREACHABLE;
            Facts facts = call.facts(status, said, kind);
            Optional<Duration> wait = asked.map(w -> gates.close(facts, asked));
            return call.repeatable() ? new Transient(facts, wait) : new Ambiguous(facts);
        }
        gates.admitted(call.platform());
        if (status == 403) {
            return new Denied(call.facts(status, said, Kind.DENIED));
        }
        if (status < 400) {
            String where = status / 100 == 3 ? "a redirect, which is not followed" : "an unexpected status";
            return new Rejected(call.facts(status, new ErrorBody("", where), Kind.BROKEN_ANSWER));
        }
        return new Rejected(call.facts(status, said, Kind.REJECTED));
    }

    private static JsonNode json(Call call, int status, byte[] body) {
        Optional<JsonNode> json = Json.read(body).filter(JsonNode::isContainerNode);
        if (json.isEmpty()) {
            String what = ErrorBody.looksLikeHtml(body) ? "an HTML page instead of JSON" : "JSON that breaks off";
            throw unreadable(call, status, what);
        }
        return json.get();
    }

    /** A 2xx that cannot be read: a proxy's page may be gone the next time, and a change may have been made. */
    private static FlowServiceFailure unreadable(Call call, int status, String what) {
        Facts facts = call.facts(status, new ErrorBody("", what), Kind.BROKEN_ANSWER);
        return call.repeatable() ? new Transient(facts, Optional.empty()) : new Ambiguous(facts);
    }

    /** What a failure is told about. */
    private record Call(Platform platform, String purpose, boolean repeatable, List<Secret> bodySecrets) {

        Facts facts(int status, ErrorBody error, Kind kind) {
            List<Secret> secrets = new ArrayList<>(bodySecrets);
            secrets.add(platform.clientSecret());
            String message = error.message().isBlank() ? NO_WORDS : error.message();
            String code = Redaction.safe(error.code(), secrets);
            return new Facts(
                    platform.name(),
                    Redaction.safe(purpose, secrets),
                    status,
                    code,
                    Redaction.safe(message, secrets),
                    kind,
                    Remedy.of(status, code));
        }
    }
}
