package io.landfall.emulator;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** An HTTP receiver of alerts on 127.0.0.1 that keeps what it accepts. */
public final class Webhook implements AutoCloseable {

    /**
     * One accepted message.
     *
     * @param call method, path and headers (without the value of Authorization)
     */
    public record Message(Call call, String body) {}

    private final Faults faults = new Faults();
    private final CallLog log;
    private final List<Message> received = new ArrayList<>();
    private final Loopback server;

    private Webhook(Clock clock, int port) {
        this.log = new CallLog(clock);
        this.server = Loopback.start("webhook", port, this::handle);
    }

    /** Starts on this port; 0 for any free one. */
    public static Webhook start(Clock clock, int port) {
        return new Webhook(clock, port);
    }

    /** Starts on any free port. */
    public static Webhook start(Clock clock) {
        return start(clock, 0);
    }

    /** The base; every path below it is accepted. */
    public String url() {
        return server.url();
    }

    /** What goes wrong; a message is kept only when it gets a 2xx, or when its answer is lost after its effect. */
    public Faults faults() {
        return faults;
    }

    /** All attempts, the refused ones too. */
    public List<Call> attempts() {
        return log.all();
    }

    /** The accepted messages in the order of their arrival. */
    public List<Message> received() {
        synchronized (received) {
            return List.copyOf(received);
        }
    }

    /** Forgets messages and attempts. */
    public void clear() {
        synchronized (received) {
            received.clear();
        }
        log.clear();
    }

    /**
     * Waits until there are at least n messages.
     *
     * @return the messages, fewer than n when the time is over first
     */
    public List<Message> await(int n, Duration atMost) throws InterruptedException {
        long end = System.nanoTime() + atMost.toNanos();
        synchronized (received) {
            long left = end - System.nanoTime();
            while (received.size() < n && left > 0) {
                received.wait(left / 1_000_000, (int) (left % 1_000_000));
                left = end - System.nanoTime();
            }
            return List.copyOf(received);
        }
    }

    private void handle(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        Call call = log.open(exchange);
        Faults.Rule rule = faults.take(call);
        Reply accepted = Reply.empty(204);
        Call answered = call.answered(rule == null ? 204 : FaultPlayer.status(rule.fault(), accepted));
        log.close(answered);
        if (rule == null || rule.isAfter() || (answered.status() >= 200 && answered.status() < 300)) {
            synchronized (received) {
                received.add(new Message(answered, body));
                received.notifyAll();
            }
        }
        if (rule == null) {
            Loopback.send(exchange, accepted);
        } else {
            FaultPlayer.play(rule.fault(), accepted, exchange, faults);
        }
    }

    @Override
    public void close() {
        faults.clear();
        server.close();
    }
}
