package io.landfall.emulator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;
import org.apache.sshd.common.file.virtualfs.VirtualFileSystemFactory;
import org.apache.sshd.common.keyprovider.FileKeyPairProvider;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.session.SessionListener;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.sftp.server.DirectoryHandle;
import org.apache.sshd.sftp.server.SftpFileSystemAccessor;
import org.apache.sshd.sftp.server.SftpSubsystemFactory;
import org.apache.sshd.sftp.server.SftpSubsystemProxy;

/**
 * An SFTP server in this process on 127.0.0.1 whose root is a real folder. Its host key is ECDSA (nistp256), the users
 * all see the same files.
 */
public final class SftpServer implements AutoCloseable {

    private final Path root;
    private final Map<String, String> passwords = new ConcurrentHashMap<>();
    private final Map<String, PublicKey> keys = new ConcurrentHashMap<>();
    private volatile KeyPair hostKey;
    private volatile SshServer server;
    private volatile boolean loginsRefused;
    private volatile boolean connectionsDropped;
    private volatile boolean listingDenied;

    private SftpServer(Path root, KeyPair hostKey, int port) {
        this.root = root;
        this.hostKey = hostKey;
        listen(port);
    }

    /** Starts on any free port with a new host key; the folder is made if it is missing. */
    public static SftpServer start(Path root) {
        return start(root, null, 0);
    }

    /**
     * @param hostKeyFile holds the host key in OpenSSH's form, written when it is missing; null: a new key
     * @param port 0 for any free one
     * @throws UncheckedIOException if the port is taken or a file cannot be used
     */
    public static SftpServer start(Path root, Path hostKeyFile, int port) {
        try {
            Files.createDirectories(root);
            return new SftpServer(root, hostKeyFile == null ? newKey() : kept(hostKeyFile), port);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Lets a user in by password. */
    public SftpServer user(String name, String password) {
        passwords.put(name, password);
        return this;
    }

    /** Lets a user in by key. */
    public SftpServer user(String name, PublicKey key) {
        keys.put(name, key);
        return this;
    }

    public int port() {
        return server.getPort();
    }

    public Path root() {
        return root;
    }

    /** The line for this server in a known_hosts file, without a line end. */
    public String knownHostsLine() {
        return "[127.0.0.1]:" + port() + " " + PublicKeyEntry.toString(hostKey.getPublic());
    }

    /** Restarts on the same port with another host key; open connections end. */
    public void changeHostKey() {
        int port = port();
        stop();
        hostKey = newKey();
        listen(port);
    }

    /** All logins are refused, as with a wrong password. */
    public void refuseLogins(boolean refused) {
        loginsRefused = refused;
    }

    /** New connections are closed at once, and those that are open now too. */
    public void dropConnections(boolean dropped) {
        connectionsDropped = dropped;
        if (dropped) {
            server.getActiveSessions().forEach(session -> session.close(true));
        }
    }

    /** Opening a folder is refused (permission denied). */
    public void denyListing(boolean denied) {
        listingDenied = denied;
    }

    @Override
    public void close() {
        stop();
    }

    private void listen(int port) {
        SshServer fresh = SshServer.setUpDefaultServer();
        fresh.setHost("127.0.0.1");
        fresh.setPort(port);
        fresh.setKeyPairProvider(KeyPairProvider.wrap(hostKey));
        fresh.setPasswordAuthenticator(
                (user, password, session) -> !loginsRefused && password.equals(passwords.get(user)));
        fresh.setPublickeyAuthenticator((user, key, session) ->
                !loginsRefused && keys.containsKey(user) && KeyUtils.compareKeys(keys.get(user), key));
        fresh.setFileSystemFactory(new VirtualFileSystemFactory(root.toAbsolutePath()));
        SftpSubsystemFactory sftp = new SftpSubsystemFactory();
        sftp.setFileSystemAccessor(new FaultyFiles());
        fresh.setSubsystemFactories(List.of(sftp));
        fresh.addSessionListener(new SessionListener() {
            @Override
            public void sessionCreated(Session session) {
                if (connectionsDropped) {
                    session.close(true);
                }
            }
        });
        try {
            fresh.start();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot listen on 127.0.0.1:" + port, e);
        }
        server = fresh;
    }

    private void stop() {
        try {
            server.stop(true);
        } catch (IOException e) {
            throw new UncheckedIOException("the SFTP server does not stop", e);
        }
    }

    private static KeyPair kept(Path file) throws IOException {
        if (Files.exists(file)) {
            return new FileKeyPairProvider(file).loadKeys(null).iterator().next();
        }
        KeyPair key = newKey();
        try (var out = Files.newOutputStream(file)) {
            OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(key, "landfall local world", null, out);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the host key cannot be written", e);
        }
        return key;
    }

    private static KeyPair newKey() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(256);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JVM has no elliptic curves", e);
        }
    }

    private final class FaultyFiles implements SftpFileSystemAccessor {

        @Override
        public DirectoryStream<Path> openDirectory(
                SftpSubsystemProxy subsystem, DirectoryHandle handle, Path dir, String name, LinkOption... options)
                throws IOException {
            if (listingDenied) {
                throw new java.nio.file.AccessDeniedException(name);
            }
            return SftpFileSystemAccessor.super.openDirectory(subsystem, handle, dir, name, options);
        }
    }
}
