package io.landfall.faults;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.landfall.flowservice.Answer;
import io.landfall.flowservice.FlowServiceRequest;
import io.landfall.model.Compression;
import io.landfall.model.Config;
import io.landfall.model.Dataset;
import io.landfall.model.Depth;
import io.landfall.model.Format;
import io.landfall.model.Landing;
import io.landfall.model.Look;
import io.landfall.model.Secret;
import io.landfall.model.Storage;
import io.landfall.model.StorageType;
import io.landfall.model.Trouble;
import io.landfall.routes.Routes;
import io.landfall.runtime.LandingZones;
import io.landfall.runtime.Looking;
import io.landfall.runtime.StorageRoutes;
import io.landfall.storage.AdlsKind;
import io.landfall.storage.AzureBlobKind;
import io.landfall.storage.ByteBudget;
import io.landfall.storage.DlzKind;
import io.landfall.storage.GcsKind;
import io.landfall.storage.LookRequest;
import io.landfall.storage.S3Kind;
import io.landfall.storage.SftpKind;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.support.EventNotifierSupport;

/** The route files of looking, as they are delivered, in a Camel of their own. */
public final class Looker implements AutoCloseable {
    public static final Instant DUE = Instant.parse("2026-12-01T03:00:00Z");
    public static final Instant NEXT = Instant.parse("2026-12-01T06:00:00Z");
    public static final Dataset DATASET = new Dataset("5ef3e3259ad2a1191ab7dd7d", "Web events");
    public static final String FOLDER = "aep/orders/" + DATASET.id() + "/exportTime=202612010302";

    /** So that pieces are no larger than a first read, and files of a megabyte have many. */
    private static final long SMALL_HEAP = 8 << 20;

    private final CamelContext camel = new DefaultCamelContext();
    private final StorageRoutes routes = new StorageRoutes(
            List.of(new S3Kind(), new GcsKind(), new SftpKind(), new AzureBlobKind(), new AdlsKind(), new DlzKind()));

    private final Map<String, Runnable> actions = new ConcurrentHashMap<>();

    private volatile UnaryOperator<String> zones = sandbox -> "{}";

    private final Map<String, AtomicInteger> under = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> most = new ConcurrentHashMap<>();

    public Looker() throws Exception {
        this(SMALL_HEAP);
    }

    /** @param heap bytes, by which pieces to read are measured */
    public Looker(long heap) throws Exception {
        camel.getRegistry().bind("looking", new Looking(Clock.systemUTC(), heap));
        camel.getRegistry().bind("storageRoutes", routes);
        camel.getRegistry()
                .bind(
                        "landingZones",
                        new LandingZones(new Config(Map.of(), Map.of(), Map.of(), Map.of(), null, Map.of())));
        camel.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:flow-service").process(Looker.this::platform);
            }
        });
        Routes.load(camel, "look", "verify-s3", "verify-gcs", "verify-sftp", "verify-azure");
        camel.getManagementStrategy().addEventNotifier(new Before());
        camel.start();
    }

    public CamelContext camel() {
        return camel;
    }

    /** What the platform hands out for the landing zone of a sandbox, as JSON. */
    void granting(UnaryOperator<String> ofSandbox) {
        zones = ofSandbox;
    }

    private void platform(Exchange exchange) throws IOException {
        String sandbox =
                exchange.getProperty("request", FlowServiceRequest.class).sandbox();
        exchange.getMessage().setBody(new Answer(200, new ObjectMapper().readTree(zones.apply(sandbox))));
    }

    /** Does something once, right before something is sent to this endpoint for the next time. */
    public void before(String endpoint, Runnable action) {
        actions.put(endpoint, action);
    }

    /** The most reads that were under way at once so far. */
    public int mostReadsAtOnce() {
        return mostAtOnce("read-");
    }

    /** The most calls of the routes whose names begin so that were under way at once so far. */
    int mostAtOnce(String prefix) {
        return count(most, prefix).get();
    }

    private static AtomicInteger count(Map<String, AtomicInteger> counts, String prefix) {
        return counts.computeIfAbsent(prefix, p -> new AtomicInteger());
    }

    private static String kind(Endpoint endpoint) {
        String name = endpoint.getEndpointUri().replace("direct://", "");
        return name.substring(0, name.indexOf('-') + 1);
    }

    private final class Before extends EventNotifierSupport {
        @Override
        public void notify(CamelEvent event) {
            if (event instanceof CamelEvent.ExchangeSendingEvent sending) {
                Runnable action = actions.remove(sending.getEndpoint().getEndpointUri());
                if (action != null) {
                    action.run();
                }
                String kind = kind(sending.getEndpoint());
                count(most, kind).accumulateAndGet(count(under, kind).incrementAndGet(), Math::max);
            }
            if (event instanceof CamelEvent.ExchangeSentEvent sent) {
                count(under, kind(sent.getEndpoint())).decrementAndGet();
            }
        }
    }

    public Look look(LookRequest request) {
        return camel.createProducerTemplate().requestBody("direct:look", request, Look.class);
    }

    public Landing seen(LookRequest request) {
        Look look = look(request);
        if (look instanceof Look.Barred barred) {
            throw new AssertionError(
                    "barred: " + barred.trouble() + " / " + barred.trouble().remedy());
        }
        return ((Look.Seen) look).landing();
    }

    public Trouble barred(LookRequest request) {
        Look look = look(request);
        if (look instanceof Look.Seen seen) {
            throw new AssertionError("seen: " + seen.landing());
        }
        return ((Look.Barred) look).trouble();
    }

    public static LookRequest request(Storage storage, Depth depth) {
        return new LookRequest(
                storage,
                "aep/orders",
                DATASET,
                DUE,
                NEXT,
                Optional.empty(),
                Format.JSON,
                Compression.GZIP,
                depth,
                Optional.empty(),
                Optional.of(DUE.plusSeconds(60)),
                Duration.ZERO,
                new ByteBudget(Long.MAX_VALUE));
    }

    /** The same, with so many bytes to read for records. */
    public static LookRequest within(LookRequest r, long budget) {
        return with(r, r.filesSaid(), new ByteBudget(budget));
    }

    /** The same, where the run says that it wrote so many files. */
    static LookRequest saying(LookRequest r, long files) {
        return with(r, Optional.of(files), r.budget());
    }

    private static LookRequest with(LookRequest r, Optional<Long> filesSaid, ByteBudget budget) {
        return new LookRequest(
                r.storage(),
                r.path(),
                r.dataset(),
                r.due(),
                r.next(),
                r.folder(),
                r.format(),
                r.compression(),
                r.depth(),
                filesSaid,
                r.runStart(),
                r.settle(),
                budget);
    }

    public static Storage s3(String name, String endpoint, String id, String secret) {
        return new Storage(
                name,
                StorageType.S3,
                Map.of("bucket", "acme-lake", "region", "eu-west-1", "endpoint", endpoint),
                Map.of(),
                Map.of("access-key", new Secret(id), "secret-key", new Secret(secret)),
                8,
                Duration.ofSeconds(20));
    }

    public static Storage sftp(String name, int port, Path knownHosts, Map<String, String> reader) {
        Map<String, Secret> secrets = new HashMap<>();
        reader.forEach((key, value) -> secrets.put(key, new Secret(value)));
        return new Storage(
                name,
                StorageType.SFTP,
                Map.of("host", "127.0.0.1", "port", "" + port, "known-hosts", knownHosts.toString()),
                Map.of(),
                secrets,
                4,
                Duration.ofSeconds(20));
    }

    public static Storage within(Storage storage, Duration timeout) {
        return new Storage(
                storage.name(),
                storage.type(),
                storage.place(),
                storage.adobe(),
                storage.reader(),
                storage.concurrency(),
                timeout);
    }

    @Override
    public void close() {
        camel.stop();
        routes.close();
    }
}
