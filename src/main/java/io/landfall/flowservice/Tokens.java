package io.landfall.flowservice;

import com.fasterxml.jackson.databind.JsonNode;
import io.landfall.model.Platform;
import io.landfall.model.Secret;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * One access token per platform, shared by all calls and renewed before it expires (Flow Service §2). It never calls
 * anything: the route {@code flow-service-token} does, one renewal at a time. Thread-safe.
 */
public final class Tokens {

    private static final Duration LARGEST_MARGIN = Duration.ofMinutes(5);
    private static final Duration UNSAID_LIFETIME = Duration.ofMinutes(15);
    private static final long LONGEST_IN_SECONDS = Duration.ofDays(30).toSeconds();

    /**
     * A token in use.
     *
     * @param renewAt from when on another is fetched
     * @param afterRefusal fetched because the one before was refused
     */
    public record Grant(Secret token, Instant renewAt, boolean afterRefusal) {}

    /** A refused token stays until another takes its place, so that a call between the two has one to be refused with. */
    private record State(Grant grant, boolean refused) {
        boolean holds(Grant used) {
            return grant.token().equals(used.token());
        }
    }

    private final Clock clock;
    private final Map<String, State> states = new ConcurrentHashMap<>();

    public Tokens(Clock clock) {
        this.clock = clock;
    }

    /** Whether a token must be fetched before the next call. */
    public boolean stale(Platform platform) {
        State state = states.get(platform.name());
        return state == null
                || state.refused()
                || !clock.instant().isBefore(state.grant().renewAt());
    }

    /** The token request as form data, every value encoded (Flow Service §2). */
    public String form(Platform platform) {
        return "grant_type=client_credentials&client_id=" + encode(platform.clientId()) + "&client_secret="
                + encode(platform.clientSecret().reveal()) + "&scope=" + encode(platform.scopes());
    }

    /**
     * Keeps the token of an answer. {@code expires_in} is in seconds; the legacy endpoint's milliseconds are recognised
     * by their size. It is renewed when a tenth of its life is left, at most five minutes.
     *
     * @return false when the answer holds no usable token
     */
    public boolean keep(Platform platform, JsonNode answer) {
        String token = Json.text(answer, "access_token");
        if (!token.matches("[\\x21-\\x7E]+")) {
            return false;
        }
        Duration lifetime = lifetime(answer.path("expires_in"));
        Duration tenth = lifetime.dividedBy(10);
        Duration margin = tenth.compareTo(LARGEST_MARGIN) < 0 ? tenth : LARGEST_MARGIN;
        Instant renewAt = clock.instant().plus(lifetime).minus(margin);
        states.compute(platform.name(), (name, before) -> {
            boolean afterRefusal = before != null && before.refused();
            return new State(new Grant(new Secret(token), renewAt, afterRefusal), false);
        });
        return true;
    }

    /**
     * The token for the next attempt.
     *
     * @throws IllegalStateException when none was fetched
     */
    public Grant grant(Platform platform) {
        State state = states.get(platform.name());
        if (state == null) {
            throw new IllegalStateException("no token was fetched for platform " + platform.name());
        }
        return state.grant();
    }

    /** The header {@code Authorization}. */
    public String bearer(Grant grant) {
        return "Bearer " + grant.token().reveal();
    }

    /** A call was admitted with this token, so a refusal later is news again. */
    public void accepted(Platform platform, Grant used) {
        states.computeIfPresent(
                platform.name(),
                (name, state) -> state.holds(used) && !state.refused()
                        ? new State(new Grant(used.token(), used.renewAt(), false), false)
                        : state);
    }

    /**
     * A call was refused with 401: the token is put away, unless another one has taken its place already.
     *
     * @return whether another attempt is worth it: not when this token had itself been fetched because of a refusal and
     *     was never accepted
     */
    public boolean refused(Platform platform, Grant used) {
        State state = states.computeIfPresent(
                platform.name(), (name, now) -> now.holds(used) ? new State(now.grant(), true) : now);
        return state == null || !state.holds(used) || !state.grant().afterRefusal();
    }

    private static Duration lifetime(JsonNode expiresIn) {
        long value = expiresIn.asLong(0);
        if (value <= 0) {
            return UNSAID_LIFETIME;
        }
        return value > LONGEST_IN_SECONDS ? Duration.ofMillis(value) : Duration.ofSeconds(value);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
