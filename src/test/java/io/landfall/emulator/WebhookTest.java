package io.landfall.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WebhookTest {

    private final Webhook webhook = Webhook.start(Clock.systemUTC());

    @AfterEach
    void stop() {
        webhook.close();
    }

    @Test
    void keepsWhatItAccepts() throws Exception {
        var sent = post("{\"a\":1}");

        assertThat(webhook.await(1, Duration.ofSeconds(5))).singleElement().satisfies(message -> {
            assertThat(message.body()).isEqualTo("{\"a\":1}");
            assertThat(message.call().path()).isEqualTo("/alerts");
            assertThat(message.call().header("content-type")).contains("application/cloudevents+json");
        });
        assertThat(sent.get().statusCode()).isEqualTo(204);
        webhook.clear();
        assertThat(webhook.received()).isEmpty();
        assertThat(webhook.await(1, Duration.ofMillis(1))).isEmpty();
    }

    @Test
    void refusesWhenTold() throws Exception {
        webhook.faults().on("POST", ".").times(1).then(Fault.unavailable());

        assertThat(post("one").get().statusCode()).isEqualTo(503);
        assertThat(post("two").get().statusCode()).isEqualTo(204);

        assertThat(webhook.received()).extracting(Webhook.Message::body).containsExactly("two");
        assertThat(webhook.attempts()).extracting(Call::status).containsExactly(503, 204);
    }

    private java.util.concurrent.CompletableFuture<HttpResponse<String>> post(String body) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(webhook.url() + "/alerts"))
                .header("Content-Type", "application/cloudevents+json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return HttpClient.newHttpClient().sendAsync(request, HttpResponse.BodyHandlers.ofString());
    }
}
