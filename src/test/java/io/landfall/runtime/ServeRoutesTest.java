package io.landfall.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.landfall.model.Config;
import io.landfall.model.Secret;
import io.landfall.state.Database;
import io.landfall.state.TestState;
import io.landfall.work.UnderWay;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is served over HTTP, asked over HTTP. */
class ServeRoutesTest {
    @TempDir
    Path folder;

    private Database database;
    private Engine engine;
    private int port;
    private List<UnderWay> underWay = List.of();

    @BeforeEach
    void open() {
        database = TestState.in(folder);
        port = Engine.freePort("127.0.0.1", 0);
        Config.Server guarded = new Config.Server(
                "127.0.0.1",
                port,
                Optional.empty(),
                Optional.empty(),
                Optional.of(new Secret("t0ken-of-a-test")),
                Optional.empty());
        engine = Engine.start(
                List.of("serve"),
                Map.of(
                        "door",
                        new Door(guarded),
                        "health",
                        new Health(database, () -> 3, () -> Map.of("eu", "HTTP 503 no"), () -> underWay)),
                Map.of(
                        "camel.server.enabled", "true",
                        "camel.server.host", "127.0.0.1",
                        "camel.server.port", String.valueOf(port)),
                camel -> {});
    }

    @AfterEach
    void close() {
        engine.close();
        database.close();
    }

    private HttpResponse<String> get(String path, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("X-Left-Over", "of the one who asks");
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        HttpResponse<String> answer =
                HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
        assertThat(answer.headers().map()).doesNotContainKeys("x-left-over", "authorization");
        return answer;
    }

    @Test
    void itLives() throws Exception {
        assertThat(get("/observe/health/live"))
                .returns(200, HttpResponse::statusCode)
                .returns("UP", HttpResponse::body);
        database.close();
        assertThat(get("/observe/health/live").statusCode()).isEqualTo(200);
    }

    @Test
    void aPollThatHangsIsNamedAndEndsTheProcess() throws Exception {
        underWay = List.of(
                new UnderWay("verify", "default/prod/orders/2026-12-01T00:00:00Z", Duration.ofHours(2)),
                new UnderWay("poll", "default/dev", Duration.ofMinutes(29)));
        assertThat(get("/observe/health/live").statusCode()).isEqualTo(200);
        underWay = List.of(new UnderWay("poll", "default/prod", Duration.ofMinutes(31)));
        assertThat(get("/observe/health/live"))
                .returns(503, HttpResponse::statusCode)
                .returns("STUCK", HttpResponse::body);
        assertThat(get("/observe/health", "Authorization", "Bearer t0ken-of-a-test")
                        .body())
                .contains("work poll default/prod: under way for 31 min");
    }

    @Test
    void itIsReadyWhileTheDatabaseAnswers() throws Exception {
        assertThat(get("/observe/health/ready"))
                .returns(200, HttpResponse::statusCode)
                .returns("UP", HttpResponse::body);
        database.close();
        assertThat(get("/observe/health/ready"))
                .returns(503, HttpResponse::statusCode)
                .returns("DOWN", HttpResponse::body);
    }

    @Test
    void detailsAreForWhoShowsTheToken() throws Exception {
        assertThat(get("/observe/health", "Authorization", "Bearer t0ken-of-a-test"))
                .satisfies(answer -> {
                    assertThat(answer.statusCode()).isEqualTo(200);
                    assertThat(answer.body())
                            .contains(
                                    "camel: Started",
                                    "database: UP",
                                    "messages given up: 3",
                                    "platform eu: DOWN, HTTP 503 no");
                });
    }

    @Test
    void nobodyElseIsToldMoreThanThatTheyAreNot() throws Exception {
        for (String[] shown : new String[][] {{}, {"Authorization", "Bearer wrong"}}) {
            HttpResponse<String> answer = get("/observe/health", shown);
            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(answer.headers().firstValue("WWW-Authenticate")).contains("Basic realm=\"landfall\"");
            assertThat(answer.body()).isEqualTo("who is there?");
        }
    }
}
