package io.landfall.promises;

import static org.assertj.core.api.Assertions.assertThat;

import io.landfall.emulator.Exporter;
import io.landfall.emulator.Outcome;
import io.landfall.runtime.Engine;
import io.landfall.runtime.Wiring;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code run}, from an empty database to a resolved incident. */
@Timeout(60)
class RuntimeTest {
    @TempDir
    Path folder;

    @Test
    void provisionsPollsVerifiesAlertsAndResolves() throws Exception {
        try (Stage stage = new Stage(folder)) {
            stage.key("provision.mode", "apply")
                    .key("heartbeat.to", stage.world.webhook().url() + "/heartbeat")
                    .startIn(Duration.ofSeconds(15))
                    .export("orders", "lake", "parquet", Outcome.ON_TIME)
                    .export("loyalty", "dropbox", "json", Outcome.ON_TIME)
                    .export("stores", "lake", "json", Outcome.LATE);
            stage.world.keepExporting(Duration.ofMillis(200));
            try (Wiring wiring = stage.wiring();
                    Engine engine = wiring.run()) {
                stage.awaitTold("stores", 1);
                stage.untilAfterTheGrace();
                for (Exporter.Due due : stage.world.exporter().late()) {
                    stage.world.exporter().deliverLate(due.flowId(), due.slot());
                }
                stage.awaitTold("stores", 2);
                assertThat(stage.told("stores"))
                        .as(
                                "%s",
                                wiring.reports()
                                        .newest(wiring.config().exports().values(), 1))
                        .containsExactly("opened", "resolved");
                assertThat(stage.told("orders")).isEmpty();
                assertThat(stage.verdicts(wiring))
                        .containsEntry("orders", "LANDED")
                        .containsEntry("loyalty", "LANDED")
                        .containsEntry("stores", "LANDED_LATE");
                assertThat(stage.world.webhook().received())
                        .anyMatch(m -> m.call().path().endsWith("/heartbeat"));
                assertThat(answer(wiring, "/observe/health/live", null)).isEqualTo("200 UP");
                assertThat(answer(wiring, "/observe/health/ready", null)).isEqualTo("200 UP");
                assertThat(answer(wiring, "/observe/health", null)).startsWith("200 camel: Started");
            }
        }
    }

    @Test
    void onlyWhoShowsTheTokenSeesMoreThanAWord() throws Exception {
        try (Stage stage = new Stage(folder)) {
            stage.key("server.token", "t0ken-of-a-test");
            try (Wiring wiring = stage.wiring();
                    Engine engine = wiring.run()) {
                assertThat(answer(wiring, "/observe/health/live", null)).isEqualTo("200 UP");
                assertThat(answer(wiring, "/observe/health/ready", null)).isEqualTo("200 UP");
                assertThat(answer(wiring, "/observe/health", null)).isEqualTo("401 who is there?");
                assertThat(answer(wiring, "/observe/health", "Bearer wrong")).isEqualTo("401 who is there?");
                assertThat(answer(wiring, "/observe/health", "Bearer t0ken-of-a-test"))
                        .startsWith("200 camel");
            }
        }
    }

    @Test
    void aDatabaseThatIsGoneIsNotReadyButLives() throws Exception {
        try (Stage stage = new Stage(folder)) {
            Wiring wiring = stage.wiring();
            try (Engine engine = wiring.run()) {
                wiring.close();
                assertThat(answer(wiring, "/observe/health/ready", null)).isEqualTo("503 DOWN");
                assertThat(answer(wiring, "/observe/health/live", null)).isEqualTo("200 UP");
            }
        }
    }

    private static String answer(Wiring wiring, String path, String authorization) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(wiring.address() + path));
        if (authorization != null) {
            request.header("Authorization", authorization);
        }
        HttpResponse<String> response =
                HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
        assertThat(response.headers().map().keySet())
                .allSatisfy(h -> assertThat(List.of("authorization", "cookie"))
                        .doesNotContain(h.toLowerCase(java.util.Locale.ROOT)));
        return response.statusCode() + " " + response.body().strip();
    }
}
