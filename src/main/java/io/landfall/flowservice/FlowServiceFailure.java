package io.landfall.flowservice;

import io.landfall.model.Trouble;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;

/**
 * A call that did not bring the answer asked for, told apart by what may be done next. All texts are safe to show:
 * redacted, without control characters, cut.
 */
public abstract sealed class FlowServiceFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * What is known about it.
     *
     * @param platform its name
     * @param purpose of the call
     * @param status HTTP status; 0 when there was no answer
     * @param code the service's own code, or empty
     * @param message the service's words, or ours when it had none
     */
    public record Facts(
            String platform,
            String purpose,
            int status,
            String code,
            String message,
            Trouble.Kind kind,
            String remedy) {

        /** Status, code and message, as far as there are any. */
        String answer() {
            return (status == 0 ? "" : "HTTP " + status + (code.isEmpty() ? "" : " " + code) + ": ") + message;
        }

        @Override
        public String toString() {
            return "platform " + platform + ": " + purpose + ": " + answer();
        }
    }

    private final transient Facts facts;

    private FlowServiceFailure(Facts facts) {
        super(facts.toString());
        this.facts = facts;
    }

    public Facts facts() {
        return facts;
    }

    public int status() {
        return facts.status();
    }

    /** The neighbour's trouble as it is grouped and told. */
    public Trouble trouble() {
        String http = facts.status() == 0 ? "" : "HTTP " + facts.status() + " ";
        String code = facts.code().isEmpty() ? "" : facts.code() + " ";
        return new Trouble("platform:" + facts.platform(), facts.kind(), http + code + facts.message(), facts.remedy());
    }

    /** The failure at the bottom of an exception that Camel may have wrapped. */
    public static Optional<FlowServiceFailure> in(Throwable thrown) {
        for (Throwable t = thrown; t != null; t = t.getCause()) {
            if (t instanceof FlowServiceFailure failure) {
                return Optional.of(failure);
            }
        }
        return Optional.empty();
    }

    /** It had no effect, and the same call may succeed later. */
    public static final class Transient extends FlowServiceFailure {
        private static final long serialVersionUID = 1L;
        private final Duration retryAfter;
        private final boolean atOnce;

        Transient(Facts facts, Optional<Duration> retryAfter) {
            super(facts);
            this.retryAfter = retryAfter.orElse(null);
            this.atOnce = false;
        }

        /** A refused token that has been put away: the next attempt fetches another. */
        Transient(Facts facts) {
            super(facts);
            this.retryAfter = null;
            this.atOnce = true;
        }

        /** How long the service asked to wait. */
        public Optional<Duration> retryAfter() {
            return Optional.ofNullable(retryAfter);
        }

        public boolean atOnce() {
            return atOnce;
        }
    }

    /** It was not even sent: the organisation's gate is closed, or the platform has not answered for a while. */
    public static final class NotSent extends FlowServiceFailure {
        private static final long serialVersionUID = 1L;

        private NotSent(Facts facts) {
            super(facts);
        }

        /** For a gate that is closed. */
        static NotSent limited(FlowServiceRequest request, Gates.Closed closed) {
            Facts cause = closed.cause();
            return new NotSent(new Facts(
                    cause.platform(),
                    request.purpose(),
                    cause.status(),
                    cause.code(),
                    cause.message() + ", so nothing is asked before "
                            + closed.until().truncatedTo(ChronoUnit.SECONDS),
                    cause.kind(),
                    cause.remedy()));
        }

        /**
         * For a platform that is taken for dead.
         *
         * @param last how the last call to it ended
         */
        public static NotSent dead(FlowServiceRequest request, FlowServiceFailure last) {
            Facts cause = last.facts();
            return new NotSent(new Facts(
                    request.platform().name(),
                    request.purpose(),
                    0,
                    "",
                    "not asked, since it has failed again and again: " + cause.answer(),
                    cause.kind(),
                    cause.remedy()));
        }
    }

    /** It had no effect: token, key, permission or sandbox is refused, and repeating is of no use. */
    public static final class Denied extends FlowServiceFailure {
        private static final long serialVersionUID = 1L;

        Denied(Facts facts) {
            super(facts);
        }
    }

    /** It had no effect: the service says no to this request, or its answer cannot be understood. */
    public static final class Rejected extends FlowServiceFailure {
        private static final long serialVersionUID = 1L;
        private static final Set<String> NOT_NOW = Set.of("1416-400", "1420-400", "1421-400", "1422-400");

        Rejected(Facts facts) {
            super(facts);
        }

        /** 404, and 1439-400, which says so with HTTP 400 (Flow Service §3). */
        public boolean notFound() {
            return status() == 404 || facts().code().equals("1439-400");
        }

        /** The object is just being made, changed or deleted: what was asked for may be possible later (Flow Service §3). */
        public boolean notNow() {
            return NOT_NOW.contains(facts().code());
        }

        /** The etag is no longer the object's (Flow Service §4): read, compare, and only then repeat. */
        public boolean changedMeanwhile() {
            return status() == 412;
        }
    }

    /** It may have had its effect: look before anything is sent again. */
    public static final class Ambiguous extends FlowServiceFailure {
        private static final long serialVersionUID = 1L;

        Ambiguous(Facts facts) {
            super(facts);
        }
    }
}
