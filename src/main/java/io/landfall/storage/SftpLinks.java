package io.landfall.storage;

import com.jcraft.jsch.ChannelSftp;
import com.jcraft.jsch.JSch;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.Session;
import com.jcraft.jsch.SftpException;
import io.landfall.model.Secret;
import io.landfall.model.Storage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;

/**
 * The logins at one SFTP server: made when needed, used by one thread at a time, kept for the next. How many there are at
 * once is decided by who uses them.
 */
final class SftpLinks implements AutoCloseable {
    private static final Duration KEPT = Duration.ofSeconds(60);
    private static final String PORT = "22";

    private final Storage storage;
    private final Map<String, Secret> login;
    private final ConcurrentLinkedDeque<SftpLink> idle = new ConcurrentLinkedDeque<>();
    private final ScheduledExecutorService timer;
    private volatile boolean closed;

    SftpLinks(Storage storage) {
        this.storage = storage;
        this.login = storage.reader().isEmpty() ? storage.adobe() : storage.reader();
        this.timer = Executors.newSingleThreadScheduledExecutor(run -> {
            Thread thread = new Thread(run, "sftp-" + storage.name());
            thread.setDaemon(true);
            return thread;
        });
        timer.scheduleWithFixedDelay(
                this::letGoOfOld, KEPT.toMillis(), KEPT.toMillis(), java.util.concurrent.TimeUnit.MILLISECONDS);
    }

    Storage storage() {
        return storage;
    }

    /**
     * Does something over a connection, which goes back where the server can be asked again.
     *
     * @throws FileChanged from what is done
     * @throws StoreFailure what everything else comes down to
     */
    <T> T use(SftpStore.Use<T> use) throws FileChanged {
        SftpLink link = borrow();
        ScheduledFuture<?> watch = link.watch(timer, storage.timeout());
        boolean well = false;
        try {
            T result = use.with(link);
            well = true;
            return result;
        } catch (FileChanged e) {
            well = true;
            throw e;
        } catch (SftpException e) {
            well = e.id == ChannelSftp.SSH_FX_NO_SUCH_FILE || e.id == ChannelSftp.SSH_FX_PERMISSION_DENIED;
            throw SftpFailures.of(storage, e, link.wasCut());
        } catch (IOException e) {
            throw SftpFailures.of(storage, e, link.wasCut());
        } finally {
            watch.cancel(false);
            link.pause();
            if (well && link.alive() && !closed) {
                idle.push(link);
            } else {
                link.close();
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        timer.shutdownNow();
        idle.forEach(SftpLink::close);
        idle.clear();
    }

    private SftpLink borrow() {
        for (SftpLink link = idle.poll(); link != null; link = idle.poll()) {
            if (link.alive() && System.nanoTime() - link.lastUsed() < KEPT.toNanos()) {
                return link;
            }
            link.close();
        }
        return connect();
    }

    private void letGoOfOld() {
        idle.removeIf(link -> {
            boolean old = System.nanoTime() - link.lastUsed() >= KEPT.toNanos();
            if (old) {
                link.close();
            }
            return old;
        });
    }

    private SftpLink connect() {
        int millis =
                Math.toIntExact(Math.min(Integer.MAX_VALUE, storage.timeout().toMillis()));
        SftpHostKeys hostKeys = null;
        Session session = null;
        try {
            JSch jsch = new JSch();
            String knownHosts = storage.need("known-hosts");
            jsch.setKnownHosts(knownHosts);
            hostKeys = new SftpHostKeys(jsch.getHostKeyRepository(), knownHosts);
            jsch.setHostKeyRepository(hostKeys);
            session = jsch.getSession(
                    secret("user"),
                    storage.need("host"),
                    Integer.parseInt(storage.at("port").orElse(PORT)));
            authenticate(jsch, session);
            session.setConfig("StrictHostKeyChecking", "yes");
            session.setDaemonThread(true);
            session.setServerAliveInterval(millis);
            session.setServerAliveCountMax(1);
            session.connect(millis);
            ChannelSftp channel = (ChannelSftp) session.openChannel("sftp");
            channel.connect(millis);
            return new SftpLink(session, channel);
        } catch (JSchException e) {
            if (session != null) {
                session.disconnect();
            }
            throw SftpFailures.connecting(storage, e, hostKeys);
        }
    }

    private void authenticate(JSch jsch, Session session) throws JSchException {
        Secret password = login.get("password");
        if (password != null) {
            session.setPassword(password.reveal().getBytes(StandardCharsets.UTF_8));
            session.setConfig("PreferredAuthentications", "password,keyboard-interactive");
            return;
        }
        Secret passphrase = login.get("passphrase");
        jsch.addIdentity(
                secret("private-key-file"),
                passphrase == null ? null : passphrase.reveal().getBytes(StandardCharsets.UTF_8));
        session.setConfig("PreferredAuthentications", "publickey");
    }

    private String secret(String key) {
        Secret secret = login.get(key);
        if (secret == null) {
            throw StoreFailure.lasting(
                    storage,
                    io.landfall.model.Trouble.Kind.REJECTED,
                    "no " + key + " is set",
                    "set storage." + storage.name() + ".reader." + key,
                    null);
        }
        return secret.reveal();
    }
}
