package io.landfall.simulation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultComponent;
import org.apache.camel.support.ProcessorEndpoint;

/** Whoever is told: keeps what it got, of every process. */
final class Receiver {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** One message as it arrived; {@code incident} is what its id begins with. */
    record Got(String channel, String id, String incident, String kind, String verdict, String key, Instant at) {}

    private final Plot plot;
    private final Hourglass clock;
    private final Mishaps mishaps;
    private final List<Got> got = new ArrayList<>();
    private final Map<String, Integer> copies = new HashMap<>();
    private final Map<String, Integer> excused = new HashMap<>();
    private final List<String> wrong = new ArrayList<>();
    private Optional<String> inHand = Optional.empty();

    Receiver(Plot plot, Hourglass clock, Mishaps mishaps) {
        this.plot = plot;
        this.clock = clock;
        this.mishaps = mishaps;
    }

    List<Got> got() {
        return got;
    }

    /** The message that was taken last; in the form of the outbox' id. */
    Optional<String> inHand() {
        return inHand;
    }

    /** Something went wrong before it was written down that this message had been taken. */
    void excuse(String id) {
        excused.merge(id, 1, Integer::sum);
        inHand = Optional.empty();
    }

    int repeated() {
        return copies.values().stream().mapToInt(n -> n - 1).sum();
    }

    /**
     * The endpoint of one process.
     *
     * @param dies what its death is
     */
    DefaultComponent component(Function<String, Death> dies, Runnable suffered) {
        return new DefaultComponent() {
            @Override
            protected Endpoint createEndpoint(String uri, String channel, Map<String, Object> parameters) {
                parameters.clear();
                return new ProcessorEndpoint(uri, this, e -> send(channel, e, dies, suffered));
            }
        };
    }

    private void send(String channel, Exchange exchange, Function<String, Death> dies, Runnable suffered)
            throws IOException {
        if (Outage.at(plot.outages, Outage.CHANNELS, clock.instant())) {
            throw new IOException("nobody listens");
        }
        JsonNode event = JSON.readTree(exchange.getMessage().getBody(String.class));
        switch (mishaps.send()) {
            case DONE -> take(channel, event);
            case FAILS_BEFORE -> {
                mishaps.note("a message was refused");
                throw new IOException("refused");
            }
            case FAILS_AFTER -> {
                take(channel, event);
                mishaps.note("a message was taken and not confirmed");
                suffered.run();
                throw new IOException("connection reset");
            }
            case DIES_BEFORE -> throw dies.apply("before a message was taken");
            case DIES_AFTER -> {
                take(channel, event);
                throw dies.apply("after a message was taken");
            }
        }
    }

    private void take(String channel, JsonNode event) {
        String id = event.path("id").asText() + "@" + channel;
        String kind = event.path("type").asText().replace("io.landfall.incident.", "");
        String incident = event.path("id").asText().replaceFirst("-" + kind + "-\\d+$", "");
        JsonNode data = event.path("data");
        Got now = new Got(
                channel,
                id,
                incident,
                kind,
                data.path("verdict").asText(),
                data.path("key").asText(),
                clock.instant());
        int count = copies.merge(id, 1, Integer::sum);
        demand(
                count <= 1 + excused.getOrDefault(id, 0),
                () -> "said " + count + " times, excused were " + excused.getOrDefault(id, 0) + ": " + now);
        order(now);
        got.add(now);
        inHand = Optional.of(id);
    }

    private void order(Got now) {
        List<String> before = got.stream()
                .filter(g -> g.incident().equals(now.incident()) && g.channel().equals(now.channel()))
                .map(Got::kind)
                .toList();
        demand(now.kind().equals("opened") || before.contains("opened"), () -> now.kind() + " before opened: " + now);
        demand(
                now.kind().equals("resolved") || !before.contains("resolved"),
                () -> now.kind() + " after resolved: " + now);
    }

    /** Kept until {@link #check}: what is thrown here is a failed delivery to the routes, and tried again. */
    private void demand(boolean holds, Supplier<String> otherwise) {
        if (!holds) {
            wrong.add(otherwise.get());
        }
    }

    /** @throws AssertionError where something came that nobody may say */
    void check() {
        Require.that(wrong.isEmpty(), () -> String.join("\n", wrong));
    }

    /** Whether the opening of this incident arrived anywhere. */
    boolean told(String incident) {
        return got.stream()
                .anyMatch(g -> g.incident().equals(incident) && g.kind().equals("opened"));
    }
}
