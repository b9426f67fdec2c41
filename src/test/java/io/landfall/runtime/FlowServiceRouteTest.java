package io.landfall.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.landfall.emulator.Call;
import io.landfall.flowservice.Answer;
import io.landfall.flowservice.FlowServiceRequest;
import io.landfall.model.Storage;
import io.landfall.model.StorageType;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The one way to Adobe: what goes out, what comes back, and what stays inside. */
class FlowServiceRouteTest {

    @TempDir
    Path folder;

    private ProvisioningWorld world;
    private ProvisioningWorld.Process landfall;

    @BeforeEach
    void open() {
        Storage lake = Examples.storage(StorageType.S3, "lake");
        world = new ProvisioningWorld(folder);
        landfall = world.process(List.of(Examples.export("orders", "lake").build()), lake);
    }

    @AfterEach
    void close() {
        world.close();
    }

    private FlowServiceRequest list(String path) {
        return FlowServiceRequest.get(world.platform, "prod", path, "list " + path);
    }

    private Exchange call(String endpoint, FlowServiceRequest request, String... headers) {
        return landfall.context.createProducerTemplate().request(endpoint, exchange -> {
            exchange.setProperty("request", request);
            for (int i = 0; i < headers.length; i += 2) {
                exchange.getMessage().setHeader(headers[i], headers[i + 1]);
            }
        });
    }

    @Test
    void sendsTheHeadersOfEveryCallAndNothingElse() {
        Exchange exchange = call(
                "direct:flow-service",
                list("flows").with("property", "name==a b"),
                "CamelHttpUri",
                "http://127.0.0.1:1/elsewhere",
                "CamelHttpPath",
                "/elsewhere",
                "CamelHttpQuery",
                "x=y",
                "CamelHttpMethod",
                "DELETE",
                "X-Injected",
                "canary",
                "Cookie",
                "canary=1");
        assertThat(exchange.getException()).isNull();
        assertThat(exchange.getMessage().getBody()).isInstanceOf(Answer.class);
        assertThat(exchange.getMessage().getHeaders()).isEmpty();

        Call call = world.service.calls().get(world.service.calls().size() - 1);
        assertThat(call.method()).isEqualTo("GET");
        assertThat(call.path()).isEqualTo("/data/foundation/flowservice/flows");
        assertThat(call.query()).isEqualTo("property=name==a%20b");
        assertThat(call.header("x-api-key")).contains(world.platform.clientId());
        assertThat(call.header("x-gw-ims-org-id")).contains(ProvisioningWorld.ORG);
        assertThat(call.header("x-sandbox-name")).contains("prod");
        assertThat(call.header("content-type")).isEmpty();
        assertThat(call.header("if-match")).isEmpty();
        assertThat(call.headers().toString()).doesNotContain("canary");
    }

    @Test
    void leavesNoHeaderAfterAFailure() {
        Exchange exchange = call("direct:flow-service", list("flows/unknown"));
        assertThat(exchange.getException()).isNotNull();
        assertThat(exchange.getMessage().getHeaders().keySet()).allMatch(name -> name.startsWith("CamelRedeliver"));
    }

    @Test
    void oneTokenServesManyCallsAtOnce() {
        List<CompletableFuture<Exchange>> calls = IntStream.range(0, 20)
                .mapToObj(n -> CompletableFuture.supplyAsync(() -> call("direct:flow-service", list("flows"))))
                .toList();
        assertThat(calls).allMatch(c -> c.join().getException() == null);
        assertThat(world.service.tokensIssued()).isEqualTo(1);
        world.service.revokeTokens();
        calls = IntStream.range(0, 20)
                .mapToObj(n -> CompletableFuture.supplyAsync(() -> call("direct:flow-service", list("flows"))))
                .toList();
        assertThat(calls).allMatch(c -> c.join().getException() == null);
        assertThat(world.service.tokensIssued()).isEqualTo(2);
    }

    @Test
    void aTokenIsRenewedBeforeItExpires() {
        world.service.tokenLifetime(Duration.ofSeconds(1));
        call("direct:flow-service", list("flows"));
        assertThat(landfall.tokens.stale(world.platform)).isFalse();
        assertThat(landfall.tokens.grant(world.platform).renewAt())
                .isBefore(java.time.Instant.now().plusMillis(901));
    }

    @Test
    @SuppressWarnings("unchecked")
    void readsAListToItsEnd() {
        world.service.behaviour().pageSize(1).shortDatasetPages(1);
        FlowServiceRequest datasets = list("connectionSpecs/23598e46-f560-407b-88d5-ea6207e49db0/configs")
                .with("outputType", "activationDatasets")
                .with("outputField", "datasets")
                .with("start", "0")
                .with("limit", "100");
        List<JsonNode> items = (List<JsonNode>)
                call("direct:flow-service-list", datasets).getMessage().getBody();
        assertThat(items).hasSize(2);

        landfall.apply();
        List<JsonNode> connections = (List<JsonNode>)
                call("direct:flow-service-list", list("sourceConnections").with("limit", "100"))
                        .getMessage()
                        .getBody();
        assertThat(connections).hasSize(1);
    }
}
