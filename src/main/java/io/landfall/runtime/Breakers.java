package io.landfall.runtime;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.StateTransition;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.event.CircuitBreakerOnStateTransitionEvent;
import io.landfall.flowservice.FlowServiceFailure;
import io.landfall.flowservice.FlowServiceFailure.NotSent;
import io.landfall.flowservice.FlowServiceRequest;
import io.landfall.model.Trouble;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A circuit breaker for each platform: opens when it does not answer, or only with 5xx, and says so once. One that
 * limits, refuses or rejects is alive. The route {@code flow-service-attempt} uses them.
 */
public final class Breakers {
    private static final Logger LOG = LoggerFactory.getLogger(Breakers.class);

    /** So many calls one after the other must have failed, whatever sandbox they were for. */
    static final int CALLS = 10;

    /** How long nothing is asked before one call finds out. */
    static final Duration REST = Duration.ofSeconds(30);

    private final Map<String, CircuitBreaker> breakers = new LinkedHashMap<>();
    private final Map<String, FlowServiceFailure> last = new ConcurrentHashMap<>();

    public Breakers(Collection<String> platforms, Clock clock) {
        CircuitBreakerConfig config = CircuitBreakerConfig.custom()
                .slidingWindowSize(CALLS)
                .minimumNumberOfCalls(CALLS)
                .failureRateThreshold(100)
                .waitDurationInOpenState(REST)
                .permittedNumberOfCallsInHalfOpenState(1)
                .recordException(Breakers::dead)
                .clock(clock)
                .build();
        platforms.forEach(name -> breakers.put(name, watched(name, CircuitBreaker.of("platform-" + name, config))));
    }

    private CircuitBreaker watched(String name, CircuitBreaker breaker) {
        breaker.getEventPublisher()
                .onError(event -> FlowServiceFailure.in(event.getThrowable()).ifPresent(f -> last.put(name, f)))
                .onStateTransition(event -> tell(name, event));
        return breaker;
    }

    /** By the names that the routes know them by. */
    Map<String, CircuitBreaker> beans() {
        Map<String, CircuitBreaker> beans = new LinkedHashMap<>();
        breakers.forEach((name, breaker) -> beans.put("breaker-" + name, breaker));
        return beans;
    }

    /**
     * A call that the breaker kept back.
     *
     * @throws NotSent always
     */
    public void keptBack(FlowServiceRequest request) {
        throw NotSent.dead(request, last.get(request.platform().name()));
    }

    /** The platforms that are taken for dead, and why. */
    public Map<String, String> open() {
        Map<String, String> open = new LinkedHashMap<>();
        breakers.forEach((name, breaker) -> {
            if (breaker.getState() != State.CLOSED) {
                open.put(name, last.get(name).trouble().detail());
            }
        });
        return open;
    }

    private static boolean dead(Throwable thrown) {
        return FlowServiceFailure.in(thrown)
                .map(f -> f.trouble().kind())
                .filter(kind -> kind == Trouble.Kind.UNREACHABLE || kind == Trouble.Kind.TIMED_OUT)
                .isPresent();
    }

    private void tell(String name, CircuitBreakerOnStateTransitionEvent event) {
        StateTransition transition = event.getStateTransition();
        if (transition == StateTransition.CLOSED_TO_OPEN) {
            LOG.warn(
                    "platform {} is taken for dead and left alone, but for one call every {} s: {}",
                    name,
                    REST.toSeconds(),
                    last.get(name).getMessage());
        } else if (transition == StateTransition.HALF_OPEN_TO_CLOSED) {
            LOG.info("platform {} answers again", name);
        }
    }
}
