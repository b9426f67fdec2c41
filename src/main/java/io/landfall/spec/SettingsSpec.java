package io.landfall.spec;

import io.landfall.model.Config.Settings;
import io.landfall.model.Secret;
import java.util.Optional;

/** The keys that stand alone. */
final class SettingsSpec {
    private final Declared declared;

    SettingsSpec(Declared declared) {
        this.declared = declared;
    }

    Settings read() {
        Optional<String> user = declared.get("server.user", Type.TEXT);
        Optional<Secret> password = declared.secret("server.password", Type.SECRET);
        Optional<Secret> token = declared.secret("server.token", Type.SECRET);
        String host = declared.or("server.host", Type.HOST);
        boolean halves = declared.given("server.user") != declared.given("server.password");
        if (halves) {
            boolean lacksUser = declared.given("server.password");
            declared.wrong(
                    lacksUser ? "server.user" : "server.password",
                    "is missing beside " + (lacksUser ? "server.password" : "server.user")
                            + ", expected both or neither");
        } else if (!Endpoints.loopback(host) && !declared.given("server.password") && !declared.given("server.token")) {
            declared.wrong(
                    "server.host",
                    Shown.quoted(host) + " is not loopback, expected server.user and server.password, or server.token");
        }
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
                host,
                declared.or("server.port", Type.SERVER_PORT),
                user,
                password,
                token,
                declared.secret("heartbeat.to", Type.CHANNEL));
    }

    private void onlyForPostgresql(String property) {
        if (declared.given(property) && !declared.broken(property)) {
            declared.wrong(
                    property, "is for PostgreSQL, but state.url is SQLite, expected none or jdbc:postgresql://…");
        }
    }
}
