package io.landfall.faults;

import io.landfall.model.Storage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** What {@link OpenSsh} serves, empty at first. */
final class OpenSshTestStore extends SftpFolder {
    private final OpenSsh server;

    OpenSshTestStore(OpenSsh server, Path folder) throws IOException {
        super(new Tap(server.port()), server.root(), folder.resolve("known_hosts"));
        this.server = server;
        trust();
        server.empty();
    }

    @Override
    String line() throws IOException {
        return "[127.0.0.1]:" + tap().port() + " " + server.hostKey();
    }

    private Storage with(int port, Path key) {
        return with(port, Map.of("user", server.user(), "private-key-file", key.toString()));
    }

    @Override
    Storage at(int port) {
        return with(port, server.userKey());
    }

    @Override
    Storage withWrongCredentials() {
        return with(tap().port(), server.strangersKey());
    }

    @Override
    void denyListing(boolean denied) {
        tap().to(denied ? server.denyingPort() : server.port());
        tap().drop();
    }
}
