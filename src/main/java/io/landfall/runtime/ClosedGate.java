package io.landfall.runtime;

import io.landfall.flowservice.Gates;
import io.landfall.work.PutOff;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * What {@code run} does with work that meets the closed gate of an organisation: it is put off, not failed. Commands put
 * nothing off; they wait before the gate or give up.
 */
public final class ClosedGate {

    /** How long a limit is sat out, from its first answer on, before those who are due are told of it. */
    static final Duration BRIEF = Duration.ofSeconds(60);

    private final Gates gates;
    private final boolean running;

    /** @param running false in a command */
    public ClosedGate(Gates gates, boolean running) {
        this.gates = gates;
        this.running = running;
    }

    /**
     * For work without a deadline.
     *
     * @param scope {@code platform/sandbox}
     * @throws PutOff until the gate opens
     */
    public void putOff(String scope) {
        closed(scope).ifPresent(closed -> putOff(scope, closed));
    }

    /**
     * For work that somebody waits for: a limit that goes on for longer is told instead.
     *
     * @param scope {@code platform/sandbox}
     * @throws PutOff until the gate opens
     */
    public void putOffBriefly(String scope) {
        closed(scope)
                .filter(closed ->
                        Duration.between(closed.since(), closed.until()).compareTo(BRIEF) <= 0)
                .ifPresent(closed -> putOff(scope, closed));
    }

    private Optional<Gates.Closed> closed(String scope) {
        return running ? gates.closed(Scoped.platformName(scope)) : Optional.empty();
    }

    private static void putOff(String scope, Gates.Closed closed) {
        throw new PutOff(
                closed.until(),
                scope + " until " + closed.until().truncatedTo(ChronoUnit.SECONDS) + ": " + closed.cause());
    }
}
