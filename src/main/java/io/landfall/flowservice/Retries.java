package io.landfall.flowservice;

import java.time.Duration;

/**
 * Whether and when a call is repeated: exponential with full jitter, never earlier than the service asked for. Only
 * {@link FlowServiceFailure.Transient} is repeated, so nothing is sent twice that may have had its effect.
 *
 * @param attempts at most, the first included
 * @param first the most to wait before the second attempt; doubles each time
 * @param most the most to wait without being asked to
 * @param patience the longest {@code Retry-After} that is followed; a longer one ends the attempts
 */
public record Retries(int attempts, Duration first, Duration most, Duration patience) {

    public static Retries usual() {
        return new Retries(5, Duration.ofMillis(250), Duration.ofSeconds(8), Duration.ofSeconds(60));
    }

    /** For {@code run}, whose threads others need: nothing is repeated that asks to wait, its gate is closed meanwhile. */
    public static Retries ofRun() {
        Retries usual = usual();
        return new Retries(usual.attempts, usual.first, usual.most, Duration.ZERO);
    }

    /**
     * @param thrown what the attempt ended with, wrapped or not
     * @param failed how many attempts have failed so far, this one included (what Camel's redelivery counter says where
     *     it asks); null for one
     */
    public boolean again(Throwable thrown, Integer failed) {
        int done = failed == null ? 1 : failed;
        return FlowServiceFailure.in(thrown)
                .filter(FlowServiceFailure.Transient.class::isInstance)
                .map(FlowServiceFailure.Transient.class::cast)
                .filter(failure -> done < attempts)
                .filter(failure -> failure.retryAfter().orElse(Duration.ZERO).compareTo(patience) <= 0)
                .isPresent();
    }

    /**
     * @param repeated how often it has been repeated so far
     * @param random in [0, 1)
     */
    public Duration wait(FlowServiceFailure.Transient failure, int repeated, double random) {
        if (failure.atOnce()) {
            return Duration.ZERO;
        }
        long ceiling = Math.min(most.toMillis(), first.toMillis() << Math.min(repeated, 20));
        Duration jitter = Duration.ofMillis((long) (ceiling * random));
        return failure.retryAfter().map(asked -> asked.plus(jitter)).orElse(jitter);
    }
}
