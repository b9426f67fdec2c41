package io.landfall.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.landfall.emulator.Call;
import io.landfall.emulator.Fault;
import io.landfall.flowservice.Answer;
import io.landfall.flowservice.FlowServiceFailure;
import io.landfall.flowservice.FlowServiceRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One call to Adobe: what goes out, what stays behind, and how many go out at once. */
class FlowServiceRouteTest {
    @TempDir
    Path folder;

    private ProvisioningWorld world;
    private final ProvisioningWorld.Options options = new ProvisioningWorld.Options();

    @BeforeEach
    void open() {
        world = new ProvisioningWorld(folder);
    }

    @AfterEach
    void close() {
        world.close();
    }

    private ProvisioningWorld.Process landfall() {
        return world.process(options, List.of());
    }

    private Exchange call(ProvisioningWorld.Process landfall) {
        return call(landfall, e -> {});
    }

    private Exchange call(ProvisioningWorld.Process landfall, Consumer<Exchange> before) {
        return call(landfall.context.createProducerTemplate(), before);
    }

    private Exchange call(ProducerTemplate producer, Consumer<Exchange> before) {
        return call(producer, "flow-service", before);
    }

    private Exchange call(ProducerTemplate producer, String route, Consumer<Exchange> before) {
        return producer.send("direct:" + route, e -> {
            e.setProperty("request", FlowServiceRequest.get(world.platform, "prod", "flows", "list the flows"));
            before.accept(e);
        });
    }

    private static void leftOver(Exchange exchange) {
        exchange.getMessage().setBody("left over");
        exchange.getMessage().setHeader("X-Left-Over", "of an earlier step");
        exchange.getMessage().setHeader("Authorization", "Bearer of somebody else");
        exchange.getMessage().setHeader("CamelHttpUri", "http://127.0.0.1:1/elsewhere");
        exchange.getMessage().setHeader("CamelHttpMethod", "DELETE");
        exchange.getMessage().setHeader("CamelHttpPath", "/elsewhere");
        exchange.getMessage().setHeader("CamelHttpQuery", "limit=0");
    }

    @Test
    void headersOfAnEarlierStepReachNeitherServer() {
        Exchange called = call(landfall(), FlowServiceRouteTest::leftOver);
        assertThat(called.getException()).isNull();
        assertThat(called.getMessage().getBody(Answer.class).status()).isEqualTo(200);
        assertThat(world.service.calls())
                .extracting(c -> c.method() + " " + c.path() + " " + c.query())
                .containsExactly("POST /ims/token/v3 ", "GET /data/foundation/flowservice/flows ");
        assertThat(world.service.calls())
                .allSatisfy(c -> assertThat(c.header("X-Left-Over")).isEmpty());
        assertThat(world.service.calls().get(0).header("Authorization")).isEmpty();
    }

    @Test
    void eachAttemptAndEachRenewalGuardsItself() {
        ProducerTemplate producer = landfall().context.createProducerTemplate();
        Exchange renewed = call(producer, "flow-service-token-default", FlowServiceRouteTest::leftOver);
        assertThat(renewed.getException()).isNull();
        Exchange attempted = call(producer, "flow-service-once-default", FlowServiceRouteTest::leftOver);
        assertThat(attempted.getException()).isNull();
        assertThat(world.service.calls())
                .extracting(c -> c.method() + " " + c.path())
                .containsExactly("POST /ims/token/v3", "GET /data/foundation/flowservice/flows");
        assertThat(world.service.calls())
                .allSatisfy(c -> assertThat(c.header("X-Left-Over")).isEmpty());
    }

    @Test
    void aTokenIsAskedForByAForm() {
        call(landfall());
        Call call = world.service.calls().get(0);
        assertThat(call.header("Content-Type")).contains("application/x-www-form-urlencoded");
        assertThat(call.query()).isEmpty();
    }

    @Test
    void aCallSaysWhoItIsForAndNothingOfTheTokenRequest() {
        call(landfall());
        Call call = world.service.calls().get(1);
        assertThat(call.header("x-api-key")).contains(world.platform.clientId());
        assertThat(call.header("x-gw-ims-org-id")).contains(ProvisioningWorld.ORG);
        assertThat(call.header("x-sandbox-name")).contains("prod");
        assertThat(call.header("Content-Type").orElse("")).doesNotContain("urlencoded");
    }

    @Test
    void nothingOfTheCallStaysOnTheMessage() {
        var landfall = landfall();
        assertThat(call(landfall).getMessage().getHeaders()).isEmpty();
        world.service.faults().on("GET", "/flows").then(Fault.forbidden());
        Exchange refused = call(landfall);
        assertThat(refused.getException()).isInstanceOf(FlowServiceFailure.Denied.class);
        assertThat(refused.getMessage().getHeaders())
                .doesNotContainKeys("Authorization", "x-api-key", "CamelHttpResponseCode");
    }

    @ParameterizedTest
    @ValueSource(strings = {"flow-service", "flow-service-once-default"})
    void norDoesTheRequestOfACallWithoutAnAnswer(String route) {
        world.service.faults().on("POST", "^/connections$").then(Fault.reset());
        Exchange called = landfall()
                .context
                .createProducerTemplate()
                .send(
                        "direct:" + route,
                        e -> e.setProperty(
                                "request",
                                FlowServiceRequest.post(
                                        world.platform,
                                        "prod",
                                        "connections",
                                        JsonNodeFactory.instance.objectNode().put("s3SecretKey", "canary"),
                                        "create a connection")));
        assertThat(FlowServiceFailure.in(called.getException())).containsInstanceOf(FlowServiceFailure.Ambiguous.class);
        assertThat(String.valueOf(called.getMessage().getBody(String.class))).doesNotContain("canary");
    }

    @Test
    void aFailureIsHandedToTheCallerAndNotLoggedOnTheWay() {
        world.service.faults().on("GET", "/flows").then(Fault.forbidden());
        try (LogLines log = LogLines.ofCamelsErrors()) {
            assertThat(call(landfall()).getException()).isInstanceOf(FlowServiceFailure.Denied.class);
            assertThat(log.all()).isEmpty();
        }
    }

    @Test
    void norIsAListThatCannotBeTrusted() {
        world.service.faults().on("GET", "/flows").then(Fault.answer(200, "{}", Map.of()));
        ProducerTemplate producer = landfall().context.createProducerTemplate();
        try (LogLines log = LogLines.ofCamelsErrors()) {
            Exchange called = call(producer, "flow-service-list", e -> {});
            assertThat(FlowServiceFailure.in(called.getException()))
                    .get()
                    .isInstanceOf(FlowServiceFailure.Rejected.class);
            assertThat(log.all()).isEmpty();
        }
    }

    @Test
    void repetitionsAreNotLoggedEither() {
        world.service.faults().on("GET", "/flows").then(Fault.unavailable());
        try (LogLines log = LogLines.ofCamelsErrors()) {
            assertThat(call(landfall()).getException()).isInstanceOf(FlowServiceFailure.Transient.class);
            assertThat(log.all()).isEmpty();
        }
        assertThat(world.service.calls().stream().filter(c -> c.method().equals("GET")))
                .hasSize(options.retries.attempts());
    }

    @Test
    void aCountOfSomebodyElsesRepetitionsIsNotTakenForOurs() {
        world.service.faults().on("GET", "/flows").times(1).then(Fault.unavailable());
        Exchange called = call(landfall(), e -> e.getMessage().setHeader(Exchange.REDELIVERY_COUNTER, 99));
        assertThat(called.getException()).isNull();
    }

    @Test
    void noMoreCallsGoOutInASecondThanTheRate() {
        options.rate = 3;
        var landfall = landfall();
        long begun = System.nanoTime();
        for (int n = 0; n < 4; n++) {
            assertThat(call(landfall).getException()).isNull();
        }
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThan(Duration.ofMillis(900));
    }

    @Test
    void manyCallsAtOnceShareOneToken() throws Exception {
        world.service.faults().on("POST", "/ims/token").times(8).then(Fault.delay(Duration.ofMillis(200)));
        var landfall = landfall();
        ProducerTemplate producer = landfall.context.createProducerTemplate();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        List<Future<Exchange>> called = threads.invokeAll(Collections.nCopies(8, () -> call(producer, e -> {})));
        threads.shutdown();
        for (Future<Exchange> call : called) {
            assertThat(call.get().getException()).isNull();
        }
        assertThat(world.service.tokensIssued()).isEqualTo(1);
    }

    @Test
    void anAnswerThatNeverComesIsAFailure() {
        options.responseTimeout = 100;
        world.service.faults().on("GET", "/flows").then(Fault.hang(Duration.ofSeconds(2)));
        assertThat(call(landfall()).getException()).isInstanceOf(FlowServiceFailure.Transient.class);
        world.service.faults().clear();
    }

    @Test
    void aTokenThatNeverComesIsAFailure() {
        options.responseTimeout = 100;
        world.service.faults().on("POST", "/ims/token").then(Fault.hang(Duration.ofSeconds(2)));
        ProducerTemplate producer = landfall().context.createProducerTemplate();
        assertThat(call(producer, e -> {}).getException()).isInstanceOf(FlowServiceFailure.Transient.class);
        Exchange called = call(producer, "flow-service-token-default", e -> {});
        assertThat(called.getException()).isInstanceOf(FlowServiceFailure.Transient.class);
        assertThat(called.getMessage().getHeaders()).doesNotContainKeys("Content-Type", "CamelHttpMethod");
        assertThat(String.valueOf(called.getMessage().getBody(String.class)))
                .as("the form holds the client's secret")
                .doesNotContain("client_secret");
        world.service.faults().clear();
    }
}
