package io.landfall.faults;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A wire between client and server that can be cut in the middle of an answer, or swallow all of it. */
final class Tap implements AutoCloseable {
    /** What goes wrong with every answer while it lasts. */
    enum Weather {
        FAIR,
        /** Each part of an answer comes 300 ms later. */
        LATENCY,
        /** Nobody listens, and connections there were are reset. */
        DOWN,
        /** The connection is reset at the first byte of an answer. */
        RESET,
        /** No byte of an answer arrives, and the connection stays open. */
        HANG,
        /** Answers arrive; what the server closes is closed two seconds later. */
        SLOW_CLOSE,
        /** The first forty bytes of an answer arrive, then the connection is closed in good order. */
        HALF
    }

    private static final int HALF = 40;

    private volatile ServerSocket listener;
    private final int port;
    private volatile int target;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private volatile long passed = Long.MAX_VALUE;
    private volatile int cuts;
    private volatile boolean silent;
    private volatile Weather weather = Weather.FAIR;
    private volatile long late;
    private volatile int connections;

    Tap(int target) throws IOException {
        this.target = target;
        listen(0);
        this.port = listener.getLocalPort();
    }

    int port() {
        return port;
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

    /** From now on, for connections there are too. */
    void weather(Weather now) throws IOException {
        Weather before = weather;
        weather = now;
        if (now == Weather.DOWN) {
            listener.close();
            drop();
        } else if (before == Weather.DOWN) {
            listen(port);
        } else if (now == Weather.FAIR) {
            drop();
        }
    }

    /** How many connections are open. */
    int open() {
        return sockets.size() / 2;
    }

    private void listen(int on) throws IOException {
        ServerSocket socket = new ServerSocket();
        socket.setReuseAddress(true);
        socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), on), 50);
        listener = socket;
        start(() -> accept(socket));
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

    private void accept(ServerSocket listener) {
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
                if (answers && (silent || weather == Weather.HANG)) {
                    continue;
                }
                if (answers && weather == Weather.RESET) {
                    break;
                }
                if (answers && weather == Weather.HALF) {
                    out.write(buffer, 0, Math.min(n, HALF));
                    out.flush();
                    to.shutdownOutput();
                    to.close();
                    break;
                }
                if (answers && (late > 0 || weather == Weather.LATENCY)) {
                    Thread.sleep(Math.max(late, weather == Weather.LATENCY ? 300 : 0));
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
            if (answers && weather == Weather.SLOW_CLOSE) {
                Thread.sleep(2000);
            }
        } catch (IOException | InterruptedException ended) {
            // the other side ended it, which ends both
        }
        reset(from);
        reset(to);
        sockets.removeAll(List.of(from, to));
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
