package io.landfall.spec;

import io.landfall.model.Config.Server;
import io.landfall.model.Config.Settings;
import io.landfall.model.Config.Tls;
import io.landfall.model.Secret;
import java.nio.file.Path;
import java.util.Optional;

/** The keys that stand alone. */
final class SettingsSpec {
    private final Declared declared;

    SettingsSpec(Declared declared) {
        this.declared = declared;
    }

    Settings read() {
        String url = declared.or("state.url", Type.STATE_URL);
        if (url.startsWith("jdbc:sqlite:")) {
            onlyForPostgresql("state.user");
            onlyForPostgresql("state.password");
        }
        return new Settings(
                declared.or("provision.mode", Type.MODE),
                declared.or("poll.cron", Type.CRON),
                declared.or("verify.settle", Type.DURATION),
                declared.or("verify.byte-budget", Type.SIZE),
                url,
                declared.get("state.user", Type.TEXT),
                declared.secret("state.password", Type.SECRET),
                declared.or("state.keep", Type.TIMEOUT),
                server(),
                declared.secret("heartbeat.to", Type.CHANNEL));
    }

    private Server server() {
        Optional<String> user = declared.get("server.user", Type.TEXT);
        Optional<Secret> password = declared.secret("server.password", Type.SECRET);
        Optional<Secret> token = declared.secret("server.token", Type.SECRET);
        String host = declared.or("server.host", Type.HOST);
        if (!halves("server.user", "server.password")
                && !Endpoints.loopback(host)
                && !declared.given("server.password")
                && !declared.given("server.token")) {
            declared.wrong(
                    "server.host",
                    Shown.quoted(host) + " is not loopback, expected server.user and server.password, or server.token");
        }
        return new Server(host, declared.or("server.port", Type.SERVER_PORT), user, password, token, tls());
    }

    private Optional<Tls> tls() {
        Optional<Path> keystore = declared.get("server.tls.keystore", Type.FILE);
        Optional<Secret> password = declared.secret("server.tls.password", Type.SECRET);
        halves("server.tls.keystore", "server.tls.password");
        return keystore.flatMap(file -> password.map(secret -> new Tls(file, secret)));
    }

    /** Whether one of two is given without the other, which is wrong. */
    private boolean halves(String one, String other) {
        boolean halves = declared.given(one) != declared.given(other);
        if (halves) {
            boolean lacksOne = declared.given(other);
            declared.wrong(
                    lacksOne ? one : other,
                    "is missing beside " + (lacksOne ? other : one) + ", expected both or neither");
        }
        return halves;
    }

    private void onlyForPostgresql(String property) {
        if (declared.given(property) && !declared.broken(property)) {
            declared.wrong(
                    property, "is for PostgreSQL, but state.url is SQLite, expected none or jdbc:postgresql://…");
        }
    }
}
