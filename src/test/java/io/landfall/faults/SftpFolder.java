package io.landfall.faults;

import io.landfall.model.Storage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A folder of this machine that a server of SFTP shows, and a file of known hosts. */
abstract class SftpFolder extends TestStore {
    private final Path root;
    private final Path knownHosts;

    SftpFolder(Tap tap, Path root, Path knownHosts) {
        super(tap);
        this.root = root;
        this.knownHosts = knownHosts;
    }

    Path knownHosts() {
        return knownHosts;
    }

    /** The line of known hosts for the server's key of now. */
    abstract String line() throws IOException;

    /** Writes that line, and no other. */
    void trust() throws IOException {
        Files.writeString(knownHosts, line() + "\n");
    }

    Storage with(int port, Map<String, String> reader) {
        return Looker.sftp(named("drop"), port, knownHosts, reader);
    }

    @Override
    void put(String key, byte[] content) {
        try {
            Path file = root.resolve(key);
            Files.createDirectories(file.getParent());
            Files.write(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    void delete(String key) {
        try {
            Files.delete(root.resolve(key));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
