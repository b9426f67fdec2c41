package io.landfall.runtime;

import static io.landfall.alert.Sample.GRACE;
import static io.landfall.alert.Sample.judged;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.landfall.alert.Sample;
import io.landfall.model.Channel.MessageFormat;
import io.landfall.model.Verdict;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real Alertmanager, where it is installed: one alert per incident, kept alive by re-sending, resolved at its end. */
class AlertmanagerTest {
    private static final Duration REPEAT = Duration.ofMinutes(5);

    @TempDir
    Path folder;

    private final HttpClient client = HttpClient.newHttpClient();
    private String url;

    @Test
    void holdsOneAlertPerIncidentUntilItIsResolved() throws Exception {
        Optional<Path> program = program();
        if (program.isEmpty()) {
            System.out.println("SKIPPED: no Alertmanager is installed (the distribution's prometheus-alertmanager)");
        }
        assumeTrue(program.isPresent(), "no Alertmanager is installed");
        Files.writeString(folder.resolve("config.yml"), "route:\n  receiver: nobody\nreceivers:\n- name: nobody\n");
        int port = Engine.freePort("127.0.0.1", 0);
        url = "http://127.0.0.1:" + port + "/api/v2/";
        Process process = new ProcessBuilder(
                        program.get().toString(),
                        "--config.file=" + folder.resolve("config.yml"),
                        "--storage.path=" + folder.resolve("data"),
                        "--web.listen-address=127.0.0.1:" + port,
                        "--cluster.listen-address=")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        try {
            awaitReady(process);
            tell();
        } finally {
            process.destroy();
            process.waitFor(10, TimeUnit.SECONDS);
        }
    }

    private void tell() throws Exception {
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        Instant slot = now.minus(GRACE).minusSeconds(60);
        Sample sample = new Sample().export("orders").channel("am", url + "alerts", MessageFormat.ALERTMANAGER);
        try (Post post = new Post(folder, sample.config(), now)) {
            post.work.write(post.desk.judge(judged("orders", slot, Verdict.MISSING)));
            post.work.run();
            assertThat(post.work.failures()).isEmpty();
            JsonNode first = alerts();
            assertThat(first).hasSize(1);
            assertThat(first.get(0).path("labels").path("key").asText()).contains("default/prod/orders/");
            assertThat(first.get(0).path("labels").path("severity").asText()).isEqualTo("page");
            assertThat(first.get(0).path("annotations").path("verdict").asText())
                    .isEqualTo("MISSING");
            assertThat(ends(first)).isEqualTo(now.plus(REPEAT.multipliedBy(3)));

            post.desk.after(REPEAT);
            post.work.write(post.desk.deliveries.tend());
            post.work.run();
            post.work.write(post.desk.judge(judged("orders", slot, Verdict.CORRUPT)));
            post.work.run();
            JsonNode again = alerts();
            assertThat(again).as("the same alert").hasSize(1);
            assertThat(again.get(0).path("fingerprint")).isEqualTo(first.get(0).path("fingerprint"));
            assertThat(again.get(0).path("annotations").path("verdict").asText())
                    .isEqualTo("CORRUPT");
            assertThat(ends(again)).isEqualTo(now.plus(REPEAT.multipliedBy(4)));

            post.desk.now = now;
            post.work.write(post.desk.judge(judged("orders", slot, Verdict.LANDED_LATE)));
            post.work.run();
            assertThat(post.work.failures()).isEmpty();
            assertThat(alerts()).as("resolved").isEmpty();
        }
    }

    private static Instant ends(JsonNode alerts) {
        return Instant.parse(alerts.get(0).path("endsAt").asText());
    }

    private static Optional<Path> program() {
        return Stream.of("prometheus-alertmanager", "alertmanager")
                .flatMap(name -> Stream.of(System.getenv("PATH").split(":")).map(dir -> Path.of(dir, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private JsonNode alerts() throws IOException, InterruptedException {
        return new ObjectMapper().readTree(get("alerts?active=true"));
    }

    private String get(String path) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(URI.create(url + path)).build(), BodyHandlers.ofString())
                .body();
    }

    private void awaitReady(Process process) throws Exception {
        Instant until = Instant.now().plusSeconds(20);
        while (true) {
            try {
                get("status");
                return;
            } catch (ConnectException notYet) {
                assertThat(Instant.now())
                        .as(Files.readString(folder.resolve("log")))
                        .isBefore(until);
                assertThat(process.waitFor(50, TimeUnit.MILLISECONDS))
                        .as("it has ended")
                        .isFalse();
            }
        }
    }
}
