package io.landfall.emulator;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.ToIntFunction;

/**
 * One port in front of several HTTP servers of this process: the first line of a connection's first request says which
 * one has the whole connection. Bytes pass unchanged, so that signatures over the host stay right.
 */
final class Switch implements AutoCloseable {
    private static final int LONGEST_LINE = 64 << 10;

    private final ServerSocket listener;
    private final ToIntFunction<String> port;
    private final ExecutorService threads = Executors.newCachedThreadPool(Loopback.daemons("switch"));
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    private Switch(ServerSocket listener, ToIntFunction<String> port) {
        this.listener = listener;
        this.port = port;
    }

    /** @param port where a request with this first line belongs */
    static Switch start(ToIntFunction<String> port) {
        try {
            Switch started = new Switch(new ServerSocket(0, 512, InetAddress.getByName("127.0.0.1")), port);
            started.threads.execute(started::accept);
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot listen on 127.0.0.1", e);
        }
    }

    int port() {
        return listener.getLocalPort();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                client.setTcpNoDelay(true);
                open.add(client);
                threads.execute(() -> connect(client));
            } catch (IOException closing) {
                // either the listener was closed, or the client went away before it was accepted
            }
        }
    }

    private void connect(Socket client) {
        try {
            byte[] line = firstLine(client.getInputStream());
            Socket server = new Socket(
                    InetAddress.getByName("127.0.0.1"), port.applyAsInt(new String(line, StandardCharsets.UTF_8)));
            server.setTcpNoDelay(true);
            open.add(server);
            server.getOutputStream().write(line);
            threads.execute(() -> copy(server, client));
            copy(client, server);
        } catch (IOException gone) {
            end(client);
        }
    }

    private static byte[] firstLine(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int b = in.read();
        while (b >= 0 && b != '\n' && line.size() < LONGEST_LINE) {
            line.write(b);
            b = in.read();
        }
        if (b < 0) {
            throw new IOException("no request");
        }
        line.write(b);
        return line.toByteArray();
    }

    private void copy(Socket from, Socket to) {
        byte[] buffer = new byte[64 << 10];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                out.write(buffer, 0, n);
            }
        } catch (IOException ended) {
            // one side ended it, which ends both
        }
        end(from);
        end(to);
    }

    private void end(Socket socket) {
        open.remove(socket);
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        open.forEach(this::end);
        threads.shutdownNow();
    }
}
