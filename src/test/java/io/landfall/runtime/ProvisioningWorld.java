package io.landfall.runtime;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.landfall.canary.Canaries;
import io.landfall.emulator.Dataset;
import io.landfall.emulator.EntityKind;
import io.landfall.emulator.FlowService;
import io.landfall.emulator.Sandbox;
import io.landfall.flowservice.Classify;
import io.landfall.flowservice.Gates;
import io.landfall.flowservice.Paging;
import io.landfall.flowservice.Retries;
import io.landfall.flowservice.Tokens;
import io.landfall.model.Config;
import io.landfall.model.Config.ProvisionMode;
import io.landfall.model.Export;
import io.landfall.model.Platform;
import io.landfall.model.Secret;
import io.landfall.model.Storage;
import io.landfall.plan.Planned;
import io.landfall.routes.Routes;
import io.landfall.state.Dataflows;
import io.landfall.state.Intents;
import io.landfall.state.Locks;
import io.landfall.state.Scopes;
import io.landfall.state.SentCredentials;
import io.landfall.state.TestState;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.camel.CamelContext;
import org.apache.camel.component.http.HttpComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Jdbi;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/** The routes of provisioning on a real Flow Service emulator and a real SQLite file; several processes can be had. */
public final class ProvisioningWorld implements AutoCloseable {

    public static final String ORG = "0123456789ABCDEF01234567@AdobeOrg";
    public static final String SECRET = "p8e-canary+secret/with=signs&more";
    public static final String DATASET = "5ef3e3259ad2a1191ab7dd7d";
    public static final String OTHER_DATASET = "5ef3e324052581191aa6a466";
    private static final String CLIENT = "client-of-tests";

    public final FlowService service = FlowService.start(Clock.systemUTC());
    public final Sandbox sandbox = service.client(ORG, CLIENT, SECRET).sandbox(ORG, "prod");
    public final Platform platform = new Platform(
            "default",
            URI.create(service.url()),
            URI.create(service.url()),
            ORG,
            CLIENT,
            new Secret(SECRET),
            "openid,AdobeID",
            "prod");
    public final Jdbi jdbi;
    private final HikariDataSource pool;
    private final Path folder;
    private final List<Process> processes = new ArrayList<>();

    public ProvisioningWorld(Path folder) {
        Canaries.plant(SECRET);
        this.folder = folder;
        SQLiteConfig sqlite = new SQLiteConfig();
        sqlite.setJournalMode(SQLiteConfig.JournalMode.WAL);
        sqlite.setBusyTimeout(10_000);
        sqlite.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
        SQLiteDataSource source = new SQLiteDataSource(sqlite);
        source.setUrl("jdbc:sqlite:" + folder.resolve("landfall.db"));
        HikariConfig pooled = new HikariConfig();
        pooled.setDataSource(source);
        pool = new HikariDataSource(pooled);
        Flyway.configure().dataSource(pool).load().migrate();
        jdbi = Jdbi.create(pool);
        sandbox.addDataset(new Dataset(DATASET, "Orders", ""));
        sandbox.addDataset(new Dataset(OTHER_DATASET, "Web events", ""));
    }

    /** One Landfall with its own routes, tokens and beans, on the shared database. */
    public Process process(List<Export> exports, Storage... storages) {
        return process(new Options(), exports, storages);
    }

    public Process process(Options options, List<Export> exports, Storage... storages) {
        Process process = new Process(options, exports, storages);
        processes.add(process);
        return process;
    }

    public long count(EntityKind kind) {
        return sandbox.all(kind).size();
    }

    /** Deletes the only object of a kind, as somebody does in the Adobe UI. */
    public void delete(EntityKind kind) {
        sandbox.remove(kind, sandbox.all(kind).get(0).path("id").asText());
    }

    @Override
    public void close() {
        processes.forEach(Process::stop);
        service.close();
        Canaries.noteDatabase(folder.resolve("landfall.db"));
        pool.close();
    }

    /** What a test may want otherwise. */
    public static final class Options {
        public Duration settle = Duration.ofMillis(50);
        public Retries retries = new Retries(4, Duration.ofMillis(5), Duration.ofMillis(20), Duration.ofSeconds(60));
        public Duration patience = Duration.ofSeconds(60);
        public Duration unasked = Duration.ofMillis(5);
        public boolean running;
        public long responseTimeout = 1_000;
        public int rate = 10_000;
        public long answerLimit = 1024 * 1024;
        public Clock clock = Clock.systemUTC();
        public Locks locks;
        public ProvisionMode mode = ProvisionMode.PLAN;
        public Wrapper wrapper = Provisioning::new;

        /** As {@code run} has it: nothing waits before a closed gate. */
        public static Options running() {
            Options options = new Options();
            options.running = true;
            options.patience = Duration.ZERO;
            Retries usual = options.retries;
            options.retries = new Retries(usual.attempts(), usual.first(), usual.most(), Duration.ZERO);
            return options;
        }
    }

    private static Config.Settings settings(ProvisionMode mode) {
        Config.Settings s = TestState.settings("jdbc:sqlite:unused");
        return new Config.Settings(
                mode,
                s.pollCron(),
                s.settle(),
                s.byteBudget(),
                s.stateUrl(),
                s.stateUser(),
                s.statePassword(),
                s.stateKeep(),
                s.server(),
                s.heartbeat());
    }

    /** How the bean of the routes is made. */
    public interface Wrapper {
        Provisioning make(
                Config config, Locks locks, Intents intents, SentCredentials sent, Clock clock, Duration settle);
    }

    /** One process' worth of routes. */
    public final class Process {
        public final CamelContext context = new DefaultCamelContext();
        public final Tokens tokens = new Tokens(Clock.systemUTC());
        public final Intents intents;
        final NotedWork work = new NotedWork();
        public final Gates gates;
        public final Breakers breakers;
        private final Config config;
        private final List<Export> exports;

        private Process(Options options, List<Export> exports, Storage... storages) {
            this.exports = exports;
            this.intents = new Intents(jdbi, options.clock);
            Map<String, Storage> byName = new LinkedHashMap<>();
            Arrays.stream(storages).forEach(s -> byName.put(s.name(), s));
            Map<String, Export> exportsByName = new LinkedHashMap<>();
            exports.forEach(e -> exportsByName.put(e.name(), e));
            this.config = new Config(
                    Map.of("default", platform), byName, exportsByName, Map.of(), settings(options.mode), Map.of());
            this.gates = new Gates(Clock.systemUTC(), options.patience, options.unasked);
            this.breakers = new Breakers(config.platforms().keySet(), options.clock);
            Locks locks = options.locks == null ? new Locks(jdbi, options.clock) : options.locks;
            bind("tokens", tokens);
            bind("gates", gates);
            bind("closedGate", new ClosedGate(gates, options.running));
            bind("breakers", breakers);
            breakers.beans().forEach(this::bind);
            bind("classify", new Classify(tokens, gates, Clock.systemUTC()));
            bind("paging", new Paging());
            bind("retries", options.retries);
            bind("retryDelay", new ProvisioningRetryDelay(options.retries));
            bind("answerLimit", new ProvisioningAnswerLimit(options.answerLimit));
            bind("upkeep", new Upkeep(config));
            bind("conditions", new Conditions(config, jdbi, new Dataflows(jdbi), new Scopes(jdbi), options.clock));
            context.addComponent("work", work);
            bind(
                    "provisioning",
                    options.wrapper.make(
                            config,
                            locks,
                            intents,
                            new SentCredentials(jdbi, options.clock),
                            options.clock,
                            options.settle));
            Properties properties = new Properties();
            properties.setProperty("flow-service.rate", String.valueOf(options.rate));
            properties.setProperty("flow-service.response-timeout", String.valueOf(options.responseTimeout));
            context.getPropertiesComponent().setInitialProperties(properties);
            context.getComponent("http", HttpComponent.class).setAutomaticRetriesDisabled(true);
            start();
        }

        private void bind(String name, Object bean) {
            context.getRegistry().bind(name, bean);
        }

        private void start() {
            try {
                Routes.load(context, "errors", "flow-service", "provision", "upkeep");
                context.start();
                FlowServiceRoutes.add(context, config);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }

        public Planned plan(Export... some) {
            return context.createProducerTemplate().requestBody("direct:plan", scope(true, some), Planned.class);
        }

        public ProvisioningResult apply(Export... some) {
            return apply(true, some);
        }

        /** @param some these instead of all */
        public ProvisioningResult apply(boolean byHand, Export... some) {
            return context.createProducerTemplate()
                    .requestBody("direct:apply", scope(byHand, some), ProvisioningResult.class);
        }

        private ProvisioningScope scope(boolean byHand, Export... some) {
            return new ProvisioningScope(platform, "prod", some.length == 0 ? exports : List.of(some), byHand);
        }

        public void stop() {
            context.stop();
        }
    }
}
