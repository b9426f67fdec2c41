package io.landfall.faults;

import io.landfall.canary.Canaries;
import io.landfall.emulator.SftpServer;
import io.landfall.model.Storage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

final class SftpTestStore extends SftpFolder {
    private final SftpServer server;

    SftpTestStore(Path folder) throws IOException {
        this(folder, SftpServer.start(folder.resolve("root")).user("landfall", "pass word"));
    }

    private SftpTestStore(Path folder, SftpServer server) throws IOException {
        super(new Tap(server.port()), server.root(), folder.resolve("known_hosts"));
        this.server = server;
        trust();
    }

    SftpServer server() {
        return server;
    }

    @Override
    String line() {
        return server.knownHostsLine().replace(":" + server.port(), ":" + tap().port());
    }

    private Storage with(int port, String password) {
        Canaries.plant(password);
        return with(port, Map.of("user", "landfall", "password", password));
    }

    @Override
    Storage at(int port) {
        return with(port, "pass word");
    }

    @Override
    Storage withWrongCredentials() {
        return with(tap().port(), "wrong");
    }

    @Override
    void denyListing(boolean denied) {
        server.denyListing(denied);
    }

    @Override
    public void close() {
        super.close();
        server.close();
    }
}
