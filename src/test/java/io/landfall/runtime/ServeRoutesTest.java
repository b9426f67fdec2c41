package io.landfall.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.landfall.model.Config;
import io.landfall.model.Secret;
import io.landfall.state.Database;
import io.landfall.state.TestState;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
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
                        new Health(database, () -> 3, () -> Map.of("eu", "HTTP 503 no"))),
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
