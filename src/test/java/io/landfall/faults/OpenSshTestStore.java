package io.landfall.faults;

import io.landfall.model.Storage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** What {@link OpenSsh} serves, empty at first. */
final class OpenSshTestStore implements TestStore {
    private static final AtomicInteger NAMES = new AtomicInteger();

    private final OpenSsh server;
    private final Path knownHosts;
    private final Tap tap;

    OpenSshTestStore(OpenSsh server, Path folder) throws IOException {
        this.server = server;
        this.tap = new Tap(server.port());
        this.knownHosts = Files.writeString(
                folder.resolve("known_hosts"), "[127.0.0.1]:" + tap.port() + " " + server.hostKey() + "\n");
        server.empty();
    }

    Path knownHosts() {
        return knownHosts;
    }

    private Storage with(int port, Path key) {
        return Looker.sftp(
                "openssh-" + NAMES.incrementAndGet(),
                port,
                knownHosts,
                Map.of("user", server.user(), "private-key-file", key.toString()));
    }

    @Override
    public Storage storage() {
        return with(tap.port(), server.userKey());
    }

    @Override
    public Storage withWrongCredentials() {
        return with(tap.port(), server.strangersKey());
    }

    @Override
    public Storage unreachable() {
        return with(FreePort.closed(), server.userKey());
    }

    @Override
    public void put(String key, byte[] content) {
        try {
            Path file = server.root().resolve(key);
            Files.createDirectories(file.getParent());
            Files.write(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void delete(String key) {
        try {
            Files.delete(server.root().resolve(key));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void denyListing(boolean denied) {
        tap.to(denied ? server.denyingPort() : server.port());
        tap.drop();
    }

    @Override
    public void hang(boolean hangs) {
        tap.late(hangs ? Duration.ofMillis(1500) : Duration.ZERO);
    }

    @Override
    public Tap tap() {
        return tap;
    }

    @Override
    public void close() {
        tap.close();
    }
}
