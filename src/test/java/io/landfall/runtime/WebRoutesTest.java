package io.landfall.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.landfall.model.Verdict;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The pages and the API, asked over HTTP. */
class WebRoutesTest {
    private static final String TOKEN = ServedPages.TOKEN;
    private static final Instant GOOD = Examples.START;
    private static final Instant MISSED = Examples.START.plus(Duration.ofHours(3));
    private static final Instant NOTHING = Examples.START.plus(Duration.ofHours(6));

    private static final List<String> PROBES = List.of("/observe/health/live", "/observe/health/ready");

    @TempDir
    Path folder;

    private ServedPages served;

    @BeforeEach
    void open() {
        served = new ServedPages(folder);
        served.record(GOOD, "5ef3", Verdict.LANDED, "2 data files");
        served.record(MISSED, "5ef3", Verdict.LANDED, "2 data files");
        served.record(MISSED, "6aa1", Verdict.MISSING, "<script>alert('from a name')</script> & more");
        served.record(NOTHING, "5ef3", Verdict.NOTHING_TO_EXPORT, "the run had no records");
    }

    @AfterEach
    void close() {
        served.close();
    }

    @Test
    void theOverviewShowsEachExportWithItsSlots() throws Exception {
        HttpResponse<String> page = get("/");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Type")).contains("text/html; charset=utf-8");
        assertThat(page.body())
                .contains("<a href=\"/exports/orders\">orders</a> <small>lake (s3)</small>")
                .contains("class=\"cell good\"", "aria-label=\"" + GOOD + " LANDED\"")
                .contains("class=\"cell bad\"", "aria-label=\"" + MISSED + " MISSING\"")
                .contains("class=\"cell nothing\"", "aria-label=\"" + NOTHING + " NOTHING_TO_EXPORT\"")
                .contains("next <time>2026-12-01T12:00:00Z</time>", "Nothing is open.")
                .contains("of orders until it is fixed: moving &lt;house&gt;");
    }

    @Test
    void whatIsOpenSaysWhatWasFoundAndWhatToDo(@TempDir Path another) throws Exception {
        try (ServedPages week = new ServedPages(another, new CompanyWeek())) {
            String page = get(week, "/").body();
            assertThat(page)
                    .containsSubsequence(
                            "RUN_FAILED</strong>",
                            ">page<",
                            "the destination refused the credentials",
                            "MISSING</strong>",
                            "<a href=\"/exports/web-events/slots/2026-12-08T06%3A00%3A00Z\">web-events</a>",
                            "UNKNOWN</strong>",
                            ">ticket<",
                            "<a href=\"/exports/price-lists\">price-lists</a>, <a href=\"/exports/store-visits\">",
                            "<li>SSH: the server refused the key of user landfall</li>",
                            "<li>put the public key of storage.partners.reader.private-key-file",
                            "ENDING_SOON</strong>",
                            ">info<",
                            "the dataflow ends at 2026-12-21T00:00:00Z, within 14 days");
            assertThat(page.split("<strong>")).hasSize(1 + 4);
        }
    }

    @Test
    void aSlotShowsItsEvidenceAndWhatOthersWroteIsText() throws Exception {
        HttpResponse<String> page = get("/exports/orders/slots/" + MISSED);
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body())
                .contains("MISSING", "LANDED", "6aa1", "2 data files", "depth integrity")
                .contains("&lt;script&gt;alert(&#39;from a name&#39;)&lt;/script&gt; &amp; more")
                .doesNotContain("<script");
    }

    @Test
    void anExportShowsItsSlotsNewestFirst() throws Exception {
        assertThat(get("/exports/orders").body())
                .containsSubsequence("2027-12-01T00:00:00Z", NOTHING.toString(), MISSED.toString(), GOOD.toString());
    }

    @Test
    void theStyleIsItsOwn() throws Exception {
        HttpResponse<String> style = get("/style.css");
        assertThat(style.headers().firstValue("Content-Type")).contains("text/css; charset=utf-8");
        assertThat(style.body()).contains(".cell");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/exports/returns",
                "/exports/orders/slots/2026-12-01T01:00:00Z",
                "/exports/orders/slots/yesterday",
                "/exports/%3Cscript%3E",
                "/nowhere",
                "/observe/nowhere"
            })
    void whatIsNotThereIsSaidSo(String path) throws Exception {
        assertThat(get(path))
                .returns(404, HttpResponse::statusCode)
                .satisfies(page ->
                        assertThat(page.body()).contains("There is no such").doesNotContain("<script"));
    }

    @Test
    void theGateIsOpenWhenAllDatasetsAreGood() throws Exception {
        assertThat(get(gate(GOOD)).statusCode()).isEqualTo(200);
        assertThat(json(get(gate(GOOD))).path("ready").asBoolean()).isTrue();
        assertThat(get(gate(NOTHING)).statusCode()).isEqualTo(200);
        HttpResponse<String> shut = get(gate(MISSED));
        assertThat(shut.statusCode()).isEqualTo(409);
        assertThat(json(shut).path("datasets"))
                .extracting(d ->
                        d.path("dataset").asText() + " " + d.path("verdict").asText())
                .containsExactly("5ef3 LANDED", "6aa1 MISSING");
        assertThat(get(gate(GOOD.plusSeconds(1))).statusCode()).isEqualTo(404);
        assertThat(get("/api/v1/exports/returns/slots/" + GOOD + "/ready").statusCode())
                .isEqualTo(404);
    }

    @Test
    void theApiTellsExportsSlotsAndIncidents() throws Exception {
        JsonNode exports = json(get("/api/v1/exports")).path("exports");
        assertThat(exports).hasSize(1);
        assertThat(exports.get(0).path("name").asText()).isEqualTo("orders");
        assertThat(exports.get(0).path("nextDue").asText()).isEqualTo("2026-12-01T12:00:00Z");
        assertThat(json(get("/api/v1/slots")).path("results")).hasSize(4);
        assertThat(json(get("/api/v1/slots?export=orders&from=" + MISSED + "&to=" + NOTHING))
                        .path("results"))
                .hasSize(2);
        assertThat(get("/api/v1/slots?export=returns").statusCode()).isEqualTo(404);
        assertThat(get("/api/v1/slots?from=yesterday").statusCode()).isEqualTo(400);
        HttpResponse<String> incidents = get("/api/v1/incidents");
        assertThat(json(incidents).path("incidents").isArray()).isTrue();
        assertThat(incidents.headers().firstValue("Content-Type")).contains("application/json");
    }

    @Test
    void theApiIsDescribed() throws Exception {
        HttpResponse<String> document = get("/api/v1/openapi.json");
        assertThat(document.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(json(document).path("paths").fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder(
                        "/api/v1/exports",
                        "/api/v1/slots",
                        "/api/v1/incidents",
                        "/api/v1/exports/{name}/slots/{time}/ready");
    }

    @Test
    void metricsCountWhatIsRecordedAndTimeEachRoute() throws Exception {
        get("/");
        HttpResponse<String> page = get("/observe/metrics");
        assertThat(page.headers().firstValue("Content-Type").orElse("")).startsWith("text/plain");
        assertThat(page.body().lines())
                .contains(
                        "landfall_slots{export=\"default/prod/orders\",verdict=\"LANDED\"} 2.0",
                        "landfall_slots{export=\"default/prod/orders\",verdict=\"MISSING\"} 1.0",
                        "landfall_last_landing_timestamp_seconds{dataset=\"5ef3\",export=\"default/prod/orders\"} "
                                + (double) MISSED.getEpochSecond(),
                        "landfall_landed_bytes{export=\"default/prod/orders\"} 0.0",
                        "landfall_work_waiting{kind=\"verify\"} 0.0")
                .anyMatch(line -> line.startsWith("camel_route_policy_seconds_count{")
                        && line.contains("routeId=\"page-overview\"")
                        && line.endsWith(" 1"));
        assertThat(page.body()).doesNotContain(TOKEN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/exports/orders",
                "/exports/orders/slots/2026-12-01T00:00:00Z",
                "/style.css",
                "/api/v1/exports",
                "/api/v1/slots",
                "/api/v1/incidents",
                "/api/v1/openapi.json",
                "/api/v1/exports/orders/slots/2026-12-01T00:00:00Z/ready",
                "/observe/health",
                "/observe/metrics",
                "/nowhere",
                "/observe/health/other"
            })
    void nothingIsShownToStrangers(String path) throws Exception {
        HttpResponse<String> answer = ask(served, path);
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).isEqualTo("who is there?");
    }

    @Test
    void everyPathIsBehindTheDoorAlsoOneThatIsAdded() throws Exception {
        assertThat(get("/one-more").body()).isEqualTo("one more");
        assertThat(served.paths())
                .hasSizeGreaterThan(12)
                .contains("/", "/one-more")
                .allSatisfy(path ->
                        assertThat(ask(served, path).statusCode()).isEqualTo(PROBES.contains(path) ? 200 : 401));
    }

    @Test
    void noBrowserKeepsFramesOrGuesses() throws Exception {
        var headers = get("/").headers();
        assertThat(headers.firstValue("Cache-Control")).contains("no-store");
        assertThat(headers.firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(headers.firstValue("X-Frame-Options")).contains("DENY");
        assertThat(headers.firstValue("Referrer-Policy")).contains("no-referrer");
        assertThat(headers.firstValue("Content-Security-Policy").orElse(""))
                .startsWith("default-src 'none'; style-src 'self'");
        assertThat(headers.map()).doesNotContainKeys("authorization", "x-left-over");
    }

    private static String gate(Instant slot) {
        return "/api/v1/exports/orders/slots/" + slot + "/ready";
    }

    private static JsonNode json(HttpResponse<String> answer) throws Exception {
        return new ObjectMapper().readTree(answer.body());
    }

    private HttpResponse<String> get(String path) throws Exception {
        return get(served, path);
    }

    private static HttpResponse<String> get(ServedPages served, String path) throws Exception {
        return ask(served, path, "Authorization", "Bearer " + TOKEN);
    }

    private static HttpResponse<String> ask(ServedPages served, String path, String... headers) throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(served.url() + path)).header("X-Left-Over", "of the one who asks");
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
