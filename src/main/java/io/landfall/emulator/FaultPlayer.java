package io.landfall.emulator;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Plays a fault on an exchange instead of the answer. */
final class FaultPlayer {

    private static final byte[] HEAD = "{\"items\":[],\"padding\":\"".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] TAIL = "\"}".getBytes(StandardCharsets.US_ASCII);

    private FaultPlayer() {}

    /** The status that the client will see, or -1 when it sees none. */
    static int status(Fault fault, Reply real) {
        return switch (fault.kind()) {
            case ANSWER -> fault.reply().status();
            case TRUNCATE, CUT, DELAY -> real.status();
            case HUGE -> 200;
            case RESET, HANG -> -1;
        };
    }

    /** Ends the exchange. */
    static void play(Fault fault, Reply real, HttpExchange exchange, Faults faults) throws IOException {
        switch (fault.kind()) {
            case ANSWER -> Loopback.send(exchange, fault.reply());
            case TRUNCATE ->
                Loopback.send(
                        exchange,
                        new Reply(
                                real.status(),
                                real.contentType(),
                                Arrays.copyOf(real.body(), real.body().length / 2),
                                real.headers()));
            case CUT -> cut(real, exchange);
            case HUGE -> huge(fault.mebibytes(), exchange);
            case RESET -> exchange.close();
            case HANG -> {
                faults.hold(fault.time());
                exchange.close();
            }
            case DELAY -> {
                faults.hold(fault.time());
                Loopback.send(exchange, real);
            }
        }
    }

    private static void cut(Reply real, HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(real.status(), Math.max(2, real.body().length));
        OutputStream out = exchange.getResponseBody();
        out.write(real.body(), 0, real.body().length / 2);
        out.flush();
        exchange.close();
    }

    private static void huge(int mebibytes, HttpExchange exchange) throws IOException {
        byte[] block = new byte[1 << 20];
        Arrays.fill(block, (byte) 'x');
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, HEAD.length + (long) mebibytes * block.length + TAIL.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(HEAD);
            for (int i = 0; i < mebibytes; i++) {
                out.write(block);
            }
            out.write(TAIL);
        }
        exchange.close();
    }
}
