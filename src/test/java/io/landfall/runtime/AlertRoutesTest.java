package io.landfall.runtime;

import static io.landfall.alert.Sample.GRACE;
import static io.landfall.alert.Sample.SLOT;
import static io.landfall.alert.Sample.judged;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.landfall.alert.Sample;
import io.landfall.canary.Canaries;
import io.landfall.model.Channel.MessageFormat;
import io.landfall.model.Config;
import io.landfall.model.Verdict;
import io.landfall.routes.Routes;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.component.http.HttpComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultComponent;
import org.apache.camel.support.ProcessorEndpoint;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class AlertRoutesTest {
    private static final Instant DUE = SLOT.plus(GRACE);
    private static final String SECRET_PATH = "/in/canary-path-segment-1?code=canary-code-12";

    @TempDir
    Path folder;

    private final List<Map<String, Object>> mails = new ArrayList<>();
    private final PaperWork work = new PaperWork();
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private Level level;
    private Receiver receiver;
    private DefaultCamelContext camel;
    private Desk desk;

    @BeforeEach
    void open() throws Exception {
        Canaries.plant(List.of("canary-path-segment-1", "canary-code-12", "canary-heartbeat-id"));
        receiver = new Receiver();
        log.start();
        level = root().getLevel();
        root().setLevel(Level.INFO); // what the runtime writes; at DEBUG the HTTP client shows its requests
        root().addAppender(log);
        start(new Sample()
                .export("orders")
                .channel("hook", receiver.url(SECRET_PATH), MessageFormat.JSON)
                .channel("ops", "log:ops", MessageFormat.TEXT)
                .heartbeat(receiver.url("/ping?id=canary-heartbeat-id"))
                .config());
    }

    @AfterEach
    void close() throws Exception {
        receiver.got.forEach(m -> Canaries.note(Canaries.Way.MESSAGE, m.body()));
        mails.forEach(m -> Canaries.note(Canaries.Way.MESSAGE, m.toString()));
        Canaries.noteDatabase(folder.resolve("landfall.db"));
        root().detachAppender(log);
        root().setLevel(level);
        camel.close();
        receiver.close();
    }

    private void start(Config config) throws Exception {
        desk = new Desk(folder.resolve("landfall.db"), config, DUE);
        if (camel != null) {
            camel.close();
        }
        camel = new DefaultCamelContext();
        camel.getRegistry().bind("deliveries", desk.deliveries);
        camel.addComponent("work", work);
        camel.addComponent("smtp", new Kept(mails));
        camel.getComponent("http", HttpComponent.class).setAutomaticRetriesDisabled(true);
        Routes.load(camel, "alert");
        camel.start();
        AlertChannels.add(camel, config);
    }

    @Test
    void anAlertIsOneCloudEventToTheWebhookAndOneTextToTheLog() throws Exception {
        work.write(desk.judge(judged("orders", SLOT, Verdict.MISSING)));
        work.run();
        assertThat(work.failures()).isEmpty();
        Receiver.Got got = receiver.got.get(0);
        assertThat(receiver.got).hasSize(1);
        assertThat(got.method()).isEqualTo("POST");
        assertThat(got.uri()).isEqualTo(SECRET_PATH);
        assertThat(got.headers().getFirst("Content-Type")).isEqualTo("application/cloudevents+json");
        assertThat(got.headers()).doesNotContainKeys("X-Left-Over", "Camelhttpuri", "Subject", "Camelalertsubject");
        JsonNode event = new ObjectMapper().readTree(got.body());
        assertThat(event.path("type").asText()).isEqualTo("io.landfall.incident.opened");
        assertThat(event.path("subject").asText()).isEqualTo("orders");
        assertThat(event.path("data").path("verdict").asText()).isEqualTo("MISSING");
        assertThat(lines("ops"))
                .hasSize(1)
                .first()
                .asString()
                .contains("MISSING orders dataset")
                .contains("\n- run ");
        assertThat(desk.deliveries.due()).isEmpty();
        work.write(desk.judge(judged("orders", SLOT, Verdict.MISSING)));
        assertThat(work.run()).isEmpty();
    }

    @Test
    void theResolvedOneFollowsItsOpeningAndCarriesAnotherId() throws Exception {
        work.write(desk.judge(judged("orders", SLOT, Verdict.MISSING)));
        receiver.status = 503;
        work.run();
        List<String> ends = desk.judge(judged("orders", SLOT, Verdict.LANDED_LATE));
        assertThat(ends).hasSize(2);
        work.write(List.of(ends.get(1)));
        receiver.status = 200;
        work.run(); // the end to the webhook was not handed on: its opening does that
        List<String> types = new ArrayList<>();
        List<String> ids = new ArrayList<>();
        for (Receiver.Got got : receiver.got) {
            JsonNode event = new ObjectMapper().readTree(got.body());
            types.add(event.path("type").asText().replace("io.landfall.incident.", ""));
            ids.add(event.path("id").asText());
        }
        assertThat(types).containsExactly("opened", "opened", "resolved");
        assertThat(ids.get(0)).isEqualTo(ids.get(1)).isNotEqualTo(ids.get(2));
        assertThat(lines("ops")).hasSize(2);
    }

    @Test
    void aFailureIsGivenBackAndNothingThatIsSaidOfItHoldsASecret() throws Exception {
        List<String> ids = desk.judge(judged("orders", SLOT, Verdict.MISSING));
        String hook = ids.get(0);
        work.write(List.of(hook));
        receiver.status = 500;
        work.run();
        assertThat(work.due()).containsExactly(hook);
        assertThat(work.failures().get(hook)).isInstanceOf(Undelivered.class).hasMessageContaining("status 500");
        receiver.close();
        work.run();
        assertThat(work.failures().get(hook)).isInstanceOf(Undelivered.class).hasNoCause();
        assertThat(desk.row(hook).lastError()).isPresent();
        assertThat(desk.row(hook).attempts()).isEqualTo(2);
        assertThat(work.failures().get(hook).getMessage() + desk.row(hook).lastError() + log.list)
                .doesNotContain("canary");
        assertThat(log.list).allSatisfy(e -> assertThat(e.getThrowableProxy()).isNull());
    }

    @Test
    void aChannelThatKeepsFailingDoesNotHoldUpTheOthersAndItsFallbackIsTold() throws Exception {
        start(new Sample()
                .export("orders")
                .channel("hook", receiver.url("/"), MessageFormat.JSON, Map.of(), Optional.of("spare"))
                .channel("ops", "log:ops", MessageFormat.TEXT)
                .channel("spare", "log:spare", MessageFormat.TEXT, Map.of("owner", "nobody"), Optional.empty())
                .config());
        receiver.status = 500;
        work.write(desk.judge(judged("orders", SLOT, Verdict.MISSING)));
        for (int attempt = 1; attempt < 5; attempt++) {
            work.run();
        }
        assertThat(lines("ops")).hasSize(1);
        assertThat(lines("spare")).isEmpty();
        work.run();
        work.run();
        assertThat(lines("spare")).hasSize(1);
    }

    @Test
    void whatADeadProcessLeftBehindIsFoundByTheTick() throws Exception {
        List<String> ids = desk.judge(judged("orders", SLOT, Verdict.MISSING));
        work.write(desk.deliveries.due());
        assertThat(work.due()).containsExactlyInAnyOrderElementsOf(ids);
    }

    @Test
    void remindersAreHandedOnByTheTick() throws Exception {
        work.write(desk.judge(judged("orders", SLOT, Verdict.MISSING)));
        work.run();
        desk.after(Duration.ofHours(12));
        work.write(desk.deliveries.tend());
        work.run();
        assertThat(receiver.got).hasSize(2);
        assertThat(receiver.got.get(1).body()).contains("io.landfall.incident.reminded");
    }

    @Test
    void aTestMessageGoesThroughTheSameChannelAndItsFailureIsSeen() {
        Exchange sent = camel.createProducerTemplate()
                .request("direct:test-channel", e -> e.getMessage().setBody("hook"));
        assertThat(sent.getException()).isNull();
        assertThat(sent.getMessage().getHeaders()).isEmpty();
        assertThat(receiver.got).hasSize(1);
        assertThat(receiver.got.get(0).body()).contains("io.landfall.incident.test");
        receiver.status = 404;
        Exchange failed = camel.createProducerTemplate()
                .request("direct:test-channel", e -> e.getMessage().setBody("hook"));
        assertThat(failed.getException()).hasMessage("the channel answered with status 404");
    }

    @Test
    void theHeartbeatIsAPostAndItsFailureOnlyALine() {
        Exchange sent = camel.createProducerTemplate()
                .request("direct:heartbeat", e -> e.getMessage().setHeader("X-Left-Over", "1"));
        assertThat(sent.getMessage().getHeaders()).isEmpty();
        Receiver.Got got = receiver.got.get(0);
        assertThat(got.method()).isEqualTo("POST");
        assertThat(got.headers().getFirst("Content-Type")).isEqualTo("text/plain; charset=utf-8");
        assertThat(got.headers()).doesNotContainKey("X-left-over");
        assertThat(got.body()).startsWith("Landfall: round complete at " + DUE);
        receiver.status = 500;
        camel.createProducerTemplate().sendBody("direct:heartbeat", null);
        assertThat(log.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .anyMatch(m -> m.startsWith("The heartbeat was not sent: the channel answered with status 500"));
    }

    @Test
    void mailGetsASubject() throws Exception {
        start(new Sample()
                .export("orders")
                .channel("mail", "smtp:mail.example.com?to=ops@example.com", MessageFormat.HTML)
                .config());
        work.write(desk.judge(judged("orders", SLOT, Verdict.MISSING)));
        work.run();
        assertThat(mails).singleElement().satisfies(headers -> {
            assertThat(headers.get("Subject")).asString().startsWith("MISSING orders dataset");
            assertThat(headers.get("Content-Type")).isEqualTo("text/html; charset=utf-8");
        });
    }

    @Test
    void aChannelThatCannotBeMadeFailsAtOnceInWordsWithoutItsSecrets() {
        for (String to :
                List.of("nosuch:x?webhookUrl=https://h.example.com/canary-secret-path", "exec:rm?args=canary")) {
            Config config = new Sample().channel("bad", to, MessageFormat.TEXT).config();
            assertThatThrownBy(() -> AlertChannels.add(camel, config))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasNoCause()
                    .hasMessageStartingWith("alert.bad.to: ")
                    .hasMessageNotContaining("canary");
        }
    }

    private List<String> lines(String logger) {
        return log.list.stream()
                .filter(e -> e.getLoggerName().equals(logger))
                .map(ILoggingEvent::getFormattedMessage)
                .toList();
    }

    private static Logger root() {
        return (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    }

    /** A mail server's place: keeps the headers of what it is given. */
    private static final class Kept extends DefaultComponent {
        private final List<Map<String, Object>> kept;

        Kept(List<Map<String, Object>> kept) {
            this.kept = kept;
        }

        @Override
        protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) {
            parameters.clear();
            return new ProcessorEndpoint(
                    uri, this, e -> kept.add(Map.copyOf(e.getMessage().getHeaders())));
        }
    }
}
