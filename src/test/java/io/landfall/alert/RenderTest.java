package io.landfall.alert;

import static io.landfall.alert.Sample.GRACE;
import static io.landfall.alert.Sample.SLOT;
import static io.landfall.alert.Sample.judged;
import static io.landfall.alert.Sample.unknown;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.landfall.model.Channel;
import io.landfall.model.Channel.MessageFormat;
import io.landfall.model.Condition;
import io.landfall.model.Config;
import io.landfall.model.Incident;
import io.landfall.model.Judgement;
import io.landfall.model.Step;
import io.landfall.model.Trouble;
import io.landfall.model.Verdict;
import io.landfall.state.Notification;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RenderTest {
    private static final Instant DUE = SLOT.plus(GRACE);
    private static final String NASTY =
            "part<script>alert(1)</script>&\u001b[31m\r\nRESOLVED\u202e \"q\" <!channel> canary-write-secret";

    @ParameterizedTest
    @EnumSource(MessageFormat.class)
    void untrustedTextIsDataOnEveryChannel(MessageFormat format) throws IOException {
        String body = body(with(List.of(NASTY)), format, "log:ops");
        assertThat(body).doesNotContain("canary").contains("***");
        assertThat(body.codePoints()
                        .filter(c -> c < 32 && c != '\n' || c == 0x202e)
                        .count())
                .isZero();
        assertThat(body.lines().filter(l -> l.startsWith("RESOLVED"))).isEmpty();
        switch (format) {
            case TEXT -> assertThat(body).contains("<script>");
            case HTML -> assertThat(body).doesNotContain("<script>").contains("&lt;script&gt;");
            case JSON ->
                assertThat(json(body).at("/data/evidence/findings/0").asText())
                        .startsWith("part<script>alert(1)</script>& [31m  RESOLVED");
            case ALERTMANAGER ->
                assertThat(json(body).at("/0/annotations/description").asText()).contains("<script>");
        }
    }

    @Test
    void slackDoesNotTakeTextForALinkOrACall() {
        String body = body(with(List.of(NASTY)), MessageFormat.TEXT, "slack:#ops?webhookUrl=https://h.example.com/x");
        assertThat(body).doesNotContain("<").contains("&lt;!channel&gt;");
    }

    @Test
    void aTextIsNeverLongerThanItsChannelsTakeAndKeepsItsIdentity() {
        List<String> many = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            many.add("part-" + i + " ".repeat(3) + "x".repeat(2_000));
        }
        String body = body(with(many), MessageFormat.TEXT, "log:ops");
        assertThat(body.length()).isLessThanOrEqualTo(3_500);
        assertThat(body).contains("more findings").contains("\nKey: default/prod/orders/");
    }

    @Test
    void manyExportsAreNamedUpToTwentyAndCounted() throws IOException {
        Sample sample = new Sample().channel("ops", "log:ops", MessageFormat.TEXT);
        for (int i = 100; i < 607; i++) {
            sample.export("export-" + i);
        }
        Config config = sample.config();
        Story story = new Story(config);
        for (int i = 100; i < 607; i++) {
            story.at(DUE, unknown("export-" + i, SLOT, "platform:default", Trouble.Kind.DENIED, DUE));
        }
        String text = body(config, story.only(), MessageFormat.TEXT, "log:ops");
        assertThat(text).contains("Affected: 507: export-100, ").contains("export-119 and 487 more");
        JsonNode data =
                json(body(config, story.only(), MessageFormat.JSON, "log:ops")).path("data");
        assertThat(data.path("affected")).hasSize(507);
        for (String name : List.of("export", "dataset", "slot")) {
            assertThat(data.path(name).isNull()).as(name).isTrue();
        }
    }

    @Test
    void aLabelThatAnAlertmanagerWouldRefuseIsRenamed() throws IOException {
        Config config = new Sample()
                .export("orders", Map.of("cost-centre", "7", "1st", "x"), Optional.empty(), true, false)
                .channel("ops", "log:ops", MessageFormat.TEXT)
                .config();
        Story story = new Story(config);
        story.at(DUE, judged("orders", SLOT, Verdict.MISSING));
        JsonNode labels = json(body(config, story.only(), MessageFormat.ALERTMANAGER, "log:ops"))
                .at("/0/labels");
        assertThat(labels.properties()).allSatisfy(e -> assertThat(e.getKey()).matches("[a-zA-Z_][a-zA-Z0-9_]*"));
        assertThat(labels.path("cost_centre").asText()).isEqualTo("7");
    }

    @Test
    void everythingThatCanBeToldHasARunbookOfAtMostTenLines() throws IOException {
        List<String> names = new ArrayList<>();
        for (Verdict v : Verdict.values()) {
            if (v.bad(true)) {
                names.add(v.name());
            }
        }
        for (Condition c : Condition.values()) {
            names.add(c.name());
        }
        String page = Files.readString(Path.of("docs/operations.md"));
        for (String name : names) {
            String[] parts = page.split("\n## " + name + "\n", -1);
            assertThat(parts).as(name).hasSize(2);
            String runbook = parts[1].split("\n## ")[0].strip();
            assertThat(runbook.lines().count()).as(name).isBetween(1L, 10L);
        }
        assertThat(body(with(List.of()), MessageFormat.TEXT, "log:ops"))
                .contains("docs/operations.md#" + "MISSING".toLowerCase(Locale.ROOT));
    }

    private static Incident with(List<String> findings) {
        Judgement j = judged("orders", SLOT, Verdict.MISSING).judgement();
        Judgement nasty = new Judgement(
                j.slot(), j.dataset(), j.verdict(), j.depth(), j.run(), j.landing(), j.trouble(), findings, DUE);
        Story story = new Story(Sample.plain());
        story.at(DUE, new Judged(nasty, DUE, Sample.FIRST_SEEN));
        return story.only();
    }

    private static String body(Incident incident, MessageFormat format, String to) {
        return body(Sample.plain(), incident, format, to);
    }

    private static String body(Config config, Incident i, MessageFormat format, String to) {
        Notification n = new Notification(
                i.id() + "-opened-0@c",
                i.id(),
                Step.Message.OPENED,
                0,
                "c",
                "line",
                false,
                DUE,
                Notification.State.PENDING,
                0,
                DUE,
                Optional.empty(),
                Optional.empty());
        Channel channel =
                new Sample().channel("c", to, format).config().channels().get("c");
        return new Render(config).render(n, i, channel, DUE).body();
    }

    private static JsonNode json(String text) throws IOException {
        return new ObjectMapper().readTree(text);
    }
}
