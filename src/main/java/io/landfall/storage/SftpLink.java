package io.landfall.storage;

import com.jcraft.jsch.ChannelSftp;
import com.jcraft.jsch.Session;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * A login with one SFTP channel, used by one thread at a time. JSch waits for an answer without end, so a watch cuts the
 * connection once there was no progress for the storage's timeout.
 */
final class SftpLink {
    private final Session session;
    private final ChannelSftp channel;
    private volatile long lastProgress = System.nanoTime();
    private volatile boolean paused = true;
    private volatile boolean cut;

    SftpLink(Session session, ChannelSftp channel) {
        this.session = session;
        this.channel = channel;
    }

    ChannelSftp channel() {
        return channel;
    }

    /** Whether it can be used, as far as this side knows. */
    boolean alive() {
        return !cut && session.isConnected() && channel.isConnected() && !channel.isClosed();
    }

    /** Whether the watch has cut it. */
    boolean wasCut() {
        return cut;
    }

    /** When it was used last, in {@link System#nanoTime}. */
    long lastUsed() {
        return lastProgress;
    }

    void progress() {
        lastProgress = System.nanoTime();
    }

    /** Nothing is expected of the server for now. */
    void pause() {
        paused = true;
    }

    /** Something is expected of the server from now on. */
    void resume() {
        progress();
        paused = false;
    }

    /** Cuts the connection when nothing came for this long; the answer ends the watch. */
    ScheduledFuture<?> watch(ScheduledExecutorService timer, Duration timeout) {
        resume();
        long beat = Math.max(10, timeout.toMillis() / 8);
        return timer.scheduleWithFixedDelay(
                () -> {
                    if (!paused && System.nanoTime() - lastProgress >= timeout.toNanos()) {
                        cut = true;
                        close();
                    }
                },
                beat,
                beat,
                TimeUnit.MILLISECONDS);
    }

    void close() {
        channel.disconnect();
        session.disconnect();
    }
}
