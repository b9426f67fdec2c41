package io.landfall.runtime;

import static io.landfall.alert.Sample.GRACE;
import static io.landfall.alert.Sample.SLOT;
import static io.landfall.alert.Sample.judged;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.landfall.alert.Sample;
import io.landfall.model.Channel.MessageFormat;
import io.landfall.model.Verdict;
import jakarta.mail.Message;
import jakarta.mail.internet.MimeMessage;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Mail to a real SMTP server, and what Slack's webhook is posted. */
class ChannelsTest {
    private static final Instant DUE = SLOT.plus(GRACE);
    /** What Slack advises as the most of a text (api.slack.com/reference/messaging/payload); it cuts at 40,000. */
    private static final int SLACK = 4_000;

    @TempDir
    Path folder;

    private static Sample orders(String label) {
        return new Sample().export("orders", Map.of("owner", label), Optional.empty(), true, false);
    }

    private static GreenMail server() {
        GreenMail mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        mail.setUser("landfall@example.com", "landfall", "canary-mail-password");
        mail.start();
        return mail;
    }

    private static String uri(GreenMail mail, String password) {
        return "smtp:127.0.0.1:" + mail.getSmtp().getPort() + "?username=landfall&password=RAW(" + password
                + ")&from=landfall@example.com&to=ops@example.com";
    }

    @ParameterizedTest
    @EnumSource(
            value = MessageFormat.class,
            names = {"TEXT", "HTML"})
    void mailArrivesWithItsSubjectAndEveryLetter(MessageFormat format) throws Exception {
        GreenMail mail = server();
        String to = uri(mail, "canary-mail-password");
        try (Post post = new Post(
                folder, orders("Büro <Ø> & Søn").channel("mail", to, format).config(), DUE)) {
            post.work.write(post.desk.judge(judged("orders", SLOT, Verdict.MISSING)));
            post.work.run();
            assertThat(post.work.failures()).isEmpty();
            assertThat(mail.getReceivedMessages()).hasSize(1);
            MimeMessage got = mail.getReceivedMessages()[0];
            assertThat(got.getSubject()).startsWith("MISSING orders dataset");
            assertThat(got.getRecipients(Message.RecipientType.TO)[0]).hasToString("ops@example.com");
            assertThat(got.getContentType().toLowerCase(java.util.Locale.ROOT))
                    .startsWith(format == MessageFormat.HTML ? "text/html" : "text/plain")
                    .contains("utf-8");
            assertThat((String) got.getContent())
                    .contains("./landfall verify orders --slot " + SLOT)
                    .contains(format == MessageFormat.HTML ? "Büro &lt;Ø&gt; &amp; Søn" : "Büro <Ø> & Søn");
        } finally {
            mail.stop();
        }
    }

    @Test
    void aMailServerThatIsGoneIsAFailureWithoutThePassword() throws Exception {
        GreenMail mail = server();
        String to = uri(mail, "canary-mail-password");
        mail.stop();
        try (Post post = new Post(
                folder, orders("x").channel("mail", to, MessageFormat.TEXT).config(), DUE)) {
            post.work.write(post.desk.judge(judged("orders", SLOT, Verdict.MISSING)));
            String id = post.work.run().get(0);
            assertThat(post.work.failures()).containsKey(id);
            assertThat(post.desk.row(id).lastError().orElseThrow()).isNotBlank().doesNotContain("canary");
            assertThat(post.work.failures().toString()).doesNotContain("canary");
        }
    }

    @Test
    void slackGetsATextWithinItsLimitsInWhichNothingIsALink() throws Exception {
        String name = "<!channel> & <https://evil.example.com|click> ".repeat(400);
        try (Receiver slack = new Receiver()) {
            slack.status = 200;
            String to = "slack:#data-ops?webhookUrl=" + slack.url("/services/T00/B00/canaryslacktoken");
            try (Post post = new Post(
                    folder, orders(name).channel("ops", to, MessageFormat.TEXT).config(), DUE)) {
                post.work.write(post.desk.judge(judged("orders", SLOT, Verdict.MISSING)));
                post.work.run();
                assertThat(post.work.failures()).isEmpty();
                JsonNode sent = new ObjectMapper().readTree(slack.got.get(0).body());
                assertThat(sent.path("channel").asText()).isEqualTo("#data-ops");
                assertThat(sent.path("text").asText())
                        .startsWith("MISSING orders dataset")
                        .contains("&lt;!channel&gt; &amp; &lt;https")
                        .doesNotContain("<", ">")
                        .hasSizeLessThanOrEqualTo(SLACK);
            }
        }
    }

    @Test
    void slackThatRefusesIsAFailureWithoutTheTokenInItsUrl() throws Exception {
        try (Receiver slack = new Receiver()) {
            slack.status = 404;
            String to = "slack:#data-ops?webhookUrl=" + slack.url("/services/T00/B00/canaryslacktoken");
            try (Post post = new Post(
                    folder, orders("x").channel("ops", to, MessageFormat.TEXT).config(), DUE)) {
                post.work.write(post.desk.judge(judged("orders", SLOT, Verdict.MISSING)));
                String id = post.work.run().get(0);
                assertThat(post.work.failures()).containsKey(id);
                assertThat(post.desk.row(id).lastError().orElseThrow() + post.work.failures())
                        .doesNotContain("canary");
            }
        }
    }
}
