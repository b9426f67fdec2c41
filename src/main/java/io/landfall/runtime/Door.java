package io.landfall.runtime;

import io.landfall.model.Config;
import io.landfall.model.Secret;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Lets in who shows the password or token that the property files ask for; without one, everybody on loopback. */
public final class Door {
    private final List<String> accepted;

    public Door(Config.Server server) {
        List<String> headers = new ArrayList<>();
        server.token().map(Secret::reveal).ifPresent(token -> headers.add("Bearer " + token));
        server.user()
                .flatMap(user -> server.password().map(p -> user + ":" + p.reveal()))
                .ifPresent(pair -> headers.add(
                        "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8))));
        this.accepted = List.copyOf(headers);
    }

    /**
     * Who asks, as far as the door cares.
     *
     * @param asks by name, what is asked: {@code CamelHttpPath}, and the parameters of path and query; untrusted text
     */
    public record Visitor(boolean admitted, Map<String, Object> asks) {
        public boolean refused() {
            return !admitted;
        }
    }

    /** Looks at a request's headers; what was shown to be let in goes no further. */
    public Visitor look(Map<String, Object> headers) {
        Map<String, Object> asks = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        asks.putAll(headers);
        Object shown = asks.remove("Authorization");
        return new Visitor(opens(shown == null ? "" : shown.toString()), asks);
    }

    /** Compared in constant time. */
    private boolean opens(String authorization) {
        if (accepted.isEmpty()) {
            return true;
        }
        byte[] shown = authorization.getBytes(StandardCharsets.UTF_8);
        boolean opens = false;
        for (String header : accepted) {
            opens |= MessageDigest.isEqual(header.getBytes(StandardCharsets.UTF_8), shown);
        }
        return opens;
    }
}
