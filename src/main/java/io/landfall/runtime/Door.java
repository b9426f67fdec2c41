package io.landfall.runtime;

import io.landfall.model.Config;
import io.landfall.model.Secret;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

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

    /** Who asks, as far as the door cares. */
    public record Visitor(boolean admitted) {
        public boolean refused() {
            return !admitted;
        }
    }

    /** Looks at an {@code Authorization}, which may be null. */
    public Visitor look(String authorization) {
        return new Visitor(opens(authorization));
    }

    /** Compared in constant time. */
    private boolean opens(String authorization) {
        if (accepted.isEmpty()) {
            return true;
        }
        byte[] shown = (authorization == null ? "" : authorization).getBytes(StandardCharsets.UTF_8);
        boolean opens = false;
        for (String header : accepted) {
            opens |= MessageDigest.isEqual(header.getBytes(StandardCharsets.UTF_8), shown);
        }
        return opens;
    }
}
