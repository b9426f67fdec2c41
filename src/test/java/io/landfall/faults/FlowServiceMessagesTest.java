package io.landfall.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.landfall.emulator.EntityKind;
import io.landfall.emulator.Fault;
import io.landfall.flowservice.FlowServiceFailure;
import io.landfall.model.Export;
import io.landfall.model.Storage;
import io.landfall.model.StorageType;
import io.landfall.runtime.Examples;
import io.landfall.runtime.ProvisioningResult;
import io.landfall.runtime.ProvisioningWorld;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every envelope of an error and every fault of the service (Flow Service §3), on a list and on a create: the words that
 * a user reads, and that nothing is made twice.
 */
class FlowServiceMessagesTest {
    private static final Map<String, String> NO_HEADERS = Map.of();

    @TempDir
    static Path folder;

    private static final Storage[] STORAGES = IntStream.range(0, 150)
            .mapToObj(n -> Examples.storage(StorageType.S3, "lake-" + n))
            .toArray(Storage[]::new);
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private static ProvisioningWorld world;

    /** For all rows but those that close its gate for good. */
    private static ProvisioningWorld.Process shared;

    @BeforeAll
    static void open() {
        world = new ProvisioningWorld(folder);
        shared = landfall();
    }

    @AfterAll
    static void close() {
        world.close();
    }

    /**
     * @param words what is told of it where it goes on for ever
     * @param unclear whether a create that meets it may have been carried out
     */
    private record Row(String name, Fault fault, String words, boolean unclear) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static Row says(int status, String body, String words) {
        String json = body.replace('\'', '"');
        return new Row(status + " " + body, Fault.answer(status, json, NO_HEADERS), words, false);
    }

    private static Row no(String name, Fault fault, String words) {
        return new Row(name, fault, words, false);
    }

    private static Row unclear(String name, Fault fault, String words) {
        return new Row(name, fault, words, true);
    }

    /** The five envelopes and what comes without one; each call that meets one is lost for good. */
    static Stream<Row> envelopes() {
        return Stream.of(
                says(
                        401,
                        "{'error_code':'401013','message':'Oauth token is not valid'}",
                        "HTTP 401 401013: Oauth token is not valid"),
                says(
                        403,
                        "{'error_code':403010,'message':'Oauth token is missing.'}",
                        "HTTP 403 403010: Oauth token is missing."),
                says(
                        403,
                        "{'error_code':'403000','message':'Api Key is required'}",
                        "HTTP 403 403000: Api Key is required"),
                says(
                        403,
                        "{'error_code':'403003','message':'Api Key is invalid'}",
                        "HTTP 403 403003: Api Key is invalid"),
                says(400, "{'error_code':'400003','message':'Missing header'}", "HTTP 400 400003: Missing header"),
                says(
                        403,
                        "{'error_code':'403025','message':'Profile is not valid'}",
                        "HTTP 403 403025: Profile is not valid"),
                says(
                        403,
                        "{'error_code':'403027','message':'User region is missing'}",
                        "HTTP 403 403027: User region is missing"),
                says(400, "{'errorMessage':'It is not right'}", "HTTP 400: It is not right"),
                says(
                        400,
                        "{'errorMessage':'It is not right','errorDetails':'name is too long'}",
                        "HTTP 400: It is not right (name is too long)"),
                says(400, "{'message':'Please provide a valid spec id'}", "HTTP 400: Please provide a valid spec id"),
                says(
                        400,
                        "{'type':'/uri','status':400,'title':'BadRequestError','detail':'A valid content-type must be"
                                + " specified'}",
                        "HTTP 400: A valid content-type must be specified"),
                says(
                        400,
                        "{'errorCode':'1415-400','title':'Invalid','errorMessage':'The auth spec is not known.'}",
                        "HTTP 400 1415-400: The auth spec is not known."),
                says(404, "{'code':'2100-404','title':'Sandbox not found.'}", "HTTP 404 2100-404: Sandbox not found."),
                says(404, "{'errorMessage':'Not there'}", "HTTP 404: Not there"),
                says(
                        400,
                        "{'errorCode':'1439-400','errorMessage':'not found with id = [x]'}",
                        "HTTP 400 1439-400: not found with id = [x]"),
                says(
                        412,
                        "{'errorCode':'1404-412','errorMessage':'Supplied version=[a] does not match'}",
                        "HTTP 412 1404-412: Supplied version=[a] does not match"),
                says(422, "{'errorMessage':'version is missing'}", "HTTP 422: version is missing"),
                says(403, "{}", "HTTP 403: no further words"),
                says(404, "", "HTTP 404: no further words"),
                says(400, "not JSON at all", "HTTP 400: not JSON: not JSON at all"),
                no(
                        "302",
                        Fault.answer(302, "", Map.of("Location", "http://127.0.0.1:1/")),
                        "HTTP 302: a redirect, which is not followed"));
    }

    /** What goes on for longer than a command has patience for. */
    static Stream<Row> limits() {
        return Stream.of(
                no(
                        "429 for half an hour",
                        Fault.tooMany("1800"),
                        "HTTP 429 429050: Too many requests (asks to wait 1800 s)"),
                no(
                        "429 until 2099",
                        Fault.tooMany("Tue, 01 Dec 2099 00:00:00 GMT"),
                        "HTTP 429 429050: Too many requests (asks to wait 31536000 s)"),
                no(
                        "429 without end",
                        Fault.tooMany("99999999999999999999"),
                        "HTTP 429 429050: Too many requests (asks to wait 31536000 s)"));
    }

    /** What may be over at the next attempt. */
    static Stream<Row> transients() {
        return Stream.of(
                no("429 without a time", Fault.tooMany(null), "HTTP 429 429050: Too many requests"),
                no("429 without a body", Fault.empty(429), "HTTP 429: no further words"),
                unclear("500", Fault.serverError(), "HTTP 500: Internal server error"),
                unclear("503", Fault.unavailable(), "HTTP 503 1103-503: The service is unavailable."),
                unclear(
                        "504 as HTML",
                        Fault.answer(504, "<html>gateway</html>", Map.of("Content-Type", "text/html")),
                        "HTTP 504: an HTML page instead of JSON"),
                unclear("reset", Fault.reset(), "no answer: The target server failed to respond"),
                unclear("hang", Fault.hang(Duration.ofSeconds(2)), "no answer: Read timed out"),
                unclear("HTML", Fault.html(), "HTTP 200: an HTML page instead of JSON"),
                unclear(
                        "JSON that ends in its midst",
                        Fault.answer(200, "{\"items\":[{\"id\":", NO_HEADERS),
                        "HTTP 200: JSON that breaks off"));
    }

    /** Only once: nobody is told, for the next attempt succeeds. */
    static Stream<Row> passing() {
        return Stream.concat(
                transients(),
                Stream.of(
                        no("401 once", Fault.unauthorized(), ""),
                        no("429 for a second", Fault.tooMany("1"), ""),
                        no("429 until a date", Fault.tooMany(soon()), ""),
                        unclear("truncated JSON", Fault.truncated(), ""),
                        unclear("a connection that ends in the midst", Fault.cutShort(), "")));
    }

    private static String soon() {
        return DateTimeFormatter.RFC_1123_DATE_TIME.format(
                ZonedDateTime.now(ZoneOffset.UTC).plusSeconds(1));
    }

    static Stream<Row> lasting() {
        return Stream.concat(envelopes(), transients());
    }

    static Stream<Row> lost() {
        return passing().filter(Row::unclear);
    }

    private final int number = NUMBER.incrementAndGet();
    private final Storage place = STORAGES[number];
    private final Export orders =
            Examples.export("orders-" + number, place.name()).build();

    private static ProvisioningWorld.Process landfall() {
        ProvisioningWorld.Options options = new ProvisioningWorld.Options();
        options.responseTimeout = 150;
        options.settle = Duration.ofMillis(10);
        return world.process(options, List.of(), STORAGES);
    }

    private static long of(EntityKind kind, String name) {
        return world.sandbox.all(kind).stream()
                .filter(o -> o.path("name").asText().equals("landfall/" + name))
                .count();
    }

    private void exactlyOneOfEach() {
        assertThat(of(EntityKind.BASE_CONNECTION, place.name())).isEqualTo(1);
        assertThat(of(EntityKind.SOURCE_CONNECTION, orders.name())).isEqualTo(1);
        assertThat(of(EntityKind.TARGET_CONNECTION, orders.name())).isEqualTo(1);
        assertThat(of(EntityKind.FLOW, orders.name())).isEqualTo(1);
    }

    private void nothingIsTheMatter() {
        world.service.faults().clear();
        assertThat(shared.apply(orders).broken()).isEmpty();
        exactlyOneOfEach();
        assertThat(shared.plan(orders).plan().changes()).isZero();
    }

    private void aListIsRefused(ProvisioningWorld.Process landfall, Row row) {
        world.service.faults().on("GET", "^/targetConnections$").then(row.fault());
        Throwable thrown = catchThrowable(() -> landfall.apply(orders));
        world.service.faults().clear();
        assertThat(FlowServiceFailure.in(thrown).orElseThrow())
                .hasMessage("platform default: list the target-connections: " + row.words());
        assertThat(of(EntityKind.BASE_CONNECTION, place.name())).isZero();
    }

    private void aCreateIsRefused(ProvisioningWorld.Process landfall, Row row) {
        world.service.faults().on("POST", "^/sourceConnections$").then(row.fault());
        ProvisioningResult result = landfall.apply(orders);
        assertThat(result.broken())
                .singleElement()
                .satisfies(broken -> assertThat(broken.message())
                        .isEqualTo("platform default: create source-connection landfall/" + orders.name() + ": "
                                + row.words()
                                + (row.unclear() ? " (sent 3 times; looking again shows no effect)" : "")));
        assertThat(of(EntityKind.SOURCE_CONNECTION, orders.name())).isZero();
        nothingIsTheMatter();
    }

    @ParameterizedTest
    @MethodSource("lasting")
    void aListThatMeetsItForEver(Row row) {
        aListIsRefused(shared, row);
    }

    @ParameterizedTest
    @MethodSource("lasting")
    void aCreateThatMeetsItForEver(Row row) {
        aCreateIsRefused(shared, row);
    }

    @ParameterizedTest
    @MethodSource("limits")
    void aListThatIsLimitedForLong(Row row) {
        aListIsRefused(landfall(), row);
    }

    @ParameterizedTest
    @MethodSource("limits")
    void aCreateThatIsLimitedForLong(Row row) {
        aCreateIsRefused(landfall(), row);
    }

    @ParameterizedTest
    @MethodSource("passing")
    void aListThatMeetsItOnce(Row row) {
        world.service.faults().on("GET", "^/targetConnections$").times(1).then(row.fault());
        nothingWasTheMatter();
    }

    @ParameterizedTest
    @MethodSource("passing")
    void aCreateThatMeetsItOnce(Row row) {
        world.service.faults().on("POST", "^/sourceConnections$").times(1).then(row.fault());
        nothingWasTheMatter();
    }

    @ParameterizedTest
    @MethodSource("lost")
    void aCreateWhoseAnswerIsLost(Row row) {
        world.service
                .faults()
                .on("POST", "^/sourceConnections$")
                .times(1)
                .afterEffect()
                .then(row.fault());
        nothingWasTheMatter();
    }

    private void nothingWasTheMatter() {
        assertThat(shared.apply(orders).broken()).isEmpty();
        nothingIsTheMatter();
    }
}
