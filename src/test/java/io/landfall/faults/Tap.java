package io.landfall.faults;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A wire between client and server that can be cut in the middle of an answer, or swallow all of it. */
final class Tap implements AutoCloseable {
    private final ServerSocket listener;
    private volatile int target;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private volatile long passed = Long.MAX_VALUE;
    private volatile int cuts;
    private volatile boolean silent;
    private volatile long late;
    private volatile int connections;

    Tap(int target) throws IOException {
        this.target = target;
        this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        start(this::accept);
    }

    int port() {
        return listener.getLocalPort();
    }

    /** Each of the next connections is reset once the server has sent this many bytes over it. */
    void cutAfter(long bytes, int connections) {
        passed = bytes;
        cuts = connections;
    }

    /** Nothing that the server sends gets through, and the connections stay open. */
    void silent(boolean on) {
        silent = on;
    }

    /** New connections go to another server. */
    void to(int port) {
        target = port;
    }

    /** Whatever the server sends comes this much later. */
    void late(Duration by) {
        late = by.toMillis();
    }

    /** All connections there are end; new ones can be made. */
    void drop() {
        sockets.forEach(Tap::reset);
        sockets.clear();
    }

    /** How many connections are still to be cut. */
    int cutsLeft() {
        return cuts;
    }

    /** How many connections were made. */
    int connections() {
        return connections;
    }

    private void accept() {
        try {
            while (true) {
                Socket client = listener.accept();
                connections++;
                Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
                sockets.addAll(List.of(client, server));
                start(() -> copy(client, server, false));
                start(() -> copy(server, client, true));
            }
        } catch (IOException closed) {
            drop();
        }
    }

    private void copy(Socket from, Socket to, boolean answers) {
        byte[] buffer = new byte[8192];
        long sent = 0;
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                if (answers && silent) {
                    continue;
                }
                if (answers && late > 0) {
                    Thread.sleep(late);
                }
                if (answers && sent + n > passed && takeCut()) {
                    out.write(buffer, 0, (int) Math.max(0, passed - sent));
                    out.flush();
                    break;
                }
                out.write(buffer, 0, n);
                out.flush();
                sent += n;
            }
        } catch (IOException | InterruptedException ended) {
            // the other side ended it, which ends both
        }
        reset(from);
        reset(to);
    }

    private synchronized boolean takeCut() {
        if (cuts == 0) {
            return false;
        }
        cuts--;
        return true;
    }

    private static void reset(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException alreadyClosed) {
            // nothing left to end
        }
    }

    private static void start(Runnable run) {
        Thread thread = new Thread(run, "tap");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        drop();
    }
}
