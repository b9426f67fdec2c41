package io.landfall.runtime;

import io.landfall.alert.Decide;
import io.landfall.flowservice.Classify;
import io.landfall.flowservice.Gates;
import io.landfall.flowservice.Paging;
import io.landfall.flowservice.Retries;
import io.landfall.flowservice.Tokens;
import io.landfall.model.Channel;
import io.landfall.model.Config;
import io.landfall.plan.Planned;
import io.landfall.report.Reports;
import io.landfall.spec.Loaded;
import io.landfall.state.Attic;
import io.landfall.state.Database;
import io.landfall.state.Dataflows;
import io.landfall.state.Incidents;
import io.landfall.state.Intents;
import io.landfall.state.Locks;
import io.landfall.state.Outbox;
import io.landfall.state.Runs;
import io.landfall.state.Scopes;
import io.landfall.state.SentCredentials;
import io.landfall.state.Slots;
import io.landfall.state.Verdicts;
import io.landfall.storage.AdlsKind;
import io.landfall.storage.AzureBlobKind;
import io.landfall.storage.DlzKind;
import io.landfall.storage.GcsKind;
import io.landfall.storage.S3Kind;
import io.landfall.storage.SftpKind;
import io.landfall.work.WorkComponent;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.processor.aggregate.GroupedBodyAggregationStrategy;

/** Puts the parts together: the one place that knows which bean has which name. */
public final class Wiring implements AutoCloseable {
    private static final List<String> PLATFORM = List.of("errors", "flow-service");
    private static final List<String> LOOKING =
            List.of("look", "verify-s3", "verify-gcs", "verify-sftp", "verify-azure", "verify", "poll-runs");

    /** How long an unclear answer may take to show up in lists. */
    private static final Duration SETTLE = Duration.ofSeconds(5);

    /** The largest answer of Flow Service that is read. */
    private static final long LARGEST_ANSWER = 16L << 20;

    private final Loaded loaded;
    private final Config config;
    private final Clock clock;
    private final Database database;
    private final Dataflows dataflows;
    private final Runs runs;
    private final Scopes scopes;
    private final Slots slots;
    private final Verdicts verdicts;
    private final Deliveries deliveries;
    private final Upkeep upkeep;
    private final StorageRoutes storageRoutes = new StorageRoutes(
            List.of(new S3Kind(), new GcsKind(), new AzureBlobKind(), new AdlsKind(), new DlzKind(), new SftpKind()));
    private int port;

    private Wiring(Loaded loaded, Clock clock, Database database) {
        this.loaded = loaded;
        this.config = loaded.config().orElseThrow();
        this.clock = clock;
        this.database = database;
        this.dataflows = new Dataflows(database.jdbi());
        this.runs = new Runs(database.jdbi());
        this.scopes = new Scopes(database.jdbi());
        this.slots = new Slots(database.jdbi());
        this.verdicts = new Verdicts(database.jdbi());
        this.deliveries = new Deliveries(database.jdbi(), config, clock);
        this.upkeep = new Upkeep(config);
    }

    /** Opens the database; nothing else starts yet. */
    public static Wiring of(Loaded loaded) {
        return over(
                loaded,
                Clock.systemUTC(),
                Database.open(loaded.config().orElseThrow().settings()));
    }

    /** The same over a database that is open already, which is closed with it. */
    static Wiring over(Loaded loaded, Clock clock, Database database) {
        return new Wiring(loaded, clock, database);
    }

    public Config config() {
        return config;
    }

    public Clock clock() {
        return clock;
    }

    public Database database() {
        return database;
    }

    public Reports reports() {
        return new Reports(config, database.jdbi(), clock);
    }

    public Silencing silencing() {
        return new Silencing(config, database.jdbi(), clock);
    }

    /** What it takes to make the declared exports so. */
    public PerSandbox<Planned> plan() {
        try (Engine engine = engine(with(PLATFORM, "provision"))) {
            return PerSandbox.of(upkeep.all(), scope -> engine.ask("plan", upkeep.scope(scope, true), Planned.class));
        }
    }

    /** Makes them so. */
    public PerSandbox<ProvisioningResult> apply() {
        try (Engine engine = engine(with(PLATFORM, "provision"))) {
            return PerSandbox.of(
                    upkeep.all(), scope -> engine.ask("apply", upkeep.scope(scope, true), ProvisioningResult.class));
        }
    }

    /** Looks for an existing dataflow in every sandbox that is declared. */
    public Adopting adopt(String flowId) {
        try (Engine engine = engine(with(PLATFORM, "provision"))) {
            return Adopting.search(flowId, config, engine);
        }
    }

    /** The datasets that can be exported, and who takes them; of every sandbox that is declared. */
    public Eligible eligible() {
        try (Engine engine = engine(with(PLATFORM, "ask"))) {
            return Eligible.of(config, dataflows, engine);
        }
    }

    /** Sends a test message through one channel; throws in words for the user when it is not taken. */
    public void testChannel(Channel channel) {
        try (Engine engine = Engine.start(
                List.of("alert"),
                beans(),
                placeholders(Map.of()),
                camel -> AlertChannels.add(camel, config, channel))) {
            TestAlert.send(engine, config, channel);
        }
    }

    /** What it takes to try everything for real without changing anything. */
    Engine trying() {
        List<String> routes = new ArrayList<>(PLATFORM);
        routes.addAll(LOOKING);
        routes.addAll(List.of("alert", "ask"));
        return engine(routes);
    }

    /** One pass over some slots. */
    public Verification verification(boolean tell) {
        List<String> routes = new ArrayList<>(PLATFORM);
        routes.addAll(LOOKING);
        if (tell) {
            routes.addAll(List.of("alert", "conditions"));
        }
        Engine engine = engine(routes);
        if (tell) {
            AlertChannels.add(engine.camel(), config);
        }
        return new Verification(engine, dataflows, slots, deliveries, tell, clock);
    }

    /** The whole of it. */
    public Engine run() {
        Config.Server server = config.settings().server();
        port = Engine.freePort(server.host(), server.port());
        List<String> routes = new ArrayList<>(PLATFORM);
        routes.addAll(LOOKING);
        routes.addAll(List.of("pages", "api", "provision", "upkeep", "conditions", "alert", "serve", "run"));
        return Engine.start(routes, beans(true), placeholders(Serving.properties(server, port)), camel -> {
            Serving.prepare(camel, server);
            prepare(camel);
            AlertChannels.add(camel, config);
        });
    }

    /** The URL of the running server, without a path. */
    public String address() {
        return Serving.url(config.settings().server(), port);
    }

    @Override
    public void close() {
        storageRoutes.close();
        database.close();
    }

    private Engine engine(List<String> routes) {
        return Engine.start(routes, beans(), placeholders(Map.of()), this::prepare);
    }

    private void prepare(org.apache.camel.CamelContext camel) {
        FlowServiceRoutes.add(camel, config);
    }

    private Map<String, String> placeholders(Map<String, String> more) {
        Map<String, String> all = new LinkedHashMap<>(loaded.effective());
        all.putAll(config.camel());
        all.putAll(more);
        return all;
    }

    Map<String, Object> beans() {
        return beans(false);
    }

    /**
     * What routes call, by the names that they use.
     *
     * @param running whether it is {@code run}, or else a command
     */
    Map<String, Object> beans(boolean running) {
        Duration poll = Polls.gap(config.settings().pollCron(), clock);
        Tokens tokens = new Tokens(clock);
        Gates gates = running ? Gates.ofRun(clock) : Gates.ofCommand(clock);
        Breakers breakers = new Breakers(config.platforms().keySet(), clock);
        Retries retries = running ? Retries.ofRun() : Retries.usual();
        Map<String, Object> beans = new LinkedHashMap<>();
        WorkComponent work = new WorkComponent(database.dataSource(), database.sqlite(), clock);
        beans.put("work", work);
        beans.put("tokens", tokens);
        beans.put("gates", gates);
        beans.put("closedGate", new ClosedGate(gates, running));
        beans.put("breakers", breakers);
        beans.putAll(breakers.beans());
        beans.put("classify", new Classify(tokens, gates, clock));
        beans.put("paging", new Paging());
        beans.put("retries", retries);
        beans.put("retryDelay", new ProvisioningRetryDelay(retries));
        beans.put("answerLimit", new ProvisioningAnswerLimit(LARGEST_ANSWER));
        beans.put(
                "provisioning",
                new Provisioning(
                        config,
                        new Locks(database.jdbi(), clock),
                        new Intents(database.jdbi(), clock),
                        new SentCredentials(database.jdbi(), clock),
                        clock,
                        SETTLE));
        beans.put("upkeep", upkeep);
        beans.put("conditions", new Conditions(config, database.jdbi(), dataflows, scopes, clock));
        Schedules schedules = new Schedules(config, dataflows, scopes, slots, clock);
        beans.put("schedules", schedules);
        beans.put("rounds", new Rounds(config, schedules, dataflows, runs, scopes, slots, poll, clock));
        beans.put(
                "inspections",
                new Inspections(
                        config,
                        database.jdbi(),
                        dataflows,
                        runs,
                        scopes,
                        slots,
                        verdicts,
                        new Incidents(),
                        new Decide(config),
                        poll,
                        clock));
        beans.put("looking", new Looking(clock));
        beans.put("asking", new Asking(clock));
        beans.put("storageRoutes", storageRoutes);
        beans.put("landingZones", new LandingZones(config));
        beans.put("looks", new GroupedBodyAggregationStrategy());
        beans.put("deliveries", deliveries);
        beans.put("housekeeping", new Housekeeping(config.settings(), new Attic(database.jdbi()), clock));
        if (running) {
            beans.putAll(
                    ServedBeans.of(config, reports(), () -> silencing().active(), database, work.takeOvers(), clock));
        }
        beans.put("door", new Door(config.settings().server()));
        beans.put(
                "health",
                new Health(
                        database,
                        () -> database.jdbi().inTransaction(tx -> new Outbox().dead(tx)),
                        breakers::open,
                        work::underWay));
        return beans;
    }

    private static List<String> with(List<String> some, String more) {
        List<String> all = new ArrayList<>(some);
        all.add(more);
        return all;
    }
}
