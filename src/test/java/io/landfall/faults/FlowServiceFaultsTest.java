package io.landfall.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.landfall.emulator.Call;
import io.landfall.emulator.EntityKind;
import io.landfall.emulator.Fault;
import io.landfall.flowservice.FlowServiceFailure;
import io.landfall.model.Export;
import io.landfall.model.Storage;
import io.landfall.model.StorageType;
import io.landfall.model.Trouble;
import io.landfall.plan.Broken;
import io.landfall.runtime.Examples;
import io.landfall.runtime.ProvisioningResult;
import io.landfall.runtime.ProvisioningWorld;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A disturbed Flow Service: what the user is told, and that nothing is made twice. */
class FlowServiceFaultsTest {

    @TempDir
    Path folder;

    private ProvisioningWorld world;
    private final Storage lake = Examples.storage(StorageType.S3, "lake");
    private final Export orders = Examples.export("orders", "lake").build();

    @BeforeEach
    void open() {
        world = new ProvisioningWorld(folder);
    }

    @AfterEach
    void close() {
        world.close();
    }

    private ProvisioningWorld.Process landfall() {
        return world.process(List.of(orders), lake);
    }

    private void exactlyOne() {
        exactly(1);
    }

    private void exactly(int n) {
        for (EntityKind kind : List.of(
                EntityKind.BASE_CONNECTION,
                EntityKind.SOURCE_CONNECTION,
                EntityKind.TARGET_CONNECTION,
                EntityKind.FLOW)) {
            assertThat(world.count(kind)).as(kind.name()).isEqualTo(n);
        }
    }

    private long calls(String method, String path) {
        return world.service.calls().stream()
                .filter(c -> c.method().equals(method) && c.path().endsWith(path))
                .count();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/connections$", "/sourceConnections$", "/targetConnections$", "/flows$"})
    void anUnclearAnswerAfterTheEffectMakesNothingTwice(String path) {
        List<Fault> faults = List.of(
                Fault.serverError(),
                Fault.answer(504, "<html>gateway</html>", Map.of("Content-Type", "text/html")),
                Fault.reset(),
                Fault.hang(Duration.ofSeconds(3)),
                Fault.html(),
                Fault.cutShort());
        Storage[] storages = IntStream.range(0, faults.size())
                .mapToObj(n -> Examples.storage(StorageType.S3, "lake-" + n))
                .toArray(Storage[]::new);
        ProvisioningWorld.Options options = new ProvisioningWorld.Options();
        options.responseTimeout = 300;
        var landfall = world.process(options, List.of(), storages);
        for (int n = 0; n < faults.size(); n++) {
            Export export = Examples.export("orders-" + n, "lake-" + n).build();
            world.service.faults().on("POST", path).times(1).afterEffect().then(faults.get(n));

            ProvisioningResult result = landfall.apply(export);

            assertThat(result.broken()).isEmpty();
            assertThat(result.carriedOut()).hasSize(4).allMatch(a -> a.id().isPresent());
            exactly(n + 1);
            assertThat(landfall.plan(export).plan().changes()).isZero();
            world.service.faults().clear();
        }
    }

    @Test
    void anUnclearAnswerWithoutEffectIsSentAgainAfterLooking() {
        world.service.faults().on("POST", "/flows$").times(1).then(Fault.unavailable());
        ProvisioningResult result = landfall().apply();
        assertThat(result.broken()).isEmpty();
        exactlyOne();
        List<String> paths = world.service.calls().stream()
                .filter(c -> c.path().endsWith("/flows"))
                .map(Call::method)
                .toList();
        assertThat(paths).containsExactly("GET", "POST", "GET", "POST");
    }

    @Test
    void limitedCallsWaitAsLongAsTheyAreAskedTo() {
        world.service.faults().on("POST", "/connections$").times(1).then(Fault.tooMany("1"));
        long begun = System.nanoTime();
        assertThat(landfall().apply().broken()).isEmpty();
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThan(Duration.ofSeconds(1));
        exactlyOne();
    }

    @Test
    void anEmptyLimitIsRetriedWithoutBeingAsked() {
        world.service.faults().on("GET", "/flows$").times(2).then(Fault.empty(429));
        assertThat(landfall().apply().broken()).isEmpty();
        exactlyOne();
    }

    @Test
    void aLimitForHoursIsNamedAtOnce() {
        world.service.faults().on("POST", "/sourceConnections$").then(Fault.tooMany("1800"));
        Broken broken = only(landfall().apply());
        assertThat(broken.message())
                .isEqualTo("platform default: create source-connection landfall/orders: HTTP 429 429050: Too many"
                        + " requests (asks to wait 1800 s)");
        assertThat(broken.trouble().orElseThrow().kind()).isEqualTo(Trouble.Kind.LIMITED);
        assertThat(calls("POST", "/sourceConnections")).isEqualTo(1);
    }

    @Test
    void aRefusedTokenIsRenewedOnce() {
        var landfall = landfall();
        landfall.plan();
        world.service.revokeTokens();
        assertThat(landfall.apply().broken()).isEmpty();
        assertThat(world.service.tokensIssued()).isEqualTo(2);
        exactlyOne();
    }

    @Test
    void aTokenThatIsRefusedForEverIsDenied() {
        world.service.faults().on("GET", "/connections$").then(Fault.unauthorized());
        var landfall = landfall();
        FlowServiceFailure failure = failure(() -> landfall.plan());
        assertThat(failure).isInstanceOf(FlowServiceFailure.Denied.class);
        assertThat(failure)
                .hasMessage("platform default: list the base-connections: HTTP 401 401013: Oauth token is not valid");
        assertThat(world.service.tokensIssued()).isEqualTo(2);
        assertThat(calls("GET", "/connections")).isEqualTo(2);
    }

    @Test
    void aMissingPermissionBreaksOnlyWhatNeedsIt() {
        world.service.faults().on("POST", "/flows$").then(Fault.forbidden());
        Broken broken = only(landfall().apply());
        assertThat(broken.trouble().orElseThrow())
                .returns("platform:default", Trouble::what)
                .returns(Trouble.Kind.DENIED, Trouble::kind)
                .returns("HTTP 403 403025 Profile is not valid", Trouble::detail);
        world.service.faults().clear();
        assertThat(landfall().apply().broken()).isEmpty();
        exactlyOne();
    }

    @Test
    void anObjectThatChangedMeanwhileIsReadAgain() {
        var landfall = landfall();
        landfall.apply();
        Export longer = Examples.export("orders", "lake")
                .end(Examples.END.plusSeconds(86_400))
                .build();
        world.service.onBoundary(call -> {
            boolean first = call.beforeEffect() && call.method().equals("PATCH") && calls("PATCH", "") == 1;
            if (first) {
                String id = world.sandbox.all(EntityKind.FLOW).get(0).path("id").asText();
                world.sandbox.edit(EntityKind.FLOW, id, flow -> flow.put("name", "landfall/renamed"));
            }
        });
        ProvisioningResult result = landfall.apply(longer);
        assertThat(result.broken()).isEmpty();
        assertThat(statuses("PATCH")).containsExactly(412, 200);
        assertThat(world.sandbox.all(EntityKind.FLOW).get(0).path("name").asText())
                .isEqualTo("landfall/orders");
        assertThat(landfall.plan(longer).plan().changes()).isZero();
    }

    private List<Integer> statuses(String method) {
        return world.service.calls().stream()
                .filter(c -> c.method().equals(method))
                .map(Call::status)
                .toList();
    }

    static Stream<Arguments> unreadable() {
        return Stream.of(
                Arguments.of(Fault.html(), "HTTP 200: an HTML page instead of JSON", Trouble.Kind.BROKEN_ANSWER),
                Arguments.of(Fault.truncated(), "HTTP 200: JSON that breaks off", Trouble.Kind.BROKEN_ANSWER),
                Arguments.of(Fault.empty(200), "HTTP 200: an answer without a body", Trouble.Kind.BROKEN_ANSWER),
                Arguments.of(Fault.answer(200, "{}", Map.of()), "a list without items", Trouble.Kind.BROKEN_ANSWER),
                Arguments.of(Fault.huge(3), "no answer: the answer is larger than 1 MiB", Trouble.Kind.BROKEN_ANSWER),
                Arguments.of(
                        Fault.answer(302, "", Map.of("Location", "http://127.0.0.1:1/")),
                        "HTTP 302: a redirect, which is not followed",
                        Trouble.Kind.BROKEN_ANSWER),
                Arguments.of(Fault.serverError(), "HTTP 500", Trouble.Kind.UNREACHABLE),
                Arguments.of(
                        Fault.unavailable(),
                        "HTTP 503 1103-503: The service is unavailable.",
                        Trouble.Kind.UNREACHABLE),
                Arguments.of(Fault.reset(), "no answer: ", Trouble.Kind.UNREACHABLE),
                Arguments.of(Fault.hang(Duration.ofSeconds(3)), "no answer: Read timed out", Trouble.Kind.TIMED_OUT));
    }

    @ParameterizedTest
    @MethodSource("unreadable")
    void aListThatCannotBeReadIsNeverAnEmptyOne(Fault fault, String message, Trouble.Kind kind) {
        ProvisioningWorld.Options options = new ProvisioningWorld.Options();
        options.responseTimeout = 200;
        world.service.faults().on("GET", "/targetConnections$").then(fault);
        FlowServiceFailure failure =
                failure(() -> world.process(options, List.of(orders), lake).apply());
        assertThat(failure.getMessage())
                .startsWith("platform default: list the target-connections: ")
                .contains(message);
        assertThat(failure.trouble().kind()).isEqualTo(kind);
        boolean repeated = failure instanceof FlowServiceFailure.Transient;
        assertThat(calls("GET", "/targetConnections")).isEqualTo(repeated ? options.retries.attempts() : 1);
        assertThat(world.count(EntityKind.BASE_CONNECTION)).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401})
    void aRefusedClientIsDeniedWithoutEchoOfItsSecret(int status) {
        String body =
                "{\"error\":\"invalid_client\",\"error_description\":\"bad secret " + ProvisioningWorld.SECRET + "\"}";
        world.service.faults().on("POST", "/ims/token").then(Fault.answer(status, body, Map.of()));
        FlowServiceFailure failure = failure(() -> landfall().plan());
        assertThat(failure)
                .isInstanceOf(FlowServiceFailure.Denied.class)
                .hasMessage(
                        "platform default: fetch an access token: HTTP " + status + " invalid_client: bad secret ***");
        assertThat(failure.trouble().remedy()).contains("platform.client-secret");
    }

    @Test
    void aTokenEndpointThatIsDownForAMomentIsAskedAgain() {
        world.service.faults().on("POST", "/ims/token").times(2).then(Fault.unavailable());
        assertThat(landfall().apply().broken()).isEmpty();
        exactlyOne();
    }

    @Test
    void credentialsInAnAnswerAreNotTold() {
        String body = "{\"errorMessage\":\"bad key fakeFAKEfakeFAKEfakeFAKEfakeFAKEfakeFAKE\\u0007 of s3SecretKey\"}";
        world.service.faults().on("POST", "/connections$").then(Fault.answer(400, body, Map.of()));
        assertThat(only(landfall().apply()).message())
                .isEqualTo(
                        "platform default: create base-connection landfall/lake: HTTP 400: bad key ***  of s3SecretKey");
    }

    @Test
    void oneBrokenExportDoesNotStopTheOthers() {
        Export unknown = Examples.export("clicks", "lake")
                .datasets(io.landfall.model.DatasetRef.name("Web evnts"))
                .build();
        ProvisioningResult result =
                world.process(List.of(unknown, orders), lake).apply();
        Broken broken = only(result);
        assertThat(broken.export()).isEqualTo(unknown.key());
        assertThat(broken.message())
                .isEqualTo("dataset name:Web evnts is not among the 2 datasets of this sandbox that can be exported;"
                        + " the nearest: Web events (" + ProvisioningWorld.OTHER_DATASET + "), Orders ("
                        + ProvisioningWorld.DATASET + ")");
        exactlyOne();
    }

    private static Broken only(ProvisioningResult result) {
        assertThat(result.broken()).hasSize(1);
        assertThat(result.complete()).isFalse();
        return result.broken().get(0);
    }

    private static FlowServiceFailure failure(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        return FlowServiceFailure.in(catchThrowable(call)).orElseThrow();
    }
}
