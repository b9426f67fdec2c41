package io.landfall.runtime;

import io.landfall.alert.Decide;
import io.landfall.flowservice.Classify;
import io.landfall.flowservice.Paging;
import io.landfall.flowservice.Retries;
import io.landfall.flowservice.Tokens;
import io.landfall.model.Config;
import io.landfall.model.Export;
import io.landfall.model.Incident;
import io.landfall.plan.Planned;
import io.landfall.spec.Loaded;
import io.landfall.state.Database;
import io.landfall.state.Dataflows;
import io.landfall.state.Incidents;
import io.landfall.state.Intents;
import io.landfall.state.Locks;
import io.landfall.state.Outbox;
import io.landfall.state.Runs;
import io.landfall.state.Scopes;
import io.landfall.state.Slots;
import io.landfall.state.Verdicts;
import io.landfall.storage.GcsKind;
import io.landfall.storage.S3Kind;
import io.landfall.storage.SftpKind;
import io.landfall.work.WorkComponent;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.processor.aggregate.GroupedBodyAggregationStrategy;

/** Puts the parts together: the one place that knows which bean has which name. */
public final class Wiring implements AutoCloseable {
    private static final List<String> PLATFORM = List.of("errors", "flow-service");
    private static final List<String> LOOKING =
            List.of("look", "verify-s3", "verify-gcs", "verify-sftp", "verify", "poll-runs");

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
    private final StorageRoutes storageRoutes = new StorageRoutes(List.of(new S3Kind(), new GcsKind(), new SftpKind()));
    private int port;

    private Wiring(Loaded loaded, Clock clock) {
        this.loaded = loaded;
        this.config = loaded.config().orElseThrow();
        this.clock = clock;
        this.database = Database.open(config.settings());
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
        return new Wiring(loaded, Clock.systemUTC());
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
        return new Reports(config, dataflows, runs, verdicts);
    }

    /** The open incidents that hit one of these exports. */
    public List<Incident> openIncidents(Collection<Export> exports) {
        List<String> names = exports.stream().map(Export::name).toList();
        return database.jdbi()
                .inTransaction(tx -> new Incidents()
                        .open(tx).stream()
                                .filter(i -> i.affected().stream().anyMatch(names::contains))
                                .toList());
    }

    /** What it takes to make the declared exports so. */
    public List<Planned> plan() {
        try (Engine engine = engine(with(PLATFORM, "provision"))) {
            return upkeep.all().stream()
                    .map(scope -> engine.ask("plan", upkeep.scope(scope, true), Planned.class))
                    .toList();
        }
    }

    /** Makes them so. */
    public List<ProvisioningResult> apply() {
        try (Engine engine = engine(with(PLATFORM, "provision"))) {
            return upkeep.all().stream()
                    .map(scope -> engine.ask("apply", upkeep.scope(scope, true), ProvisioningResult.class))
                    .toList();
        }
    }

    /** One pass over some slots. */
    public Verification verification(boolean tell) {
        List<String> routes = new ArrayList<>(PLATFORM);
        routes.addAll(LOOKING);
        if (tell) {
            routes.add("alert");
        }
        Engine engine = engine(routes);
        if (tell) {
            AlertChannels.add(engine.camel(), config);
        }
        return new Verification(engine, dataflows, slots, deliveries, tell, clock);
    }

    /** The whole of it. */
    public Engine run() {
        port = Engine.freePort(config.settings().serverHost(), config.settings().serverPort());
        List<String> routes = new ArrayList<>(PLATFORM);
        routes.addAll(LOOKING);
        routes.addAll(List.of("provision", "upkeep", "alert", "serve", "run"));
        Map<String, String> more = Map.of(
                "camel.server.enabled", "true",
                "camel.server.host", config.settings().serverHost(),
                "camel.server.port", String.valueOf(port));
        return Engine.start(routes, beans(), placeholders(more), camel -> {
            prepare(camel);
            AlertChannels.add(camel, config);
        });
    }

    /** {@code host:port} of the running server. */
    public String address() {
        return config.settings().serverHost() + ":" + port;
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

    /** What routes call, by the names that they use. */
    Map<String, Object> beans() {
        Duration poll = Polls.gap(config.settings().pollCron(), clock);
        Tokens tokens = new Tokens(clock);
        Retries retries = Retries.usual();
        Map<String, Object> beans = new LinkedHashMap<>();
        beans.put("work", new WorkComponent(database.dataSource(), database.sqlite(), clock));
        beans.put("tokens", tokens);
        beans.put("classify", new Classify(tokens, clock));
        beans.put("paging", new Paging());
        beans.put("retries", retries);
        beans.put("retryDelay", new ProvisioningRetryDelay(retries));
        beans.put("answerLimit", new ProvisioningAnswerLimit(LARGEST_ANSWER));
        beans.put(
                "provisioning",
                new Provisioning(
                        config, new Locks(database.jdbi(), clock), new Intents(database.jdbi(), clock), clock, SETTLE));
        beans.put("upkeep", upkeep);
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
        beans.put("storageRoutes", storageRoutes);
        beans.put("looks", new GroupedBodyAggregationStrategy());
        beans.put("deliveries", deliveries);
        beans.put("door", new Door(config.settings()));
        beans.put("health", new Health(database, () -> database.jdbi().inTransaction(tx -> new Outbox().dead(tx))));
        return beans;
    }

    private static List<String> with(List<String> some, String more) {
        List<String> all = new ArrayList<>(some);
        all.add(more);
        return all;
    }
}
