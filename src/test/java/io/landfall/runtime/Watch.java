package io.landfall.runtime;

import io.landfall.TestClock;
import io.landfall.alert.Decide;
import io.landfall.emulator.EntityKind;
import io.landfall.model.Channel;
import io.landfall.model.Channel.MessageFormat;
import io.landfall.model.Config;
import io.landfall.model.Export;
import io.landfall.model.Landing;
import io.landfall.model.Look;
import io.landfall.model.Secret;
import io.landfall.model.SlotKey;
import io.landfall.model.StorageType;
import io.landfall.routes.Routes;
import io.landfall.state.Dataflows;
import io.landfall.state.Incidents;
import io.landfall.state.Runs;
import io.landfall.state.Scopes;
import io.landfall.state.Slots;
import io.landfall.state.TestState;
import io.landfall.state.Verdicts;
import io.landfall.storage.LookRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.processor.aggregate.GroupedBodyAggregationStrategy;

/**
 * Provisioned exports on a Flow Service, and the routes that watch them; the clock, the storage's answers and what
 * becomes of handed on work are the test's.
 */
public final class Watch extends TestClock implements AutoCloseable {
    public static final String SCOPE = "default/prod";

    public final ProvisioningWorld world;
    public final Map<String, Look> looks = new LinkedHashMap<>();
    public final List<LookRequest> looked = new ArrayList<>();
    public final NotedWork work;
    public final Dataflows dataflows;
    public final Runs runs;
    public final Scopes scopes;
    public final Verdicts verdicts;
    public final Slots slots;
    Rounds rounds;
    public Inspections inspections;
    public final List<Export> exports;
    private final ProvisioningWorld.Process process;
    private Duration answerTakes = Duration.ZERO;
    private long answered = Long.MAX_VALUE;

    public Watch(Path folder, Export... exports) throws Exception {
        this(folder, new ProvisioningWorld.Options(), exports);
    }

    public Watch(Path folder, ProvisioningWorld.Options options, Export... exports) throws Exception {
        super(Examples.START.plus(Duration.ofMinutes(10)));
        this.exports = List.of(exports);
        world = new ProvisioningWorld(folder);
        process = world.process(options, this.exports, Examples.storage(StorageType.S3, "lake"));
        if (!process.apply().complete()) {
            throw new IllegalStateException("not provisioned");
        }
        flows().forEach(id -> world.sandbox.backdate(id, Examples.START.minus(Duration.ofDays(1))));
        work = process.work;
        dataflows = new Dataflows(world.jdbi);
        runs = new Runs(world.jdbi);
        scopes = new Scopes(world.jdbi);
        slots = new Slots(world.jdbi);
        verdicts = new Verdicts(world.jdbi);
        world.service.clearCalls();
        bind();
    }

    private void bind() throws Exception {
        Duration poll = Duration.ofSeconds(30);
        Map<String, Export> byName = new LinkedHashMap<>();
        exports.forEach(e -> byName.put(e.name(), e));
        Channel hook = new Channel(
                "hook", new Secret("log:hook"), MessageFormat.TEXT, Map.of(), Duration.ofHours(12), Optional.empty());
        Config config = new Config(
                Map.of("default", world.platform),
                Map.of("lake", Examples.storage(StorageType.S3, "lake")),
                byName,
                Map.of("hook", hook),
                TestState.settings("jdbc:sqlite:unused"),
                Map.of());
        var registry = process.context.getRegistry();
        Schedules schedules = new Schedules(config, dataflows, scopes, slots, this);
        registry.bind("schedules", schedules);
        rounds = new Rounds(config, schedules, dataflows, runs, scopes, slots, poll, this);
        registry.bind("rounds", rounds);
        inspections = new Inspections(
                config,
                world.jdbi,
                dataflows,
                runs,
                scopes,
                slots,
                verdicts,
                new Incidents(),
                new Decide(config),
                poll,
                this);
        registry.bind("inspections", inspections);
        registry.bind("looks", new GroupedBodyAggregationStrategy());
        registry.bind("conditions", new Conditions(config, world.jdbi, dataflows, scopes, this));
        Routes.load(process.context, "poll-runs", "conditions", "verify");
        process.context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:look")
                        .process(e -> e.getMessage().setBody(see(e.getMessage().getBody(LookRequest.class))));
            }
        });
    }

    private Look see(LookRequest request) {
        looked.add(request);
        return looks.getOrDefault(request.dataset().id(), new Look.Seen(Landing.none()));
    }

    /** As a tick does. */
    List<String> begin() {
        return rounds.begin();
    }

    /** The ids of the dataflows, in the order of the exports. */
    public List<String> flows() {
        return exports.stream()
                .map(e -> world.sandbox
                        .flowsNamed("landfall/" + e.name())
                        .get(0)
                        .path("id")
                        .asText())
                .toList();
    }

    public SlotKey firstSlot() {
        return new SlotKey(exports.get(0).key(), Examples.START);
    }

    /** Sends a body with leftovers of earlier steps, as any route may. */
    public Exchange send(String route, Object body, boolean tell) {
        return process.context.createProducerTemplate().send("direct:" + route, e -> {
            e.getMessage().setBody(body);
            e.setProperty("tell", tell);
        });
    }

    /** How often Flow Service was asked for this. */
    public long asked(EntityKind kind, String below) {
        return asked("/" + kind.path() + below);
    }

    public long asked(String path) {
        return world.service.calls().stream()
                .filter(c -> c.method().equals("GET") && c.path().endsWith(path))
                .count();
    }

    /** From the next answer about runs on it is so much later. */
    void answerTakes(Duration time) {
        answered = asked("/runs");
        answerTakes = time;
    }

    @Override
    public Instant instant() {
        return asked("/runs") > answered ? now.plus(answerTakes) : now;
    }

    @Override
    public void close() {
        world.close();
    }
}
