package io.landfall.faults;

import io.landfall.canary.Canaries;
import io.landfall.emulator.SftpServer;
import io.landfall.model.Storage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

final class SftpTestStore implements TestStore {
    private final AtomicInteger names = new AtomicInteger();
    private final Path folder;
    private final SftpServer server;
    private final Tap tap;

    SftpTestStore(Path folder) throws IOException {
        this.folder = folder;
        server = SftpServer.start(folder.resolve("root")).user("landfall", "pass word");
        tap = new Tap(server.port());
        trust();
    }

    SftpServer server() {
        return server;
    }

    Path knownHosts() {
        return folder.resolve("known_hosts");
    }

    /** Writes the server's key of now into the known hosts. */
    void trust() throws IOException {
        Files.writeString(knownHosts(), line() + "\n");
    }

    String line() {
        return server.knownHostsLine().replace(":" + server.port(), ":" + tap.port());
    }

    private Storage with(int port, String password) {
        Canaries.plant(password);
        return Looker.sftp(
                "drop-" + names.incrementAndGet(),
                port,
                knownHosts(),
                Map.of("user", "landfall", "password", password));
    }

    @Override
    public Storage storage() {
        return with(tap.port(), "pass word");
    }

    @Override
    public Storage withWrongCredentials() {
        return with(tap.port(), "wrong");
    }

    @Override
    public Storage unreachable() {
        return with(FreePort.closed(), "pass word");
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
        server.denyListing(denied);
    }

    @Override
    public void hang(boolean hangs) {
        server.delay(hangs ? Duration.ofMillis(1500) : Duration.ZERO);
    }

    @Override
    public Tap tap() {
        return tap;
    }

    @Override
    public void close() {
        tap.close();
        server.close();
    }
}
