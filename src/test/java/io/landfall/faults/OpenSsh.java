package io.landfall.faults;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * OpenSSH's server as a process of its own, with keys of its own, on a free port of 127.0.0.1, for the user who runs this.
 * Where it is not installed the test is skipped, and says so.
 */
final class OpenSsh implements AutoCloseable {
    private static final List<String> SERVERS = List.of("/usr/sbin/sshd", "/usr/bin/sshd", "/usr/local/sbin/sshd");

    private final Path folder;
    private final Listener allowing;
    private final Listener denying;

    private OpenSsh(Path folder, Listener allowing, Listener denying) {
        this.folder = folder;
        this.allowing = allowing;
        this.denying = denying;
    }

    private record Listener(Process process, int port) {}

    /** @param folder for keys, settings and, below {@code root}, what is served */
    static OpenSsh start(Path folder) throws Exception {
        String server = SERVERS.stream()
                .filter(place -> Files.isExecutable(Path.of(place)))
                .findFirst()
                .orElseGet(() -> skip("it is not installed"));
        Files.createDirectories(folder.resolve("root"));
        for (String name : List.of("host", "user", "stranger")) {
            key(folder.resolve(name));
        }
        if (Files.isWritable(Path.of("/run"))) {
            Files.createDirectories(Path.of("/run/sshd"));
        }
        return new OpenSsh(folder, listener(server, folder, ""), listener(server, folder, " -P opendir"));
    }

    /** By the server within sshd, which starts no shell with settings of the user's. */
    private static Listener listener(String server, Path folder, String options) throws Exception {
        int port = FreePort.closed();
        Path settings = Files.writeString(
                folder.resolve("sshd_config-" + port),
                String.join(
                        "\n",
                        "ListenAddress 127.0.0.1",
                        "Port " + port,
                        "HostKey " + folder.resolve("host"),
                        "AuthorizedKeysFile " + folder.resolve("user.pub"),
                        "PidFile none",
                        "PasswordAuthentication no",
                        "PermitRootLogin prohibit-password",
                        "StrictModes no",
                        "UsePAM no",
                        "LogLevel ERROR",
                        "Subsystem sftp internal-sftp -d " + folder.resolve("root") + options,
                        ""));
        Path log = folder.resolve("log-" + port);
        Process process = new ProcessBuilder(server, "-D", "-e", "-f", settings.toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        while (process.isAlive()) {
            try (Socket there = new Socket(InetAddress.getLoopbackAddress(), port)) {
                return new Listener(process, port);
            } catch (IOException notYet) {
                Thread.onSpinWait();
            }
        }
        return skip("sshd does not start here: " + Files.readString(log).strip());
    }

    int port() {
        return allowing.port();
    }

    /** Where everything but the reading of directories is allowed. */
    int denyingPort() {
        return denying.port();
    }

    Path root() {
        return folder.resolve("root");
    }

    String user() {
        return System.getProperty("user.name");
    }

    /** The private key that it lets in. */
    Path userKey() {
        return folder.resolve("user");
    }

    /** A private key that it does not know. */
    Path strangersKey() {
        return folder.resolve("stranger");
    }

    /** Type and key, as they stand in a file of known hosts behind the host. */
    String hostKey() throws IOException {
        String[] parts = Files.readString(folder.resolve("host.pub")).split(" ");
        return parts[0] + " " + parts[1].strip();
    }

    @Override
    public void close() {
        allowing.process().destroy();
        denying.process().destroy();
    }

    private static void key(Path file) throws Exception {
        if (Files.exists(file)) {
            return;
        }
        Process made = new ProcessBuilder("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", file.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(made.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (made.waitFor() != 0) {
            throw new IOException("ssh-keygen: " + said);
        }
    }

    private static <T> T skip(String why) {
        System.out.println("SKIPPED: OpenSSH is not tried: " + why);
        return abort("OpenSSH is not tried: " + why);
    }

    /** All that it made, for a store that begins anew. */
    void empty() throws IOException {
        try (Stream<Path> files = Files.walk(root())) {
            for (Path file : files.sorted(java.util.Comparator.reverseOrder())
                    .filter(f -> !f.equals(root()))
                    .toList()) {
                Files.delete(file);
            }
        }
    }
}
