package io.landfall.flowservice;

import io.landfall.flowservice.FlowServiceFailure.Facts;
import io.landfall.flowservice.FlowServiceFailure.NotSent;
import io.landfall.model.Platform;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * One gate per organisation, which closes for all its calls when one of them is told to come back later (Flow Service
 * §3). It never waits: a route asks how long to, before each call. Thread-safe.
 */
public final class Gates {

    /** The longest that a gate is closed for, whatever the service asks: then one call finds out. */
    static final Duration LONGEST = Duration.ofHours(1);

    private static final Duration LONGEST_UNASKED = Duration.ofMinutes(1);

    /**
     * A gate that is closed, or was until no answer has yet shown that the limit is over.
     *
     * @param cause the answer that closed it
     * @param since the first such answer in a row
     * @param until when the next call may go out
     * @param times how often in a row it was closed
     */
    public record Closed(Facts cause, Instant since, Instant until, int times) {}

    private final Clock clock;
    private final Duration patience;
    private final Duration unasked;
    private final Map<String, Closed> gates = new ConcurrentHashMap<>();

    /**
     * @param patience the longest that a call waits before a closed gate
     * @param unasked for how long a gate is closed when the service does not say; doubles while it is limited, to a
     *     minute at most
     */
    public Gates(Clock clock, Duration patience, Duration unasked) {
        this.clock = clock;
        this.patience = patience;
        this.unasked = unasked;
    }

    /** For a command, which has nothing else to do and waits for up to a minute. */
    public static Gates ofCommand(Clock clock) {
        return new Gates(clock, Duration.ofSeconds(60), Duration.ofSeconds(1));
    }

    /** For {@code run}, which puts work off instead of waiting, since others need its threads. */
    public static Gates ofRun(Clock clock) {
        return new Gates(clock, Duration.ZERO, Duration.ofSeconds(1));
    }

    /**
     * How long this call has to wait before it may go out.
     *
     * @return milliseconds, 0 at an open gate
     * @throws NotSent when that is longer than it has patience for
     */
    public long pause(FlowServiceRequest request) {
        Optional<Closed> closed = closed(request.platform().name());
        if (closed.isEmpty()) {
            return 0;
        }
        Duration left = Duration.between(clock.instant(), closed.get().until());
        if (left.compareTo(patience) > 0) {
            throw NotSent.limited(request, closed.get());
        }
        return left.toMillis() + 1;
    }

    /** The gate of a platform while it is closed. */
    public Optional<Closed> closed(String platform) {
        return Optional.ofNullable(gates.get(platform))
                .filter(c -> clock.instant().isBefore(c.until()));
    }

    /**
     * Closes the gate.
     *
     * @param asked for how long, as the service said
     * @return for how long it is closed now
     */
    Duration close(Facts cause, Optional<Duration> asked) {
        Instant now = clock.instant();
        Closed closed = gates.compute(cause.platform(), (name, before) -> {
            boolean again = before != null && !now.isBefore(before.until());
            int times = before == null ? 1 : before.times() + (again ? 1 : 0);
            Instant until = now.plus(shorter(asked.orElseGet(() -> unasked(times)), LONGEST));
            boolean longer = before == null || until.isAfter(before.until());
            return new Closed(cause, before == null ? now : before.since(), longer ? until : before.until(), times);
        });
        return Duration.between(now, closed.until());
    }

    /** An answer that limits nothing: the gate opens unless it was closed while that call was out. */
    void admitted(Platform platform) {
        gates.computeIfPresent(
                platform.name(), (name, closed) -> clock.instant().isBefore(closed.until()) ? closed : null);
    }

    private Duration unasked(int times) {
        return shorter(unasked.multipliedBy(1L << Math.min(times - 1, 16)), LONGEST_UNASKED);
    }

    private static Duration shorter(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }
}
