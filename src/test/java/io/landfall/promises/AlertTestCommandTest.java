package io.landfall.promises;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.landfall.emulator.Fault;
import io.landfall.emulator.Webhook;
import io.landfall.faults.FreePort;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code alert-test}: the real channel gets a message that says that it is a test. */
class AlertTestCommandTest {
    private static final String WHAT = "This is a test of the channel hook; nothing is wrong";

    @TempDir
    Path folder;

    private Stage stage;

    @BeforeEach
    void open() {
        stage = new Stage(folder);
        stage.key("alert.hook.to", stage.world.webhook().url() + "/in/canary-token-of-the-hook?code=canary-code");
    }

    @AfterEach
    void close() {
        stage.close();
    }

    private Webhook.Message sent(String format) {
        Stage.Ended ended = stage.key("alert.hook.format", format).command("alert-test", "hook");
        assertThat(ended.err()).isEmpty();
        assertThat(ended.out().strip()).isEqualTo("sent a test alert to channel hook as " + format);
        assertThat(ended.code()).isZero();
        assertThat(stage.world.webhook().received()).hasSize(1);
        return stage.world.webhook().received().get(0);
    }

    private static String type(Webhook.Message message) {
        return message.call().headers().get("content-type");
    }

    private static JsonNode json(Webhook.Message message) throws Exception {
        return new ObjectMapper().readTree(message.body());
    }

    @Test
    void asText() {
        Webhook.Message message = sent("text");
        assertThat(type(message)).isEqualTo("text/plain; charset=utf-8");
        assertThat(message.body()).startsWith("TEST").contains(WHAT);
        assertThat(message.call().path()).isEqualTo("/in/canary-token-of-the-hook");
    }

    @Test
    void asHtml() {
        Webhook.Message message = sent("html");
        assertThat(type(message)).isEqualTo("text/html; charset=utf-8");
        assertThat(message.body()).contains("<").contains(WHAT);
    }

    @Test
    void asACloudEvent() throws Exception {
        Webhook.Message message = sent("json");
        assertThat(type(message)).isEqualTo("application/cloudevents+json");
        assertThat(json(message).path("specversion").asText()).isEqualTo("1.0");
        assertThat(json(message).path("type").asText()).isEqualTo("io.landfall.incident.test");
        assertThat(json(message).path("data").path("summary").asText()).isEqualTo(WHAT);
    }

    @Test
    void asAnAlertOfAlertmanagerThatEndsByItself() throws Exception {
        Webhook.Message message = sent("alertmanager");
        assertThat(type(message)).isEqualTo("application/json");
        JsonNode alert = json(message).path(0);
        assertThat(alert.path("labels").path("alertname").asText()).isNotEmpty();
        assertThat(alert.path("annotations").toString()).contains(WHAT);
        assertThat(java.time.Instant.parse(alert.path("endsAt").asText())).isAfter(java.time.Instant.now());
    }

    @Test
    void aReceiverThatRefusesIsAFailureWithoutItsUri() {
        stage.world.webhook().faults().on("POST", ".").then(Fault.empty(403));
        Stage.Ended ended = stage.command("alert-test", "hook");
        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.out()).isEmpty();
        assertThat(ended.err().strip())
                .isEqualTo("landfall alert-test: channel hook did not take the test alert: the channel answered with"
                        + " status 403");
    }

    @Test
    void aDeadReceiverIsAFailureWithoutItsUri() throws Exception {
        int port = FreePort.closed();
        stage.key("alert.hook.to", "http://127.0.0.1:" + port + "/in/canary-token-of-the-hook");
        Stage.Ended ended = stage.command("alert-test", "hook");
        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.err())
                .startsWith("landfall alert-test: channel hook did not take the test alert: ")
                .contains("Connection refused")
                .doesNotContain("canary");
    }

    @Test
    void anotherChannelThatIsWrongDoesNotMatter() {
        stage.key("alert.wrong.to", "slack:#data?webhookUr=https://hooks.slack.com/canary");
        assertThat(sent("json").body()).contains(WHAT);
    }

    @Test
    void anUnknownChannelIsAWrongUsage() {
        Stage.Ended ended = stage.command("alert-test", "hok");
        assertThat(ended.code()).isEqualTo(64);
        assertThat(ended.err().strip()).isEqualTo("there is no channel hok; did you mean hook?");
        assertThat(stage.command("alert-test", "entirely-else").err().strip())
                .isEqualTo("there is no channel entirely-else; declared are hook");
        assertThat(stage.forget("alert.").command("alert-test", "hook").err().strip())
                .isEqualTo("there is no channel hook; none is declared");
    }
}
