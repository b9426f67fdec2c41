package io.landfall.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Adobe's Flow Service and token endpoint on 127.0.0.1, as far as dataset exports use them. One base URL serves both:
 * {@code /ims/token/v3} and {@code /data/foundation/flowservice/…}; also the Data Landing Zone's credentials.
 *
 * <p>State is kept per organisation and sandbox and in memory only. Times come from the given clock.
 */
public final class FlowService implements AutoCloseable {

    static final String BASE = "/data/foundation/flowservice";
    private static final String LANDING_ZONE = "/data/foundation/connectors/landingzone/credentials";

    private final Clock clock;
    private final Behaviour behaviour = new Behaviour();
    private final Faults faults = new Faults();
    private final Tokens tokens;
    private final Gateway gateway;
    private final CallLog log;
    private final Resources resources = new Resources(behaviour);
    private final Loopback server;
    private final AtomicInteger refreshes = new AtomicInteger();
    private volatile JsonNode landingZone;
    private volatile Consumer<Call> boundary = call -> {};
    private volatile BiConsumer<Sandbox, String> flowCreated = (sandbox, flow) -> {};

    private FlowService(Clock clock, int port) {
        this.clock = clock;
        this.tokens = new Tokens(clock);
        this.gateway = new Gateway(tokens);
        this.log = new CallLog(clock);
        this.server = Loopback.start("flow-service", port, this::handle);
    }

    /** Starts without any organisation, on any free port. */
    public static FlowService start(Clock clock) {
        return start(clock, 0);
    }

    /** Starts without any organisation, on this port; 0 for any free one. */
    public static FlowService start(Clock clock, int port) {
        return new FlowService(clock, port);
    }

    /** The base of platform and token endpoint, without a slash at the end. */
    public String url() {
        return server.url();
    }

    public int port() {
        return server.port();
    }

    /** Lets a client in: its tokens are for this organisation. An organisation may have several clients. */
    public FlowService client(String org, String clientId, String clientSecret) {
        tokens.client(clientId, clientSecret, org);
        return this;
    }

    /** The sandbox of an organisation, made when it is not there. */
    public synchronized Sandbox sandbox(String org, String name) {
        Sandbox known = gateway.find(org, name);
        if (known == null) {
            known = new Sandbox(org, name, clock, behaviour);
            known.onFlowCreated((sandbox, flowId) -> flowCreated.accept(sandbox, flowId));
            gateway.open(known);
        }
        return known;
    }

    /** All sandboxes of all organisations. */
    public List<Sandbox> sandboxes() {
        List<Sandbox> all = new ArrayList<>();
        gateway.all().forEach(all::add);
        return all;
    }

    /** The sandbox that holds this dataflow. */
    public Optional<Sandbox> sandboxOf(String flowId) {
        return sandboxes().stream()
                .filter(s -> s.find(EntityKind.FLOW, flowId).isPresent())
                .findFirst();
    }

    public Behaviour behaviour() {
        return behaviour;
    }

    public Faults faults() {
        return faults;
    }

    /** How long tokens issued from now on are valid; {@code expires_in} says it in seconds. */
    public void tokenLifetime(Duration lifetime) {
        tokens.lifetime(lifetime);
    }

    /** Makes all tokens invalid that are out now. */
    public void revokeTokens() {
        tokens.revoke();
    }

    /** How many tokens were issued. */
    public int tokensIssued() {
        return tokens.issued();
    }

    /** What the credentials call of the Data Landing Zone answers, in the Azure or the AWS shape (§12); null: 404. */
    public void landingZone(JsonNode credentials) {
        landingZone = credentials;
    }

    /** How often somebody reset the landing zone's credentials, which nobody should. */
    public int landingZoneResets() {
        return refreshes.get();
    }

    /** All requests so far in the order of their arrival, token requests included. */
    public List<Call> calls() {
        return log.all();
    }

    public void clearCalls() {
        log.clear();
    }

    /**
     * A hook on every call to Flow Service that may change something (not GET), called right before
     * ({@link Call#beforeEffect()}) and right after its effect, before the answer is sent. An exception from it closes
     * the connection without an answer.
     */
    public void onBoundary(Consumer<Call> hook) {
        boundary = hook;
    }

    /** Called with sandbox and flow id after a dataflow was created, before the answer is sent. */
    void onFlowCreated(BiConsumer<Sandbox, String> hook) {
        flowCreated = hook;
    }

    private void handle(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        Call call = log.open(exchange);
        Faults.Rule rule = faults.take(call);
        Fault fault = rule == null ? null : rule.fault();
        try {
            if (fault != null && !rule.isAfter() && !fault.needsAnswer()) {
                log.close(call.answered(FaultPlayer.status(fault, null)));
                FaultPlayer.play(fault, null, exchange, faults);
                return;
            }
            Reply reply = effect(call, exchange.getRequestHeaders().getFirst("Authorization"), body);
            log.close(call.answered(fault == null ? reply.status() : FaultPlayer.status(fault, reply)));
            if (fault == null) {
                Loopback.send(exchange, reply);
            } else {
                FaultPlayer.play(fault, reply, exchange, faults);
            }
        } catch (RuntimeException fromTheHook) {
            log.close(call.answered(-1));
            throw fromTheHook;
        } finally {
            exchange.close();
        }
    }

    private Reply effect(Call call, String authorization, byte[] body) {
        boolean changes = call.path().startsWith(BASE) && !call.method().equals("GET");
        if (changes) {
            boundary.accept(call);
        }
        Reply reply;
        try {
            reply = route(call, authorization, body);
        } catch (Refusal refusal) {
            reply = refusal.reply();
        }
        if (changes) {
            boundary.accept(call.answered(reply.status()));
        }
        return reply;
    }

    private Reply route(Call call, String authorization, byte[] body) {
        if (call.path().equals("/ims/token/v3")) {
            return tokens.answer(call.method(), body);
        }
        Query query = Query.of(call.query());
        Sandbox sandbox = gateway.admit(call.headers(), authorization);
        if (call.path().equals(LANDING_ZONE)) {
            return landingZone(query);
        }
        if (!call.path().startsWith(BASE + "/")) {
            return Reply.error(404, "Resource not found");
        }
        List<String> path = List.of(call.path().substring(BASE.length() + 1).split("/"));
        return resources.answer(sandbox, call.method(), path, query, call.headers(), body);
    }

    private Reply landingZone(Query query) {
        if (query.first("action").isPresent()) {
            refreshes.incrementAndGet();
        }
        boolean known = query.first("type").filter("dlz_destination"::equals).isPresent();
        JsonNode credentials = landingZone;
        return known && credentials != null ? Reply.ok(credentials) : Reply.error(404, "Landing zone not found");
    }

    @Override
    public void close() {
        faults.clear();
        server.close();
    }
}
