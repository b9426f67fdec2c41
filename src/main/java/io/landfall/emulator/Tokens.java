package io.landfall.emulator;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** The token endpoint: client credentials by form, lifetime in seconds, no refresh token (Flow Service §2). */
final class Tokens {

    private record Client(String org, String secret) {}

    private record Token(String clientId, String org, Instant expires) {}

    private final Clock clock;
    private final Map<String, Client> clients = new ConcurrentHashMap<>();
    private final Map<String, Token> tokens = new ConcurrentHashMap<>();
    private final AtomicInteger issued = new AtomicInteger();
    private volatile Duration lifetime = Duration.ofSeconds(86_399);

    Tokens(Clock clock) {
        this.clock = clock;
    }

    void client(String clientId, String secret, String org) {
        clients.put(clientId, new Client(org, secret));
    }

    void lifetime(Duration value) {
        lifetime = value;
    }

    void revoke() {
        tokens.clear();
    }

    int issued() {
        return issued.get();
    }

    boolean knows(String clientId) {
        return clients.containsKey(clientId);
    }

    /** The organisation that a token is for, if it is valid now and belongs to the client. */
    Optional<String> org(String token, String clientId) {
        return Optional.ofNullable(tokens.get(token))
                .filter(t -> t.clientId().equals(clientId) && clock.instant().isBefore(t.expires()))
                .map(Token::org);
    }

    Reply answer(String method, byte[] form) {
        if (!method.equals("POST")) {
            return Reply.empty(405);
        }
        Query fields = Query.of(new String(form, StandardCharsets.UTF_8));
        if (!fields.first("grant_type").filter("client_credentials"::equals).isPresent()) {
            return refused("unsupported_grant_type", "invalid grant_type parameter");
        }
        String id = fields.first("client_id").orElse("");
        Client client = clients.get(id);
        if (client == null) {
            return refused("invalid_client", "invalid client_id parameter");
        }
        if (!client.secret().equals(fields.first("client_secret").orElse(""))) {
            return refused("invalid_client", "invalid client_secret parameter");
        }
        if (fields.first("scope").orElse("").isBlank()) {
            return refused("invalid_scope", "invalid scope parameter");
        }
        String token = "local." + UUID.randomUUID() + "." + issued.incrementAndGet();
        tokens.put(token, new Token(id, client.org(), clock.instant().plus(lifetime)));
        return Reply.ok(Json.object()
                .put("access_token", token)
                .put("token_type", "bearer")
                .put("expires_in", lifetime.toSeconds()));
    }

    private static Reply refused(String error, String description) {
        return Reply.json(400, Json.object().put("error", error).put("error_description", description));
    }
}
