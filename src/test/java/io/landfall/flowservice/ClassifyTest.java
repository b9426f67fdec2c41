package io.landfall.flowservice;

import static io.landfall.flowservice.Requests.GET;
import static io.landfall.flowservice.Requests.PLATFORM;
import static io.landfall.flowservice.Requests.POST;
import static io.landfall.flowservice.Requests.bytes;
import static io.landfall.flowservice.Requests.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.landfall.flowservice.FlowServiceFailure.Ambiguous;
import io.landfall.flowservice.FlowServiceFailure.Denied;
import io.landfall.flowservice.FlowServiceFailure.Rejected;
import io.landfall.flowservice.FlowServiceFailure.Transient;
import io.landfall.model.Trouble.Kind;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ClassifyTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-12-01T00:00:00Z"), ZoneOffset.UTC);

    private final Tokens tokens = new Tokens(CLOCK);
    private final Gates gates = Gates.ofCommand(CLOCK);
    private final Classify classify = new Classify(tokens, gates, CLOCK);
    private Tokens.Grant grant;

    @BeforeEach
    void token() {
        grant = fetch("token.one");
    }

    private Tokens.Grant fetch(String token) {
        classify.token(PLATFORM, 200, null, bytes("{\"access_token\":\"" + token + "\",\"expires_in\":86399}"));
        return tokens.grant(PLATFORM);
    }

    private FlowServiceFailure failure(FlowServiceRequest request, int status, String retryAfter, String body) {
        byte[] bytes = body == null ? null : bytes(body.replace('\'', '"'));
        return catchThrowableOfType(
                FlowServiceFailure.class, () -> classify.answer(request, grant, status, retryAfter, bytes));
    }

    static Stream<Arguments> envelopes() {
        return Stream.of(
                Arguments.of("{'error_code':'400003','message':'Missing header'}", "400003", "Missing header"),
                Arguments.of("{'error_code':400003,'message':'Missing header'}", "400003", "Missing header"),
                Arguments.of("{'errorMessage':'wrong','errorDetails':'why'}", "", "wrong (why)"),
                Arguments.of("{'errorMessage':'wrong','errorDetails':'wrong'}", "", "wrong"),
                Arguments.of("{'errorDetails':'why'}", "", "why"),
                Arguments.of("{'message':'Please provide a valid spec id'}", "", "Please provide a valid spec id"),
                Arguments.of(
                        "{'type':'/t','status':400,'title':'BadRequestError','detail':'A content-type is needed'}",
                        "",
                        "A content-type is needed"),
                Arguments.of(
                        "{'errorCode':'1415-400','title':'Invalid request','errorMessage':'unknown auth spec'}",
                        "1415-400",
                        "unknown auth spec"),
                Arguments.of("{}", "", "no further words"),
                Arguments.of("[]", "", "no further words"),
                Arguments.of("{'message':{'nested':true}}", "", "no further words"),
                Arguments.of("", "", "no further words"),
                Arguments.of(null, "", "no further words"),
                Arguments.of("<!DOCTYPE html><html/>", "", "an HTML page instead of JSON"),
                Arguments.of("{'message':'brok", "", "not JSON: {\"message\":\"brok"));
    }

    @ParameterizedTest
    @MethodSource("envelopes")
    void readsEachEnvelope(String body, String code, String message) {
        FlowServiceFailure failure = failure(GET, 400, null, body);
        assertThat(failure).isInstanceOf(Rejected.class);
        assertThat(failure.facts().code()).isEqualTo(code);
        assertThat(failure.facts().message()).isEqualTo(message);
        assertThat(failure.trouble().kind()).isEqualTo(Kind.REJECTED);
    }

    @ParameterizedTest
    @CsvSource({
        "GET,  301, Rejected",
        "GET,  400, Rejected",
        "GET,  403, Denied",
        "GET,  404, Rejected",
        "GET,  408, Transient",
        "GET,  412, Rejected",
        "GET,  422, Rejected",
        "GET,  429, Transient",
        "GET,  500, Transient",
        "GET,  503, Transient",
        "GET,  504, Transient",
        "POST, 302, Rejected",
        "POST, 400, Rejected",
        "POST, 403, Denied",
        "POST, 404, Rejected",
        "POST, 408, Ambiguous",
        "POST, 412, Rejected",
        "POST, 422, Rejected",
        "POST, 429, Transient",
        "POST, 500, Ambiguous",
        "POST, 502, Ambiguous",
        "POST, 503, Ambiguous",
        "POST, 504, Ambiguous"
    })
    void tellsWhatMayBeRepeated(String method, int status, String type) {
        FlowServiceFailure failure = failure(method.equals("GET") ? GET : POST, status, null, "{}");
        assertThat(failure.getClass().getSimpleName()).isEqualTo(type);
        assertThat(failure.status()).isEqualTo(status);
        assertThat(failure.facts().remedy()).isNotBlank();
    }

    @Test
    void notFoundCanComeWithStatus400() {
        assertThat(((Rejected) failure(GET, 400, null, "{'errorCode':'1439-400'}")).notFound())
                .isTrue();
        assertThat(((Rejected) failure(GET, 404, null, null)).notFound()).isTrue();
        assertThat(((Rejected) failure(GET, 400, null, "{'errorCode':'1413-400'}")).notFound())
                .isFalse();
        assertThat(((Rejected) failure(GET, 412, null, null)).changedMeanwhile())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "7, 7",
                "'Tue, 01 Dec 2026 00:01:30 GMT', 90",
                "'Mon, 30 Nov 2026 00:00:00 GMT', 0",
                "soon, 1",
                "-, 1",
                "99999999999999999999, 3600",
                "'Tue, 01 Dec 2099 00:00:00 GMT', 3600"
            })
    void honoursRetryAfterInEitherForm(String header, Long seconds) {
        Transient failure = (Transient) failure(GET, 429, header, null);
        assertThat(failure.retryAfter().map(Duration::toSeconds).orElse(null)).isEqualTo(seconds);
        assertThat(failure.trouble().kind()).isEqualTo(Kind.LIMITED);
    }

    @Test
    void refusedOnceIsRepeatedWithAnotherTokenRefusedAgainIsDenied() {
        Transient first = (Transient) failure(GET, 401, null, "{'error_code':'401013','message':'not valid'}");
        assertThat(first.atOnce()).isTrue();
        assertThat(tokens.stale(PLATFORM)).isTrue();

        grant = fetch("token.two");
        assertThat(failure(GET, 401, null, null)).isInstanceOf(Denied.class);
        assertThat(tokens.stale(PLATFORM)).isTrue();

        grant = fetch("token.three");
        classify.answer(GET, grant, 200, null, bytes("{\"items\":[]}"));
        assertThat(failure(GET, 401, null, null)).isInstanceOf(Transient.class);
    }

    @Test
    void aSecondRefusalOfAnOldTokenDoesNotSpoilTheNewOne() {
        failure(GET, 401, null, null);
        Tokens.Grant old = grant;
        Tokens.Grant renewed = fetch("token.two");
        grant = old;
        assertThat(failure(GET, 401, null, null)).isInstanceOf(Transient.class);
        assertThat(tokens.stale(PLATFORM)).isFalse();
        assertThat(tokens.grant(PLATFORM)).isEqualTo(renewed);
    }

    @ParameterizedTest
    @CsvSource({
        "'<html>sign in</html>', an HTML page instead of JSON",
        "'{\"items\":[', JSON that breaks off",
        "'{\"items\":[]} x', JSON that breaks off",
        "'', an answer without a body"
    })
    void anAnswerThatCannotBeReadIsNeverASuccess(String body, String message) {
        FlowServiceFailure failure = failure(GET, 200, null, body);
        assertThat(failure).isInstanceOf(Transient.class);
        assertThat(failure.facts().message()).isEqualTo(message);
        assertThat(failure.trouble().kind()).isEqualTo(Kind.BROKEN_ANSWER);
        if (!body.isEmpty()) {
            assertThat(failure(POST, 201, null, body)).isInstanceOf(Ambiguous.class);
        }
    }

    @Test
    void aChangeNeedsNoBodyInItsAnswer() {
        assertThat(classify.answer(POST, grant, 202, null, null).id()).isEmpty();
        assertThat(classify.answer(POST, grant, 201, null, bytes("{\"id\":\"a\"}"))
                        .id())
                .isEqualTo("a");
    }

    static Stream<Arguments> broken() {
        return Stream.of(
                Arguments.of(new ConnectException("refused"), Transient.class, Transient.class, Kind.UNREACHABLE),
                Arguments.of(new UnknownHostException("x"), Transient.class, Transient.class, Kind.UNREACHABLE),
                Arguments.of(
                        new SocketTimeoutException("Read timed out"), Transient.class, Ambiguous.class, Kind.TIMED_OUT),
                Arguments.of(new SocketException("reset"), Transient.class, Ambiguous.class, Kind.UNREACHABLE),
                Arguments.of(new IOException(), Transient.class, Ambiguous.class, Kind.UNREACHABLE),
                Arguments.of(new AnswerTooLarge(16 << 20), Rejected.class, Ambiguous.class, Kind.BROKEN_ANSWER));
    }

    @ParameterizedTest
    @MethodSource("broken")
    void aCallWithoutAnswerMayHaveHadItsEffectOnlyIfItWasSent(
            Exception cause, Class<?> ofGet, Class<?> ofPost, Kind kind) {
        Exception wrapped = new RuntimeException("Camel's", cause);
        FlowServiceFailure get =
                catchThrowableOfType(FlowServiceFailure.class, () -> classify.unanswered(GET, wrapped));
        FlowServiceFailure post =
                catchThrowableOfType(FlowServiceFailure.class, () -> classify.unanswered(POST, wrapped));
        assertThat(get).isInstanceOf(ofGet);
        assertThat(post).isInstanceOf(ofPost);
        assertThat(get.trouble().kind()).isEqualTo(kind);
        assertThat(get.trouble().what()).isEqualTo("platform:default");
    }

    @Test
    void whatIsToldIsSafeToShow() {
        ObjectNode body = (ObjectNode) json("{'auth':{'params':{'s3SecretKey':'canary/secret key'}}}");
        FlowServiceRequest request = FlowServiceRequest.post(PLATFORM, "prod", "connections", body, "create base");
        String echo = "{'message':'canary/secret key, canary%2Fsecret+key, Y2FuYXJ5L3NlY3JldCBrZXk=, token.one,"
                + " p8e-se+cret/with=signs&more \\u001b[31m\\n\\u202eend " + "x".repeat(900) + "'}";
        FlowServiceFailure failure = failure(request, 400, null, echo);
        assertThat(failure.getMessage())
                .contains("***, ***, ***, ***, ***")
                .doesNotContain("canary", "token.one", "p8e", "\u001b", "\n", "\u202e");
        assertThat(failure.facts().message()).hasSizeLessThanOrEqualTo(500).endsWith("…");
        assertThat(request.toString())
                .isEqualTo("POST default/prod /connections")
                .doesNotContain("canary");
    }

    @ParameterizedTest
    @CsvSource({"400, Denied", "401, Denied", "403, Denied", "429, Transient", "500, Transient", "302, Rejected"})
    void theTokenEndpointsFailuresAreNeverAmbiguous(int status, String type) {
        FlowServiceFailure failure = catchThrowableOfType(
                FlowServiceFailure.class,
                () -> classify.token(PLATFORM, status, null, bytes("{\"error\":\"invalid_scope\"}")));
        assertThat(failure.getClass().getSimpleName()).isEqualTo(type);
    }

    @ParameterizedTest
    @CsvSource({
        "'{}'",
        "'{\"access_token\":\"\"}'",
        "'{\"access_token\":\"a b\"}'",
        "'<html/>'",
        "'{\"access_token\":\"a\\u000ab\"}'"
    })
    void anAnswerWithoutAUsableTokenIsBroken(String body) {
        FlowServiceFailure failure =
                catchThrowableOfType(FlowServiceFailure.class, () -> classify.token(PLATFORM, 200, null, bytes(body)));
        assertThat(failure.trouble().kind()).isEqualTo(Kind.BROKEN_ANSWER);
    }
}
