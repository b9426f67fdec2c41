package io.landfall.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.landfall.model.Channel.MessageFormat;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedactorTest {
    @Test
    void whoAndWhereInAChannelsUriAreWordsLikeAnyOther() {
        Redactor redactor = new Redactor(new Sample()
                .channel(
                        "mail",
                        "smtps:smtp.example.com?username=landfall&password=RAW(canary-mail-1)&to=data-core@example.com",
                        io.landfall.model.Channel.MessageFormat.TEXT)
                .config());
        assertThat(redactor.redact("./landfall verify orders, owner data-core@example.com, canary-mail-1"))
                .isEqualTo("./landfall verify orders, owner data-core@example.com, ***");
    }

    private static final String SLACK = "https://hooks.slack.com/services/T0CANARY/B0CANARY/canarycanarycanary0";
    private static final List<String> CANARIES = List.of(
            "p8e-canary/client+secret",
            "canary-write-secret",
            "canary read&secret",
            "canary-db-password",
            "AKIACANARYWRITE");
    private final Redactor redactor = new Redactor(new Sample()
            .export("orders")
            .channel("team", "slack:#data-ops?webhookUrl=RAW(" + SLACK + ")", MessageFormat.TEXT)
            .channel(
                    "hook",
                    "https://alerts.example.com/in/canary-path-segment-1?code=canary-code-12",
                    MessageFormat.JSON)
            .channel("ops", "log:ops", MessageFormat.TEXT)
            .heartbeat("https://hc.example.com/ping/0b7cb1f2-canary-uuid")
            .config());

    @Test
    void everySecretIsTakenOutAsItIsUrlEncodedAndInBase64() {
        for (String secret : CANARIES) {
            String encoded = URLEncoder.encode(secret, StandardCharsets.UTF_8);
            assertThat(redactor.redact("a " + secret + " b")).isEqualTo("a *** b");
            assertThat(redactor.redact("x=" + encoded + "&y")).doesNotContain(encoded);
            assertThat(redactor.redact(encoded.replace("+", "%20"))).isEqualTo("***");
            for (String user : List.of("", "u:", "me:", "you:", "admin:")) {
                String basic = base64(user + secret);
                assertThat(redactor.redact(basic).replace("***", "").length())
                        .as("Base64 of %s%s", user, secret)
                        .isLessThan(base64(user).length() + 4);
            }
        }
    }

    @Test
    void aChannelsUriBecomesItsName() {
        assertThat(redactor.redact("Failed to create endpoint slack:#data-ops?webhookUrl=RAW(" + SLACK + ") due to"))
                .isEqualTo("Failed to create endpoint channel team due to");
        assertThat(redactor.redact("POST " + SLACK + " 404")).isEqualTo("POST channel team 404");
        assertThat(redactor.redact("/services/T0CANARY/B0CANARY/canarycanarycanary0"))
                .doesNotContain("canarycanary");
        assertThat(redactor.redact("https://alerts.example.com/in/canary-path-segment-1?code=canary-code-12&x=1"))
                .isEqualTo("channel hook&x=1");
        assertThat(redactor.redact("/in/canary-path-segment-1?code=canary-code-12"))
                .doesNotContain("canary");
        assertThat(redactor.redact("https://hc.example.com/ping/0b7cb1f2-canary-uuid"))
                .isEqualTo("heartbeat");
        assertThat(redactor.redact("the text log:ops")).isEqualTo("the text log:ops");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://b.s3.amazonaws.com/k?X-Amz-Signature=CANARY&X-Amz-Date=1",
                "https://a.blob.core.windows.net/c/k?sv=2024&sig=CANARY%3D",
                "Authorization: Bearer CANARY.eyJhbGciOi.x",
                "https://user:CANARY@host/path",
                "DefaultEndpointsProtocol=https;AccountKey=CANARY==;EndpointSuffix=x"
            })
    void whatSignsAUrlIsTakenOutWhoseverItIs(String text) {
        assertThat(redactor.redact(text)).doesNotContain("CANARY").contains("***");
    }

    @Test
    void aShortSecretDoesNotGarbleOtherWords() {
        assertThat(redactor.redact("pw7x and spw7xs")).isEqualTo("*** and spw7xs");
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
