package io.landfall.runtime;

import io.landfall.model.Config;
import io.landfall.model.Depth;
import io.landfall.model.Export;
import io.landfall.model.Judgement;
import io.landfall.model.Landing;
import io.landfall.model.Secret;
import io.landfall.model.Silence;
import io.landfall.model.SlotKey;
import io.landfall.model.StorageType;
import io.landfall.model.Verdict;
import io.landfall.report.Reports;
import io.landfall.state.Database;
import io.landfall.state.TestState;
import io.landfall.state.Verdicts;
import io.landfall.work.TakeOvers;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;

/** What Landfall serves over HTTP, over a database, behind a token. */
final class ServedPages implements AutoCloseable {
    static final String TOKEN = "t0ken-of-a-test";
    private static final Clock CLOCK = Clock.fixed(Examples.START.plus(Duration.ofHours(10)), ZoneOffset.UTC);

    private static final Export ORDERS = Examples.export("orders", "lake").build();

    private final Database database;
    private final Engine engine;
    private final int port;
    private int checks;

    /** One export, and a silence over it. */
    ServedPages(Path folder) {
        this(folder, one(), List.of(silence()), CLOCK);
    }

    /** A week of a company. */
    ServedPages(Path folder, CompanyWeek week) {
        this(folder, week.config(), List.of(), Clock.fixed(CompanyWeek.NOW, ZoneOffset.UTC));
        week.play(database);
    }

    private ServedPages(Path folder, Config config, List<Silence> silences, Clock clock) {
        database = TestState.in(folder);
        port = Engine.freePort("127.0.0.1", 0);
        Map<String, Object> beans = new HashMap<>(ServedBeans.of(
                config, new Reports(config, database.jdbi(), clock), () -> silences, database, new TakeOvers(), clock));
        beans.put("door", new Door(guarded()));
        beans.put("health", new Health(database, () -> 0, Map::of, List::of));
        engine = Engine.start(
                List.of("serve", "pages", "api"),
                beans,
                Map.of(
                        "camel.server.enabled", "true",
                        "camel.server.host", "127.0.0.1",
                        "camel.server.port", String.valueOf(port),
                        "camel.component.platform-http.headerFilterStrategy", "#answerHeaders"),
                ServedPages::oneMore);
    }

    String url() {
        return "http://127.0.0.1:" + port;
    }

    /** What is served, as the routes that are running say it. */
    List<String> paths() {
        return engine.camel().getRoutes().stream()
                .map(route -> route.getEndpoint().getEndpointUri())
                .filter(uri -> uri.startsWith("platform-http:"))
                .map(uri -> uri.replaceAll("platform-http:/*([^?]*).*", "/$1"))
                .toList();
    }

    /** A later look than the ones before. */
    void record(Instant due, String dataset, Verdict verdict, String finding) {
        Instant checked = due.plusSeconds(60).plusSeconds(checks++);
        database.jdbi()
                .useTransaction(tx -> new Verdicts(database.jdbi())
                        .put(
                                tx,
                                new Judgement(
                                        new SlotKey(ORDERS.key(), due),
                                        dataset,
                                        verdict,
                                        Depth.INTEGRITY,
                                        Optional.empty(),
                                        Optional.of(Landing.none()),
                                        Optional.empty(),
                                        List.of(finding),
                                        checked)));
    }

    @Override
    public void close() {
        engine.close();
        database.close();
    }

    /** A path that somebody adds who thinks of nothing else. */
    private static void oneMore(CamelContext camel) {
        try {
            camel.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("platform-http:/one-more").routeId("one-more").setBody(constant("one more"));
                }
            });
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static Config one() {
        return new Config(
                Map.of(),
                Map.of("lake", Examples.storage(StorageType.S3, "lake")),
                Map.of("orders", ORDERS),
                Map.of(),
                TestState.settings("jdbc:sqlite:unused"),
                Map.of());
    }

    private static Silence silence() {
        return new Silence(
                "s1",
                Set.of("orders"),
                Set.of(),
                Map.of(),
                "moving <house>",
                CLOCK.instant(),
                Optional.empty(),
                false,
                Optional.empty());
    }

    private static Config.Server guarded() {
        return new Config.Server(
                "127.0.0.1", 0, Optional.empty(), Optional.empty(), Optional.of(new Secret(TOKEN)), Optional.empty());
    }
}
