package io.landfall.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A Flow Service with one organisation, and a client that is let in. */
abstract class FlowServiceFixture {

    static final String ORG = "0123456789ABCDEF01234567@AdobeOrg";
    static final Instant NOW = Instant.parse("2026-12-01T10:00:00Z");
    static final String KEY = "LANDFALLLOCALWORLD23";
    static final String SECRET = "0123456789abcdefghij0123456789abcdefghi/";

    FlowService service;
    Sandbox sandbox;
    Caller caller;

    @BeforeEach
    void start() throws Exception {
        service = FlowService.start(Clock.fixed(NOW, ZoneOffset.UTC)).client(ORG, "client", "secret&");
        sandbox = service.sandbox(ORG, "prod");
        Catalogue.all().forEach(sandbox::addDataset);
        caller = new Caller(service, ORG, "client", "secret&", "prod");
        service.clearCalls();
    }

    @AfterEach
    void stop() {
        service.close();
    }

    /** Creates all four entities; returns the dataflow's id. */
    String flow(String name) throws Exception {
        String base = caller.create("/connections", Bodies.s3Base(KEY, SECRET));
        String source = caller.create("/sourceConnections", Bodies.source(Catalogue.ORDERS));
        String target = caller.create(
                "/targetConnections", Bodies.target(DestinationKind.S3, base, "aep/orders", "PARQUET", "GZIP"));
        return caller.create("/flows", Bodies.flow(DestinationKind.S3, name, source, target, NOW));
    }

    JsonNode read(String path) throws Exception {
        return caller.json(path).path("items").path(0);
    }
}
