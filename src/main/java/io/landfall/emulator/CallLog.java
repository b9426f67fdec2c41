package io.landfall.emulator;

import com.sun.net.httpserver.HttpExchange;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;

/** The requests received, in the order of their arrival. Thread-safe. */
final class CallLog {

    private final Clock clock;
    private final AtomicLong numbers = new AtomicLong();
    private final Map<Long, Call> calls = new LinkedHashMap<>();

    CallLog(Clock clock) {
        this.clock = clock;
    }

    Call open(HttpExchange exchange) {
        Map<String, String> headers = new TreeMap<>();
        exchange.getRequestHeaders().forEach((name, values) -> {
            String key = name.toLowerCase(Locale.ROOT);
            headers.put(key, key.equals("authorization") ? "***" : String.join(", ", values));
        });
        String query = exchange.getRequestURI().getRawQuery();
        Call call = new Call(
                numbers.incrementAndGet(),
                exchange.getRequestMethod(),
                exchange.getRequestURI().getPath(),
                query == null ? "" : query,
                Map.copyOf(headers),
                0,
                clock.instant());
        synchronized (calls) {
            calls.put(call.number(), call);
        }
        return call;
    }

    void close(Call call) {
        synchronized (calls) {
            calls.replace(call.number(), call);
        }
    }

    List<Call> all() {
        synchronized (calls) {
            return List.copyOf(calls.values());
        }
    }

    void clear() {
        synchronized (calls) {
            calls.clear();
        }
    }
}
