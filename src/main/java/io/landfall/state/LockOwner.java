package io.landfall.state;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Who holds a lock, written {@code host:pid:start:nonce}. The host includes the process name space, so that two
 * containers of one host are not taken for each other; the start tells a process from a later one with its number; the
 * nonce tells two holders in one process apart.
 */
public record LockOwner(String host, long pid, long startMillis, String nonce) {

    private static final int PARTS = 4;

    /** A new holder in this process. */
    public static LockOwner here() {
        ProcessHandle self = ProcessHandle.current();
        return new LockOwner(
                thisHost(), self.pid(), start(self), UUID.randomUUID().toString());
    }

    /** Absent for a text that this class has not written. */
    public static Optional<LockOwner> parse(String text) {
        String[] parts = text.split(":");
        if (parts.length != PARTS || !parts[1].matches("\\d{1,18}") || !parts[2].matches("\\d{1,18}")) {
            return Optional.empty();
        }
        return Optional.of(new LockOwner(parts[0], Long.parseLong(parts[1]), Long.parseLong(parts[2]), parts[3]));
    }

    /** Whether its process certainly exists no more; of another host's nothing is known. */
    public boolean dead() {
        return host.equals(thisHost())
                && ProcessHandle.of(pid)
                        .filter(ProcessHandle::isAlive)
                        .filter(p -> start(p) == startMillis)
                        .isEmpty();
    }

    private static long start(ProcessHandle process) {
        return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    }

    private static String thisHost() {
        String name;
        try {
            name = InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException unnamed) {
            name = "localhost";
        }
        String space = "";
        try {
            space = Files.readSymbolicLink(Path.of("/proc/self/ns/pid")).toString();
        } catch (IOException | UnsupportedOperationException withoutNameSpaces) {
            space = "";
        }
        return (name + space).replaceAll("[^A-Za-z0-9.\\-]", "_");
    }

    @Override
    public String toString() {
        return host + ":" + pid + ":" + startMillis + ":" + nonce;
    }
}
