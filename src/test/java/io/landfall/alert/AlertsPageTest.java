package io.landfall.alert;

import static io.landfall.alert.Sample.DATASET;
import static io.landfall.alert.Sample.GRACE;
import static io.landfall.alert.Sample.NEXT;
import static io.landfall.alert.Sample.SLOT;
import static io.landfall.alert.Sample.judged;
import static io.landfall.alert.Sample.unknown;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.landfall.model.Channel;
import io.landfall.model.Channel.MessageFormat;
import io.landfall.model.Condition;
import io.landfall.model.Config;
import io.landfall.model.Incident;
import io.landfall.model.Secret;
import io.landfall.model.Step;
import io.landfall.model.Trouble;
import io.landfall.model.Verdict;
import io.landfall.state.Notification;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Holds docs/alerts.md to what the renderer writes; {@code -Dlandfall.docs=write} writes the page anew. */
class AlertsPageTest {
    private static final Path PAGE = Path.of("docs/alerts.md");
    private static final Instant DUE = SLOT.plus(GRACE);
    private static final Config CONFIG = new Sample()
            .export("orders", Map.of("owner", "data-core"), Optional.empty(), true, true)
            .export("events", Map.of("owner", "web"), Optional.empty(), true, false)
            .channel("ops", "log:ops", MessageFormat.TEXT)
            .config();

    @Test
    void thePageShowsWhatTheRendererWrites() throws IOException {
        String page = page();
        if ("write".equals(System.getProperty("landfall.docs"))) {
            Files.writeString(PAGE, page);
        }
        assertThat(Files.readString(PAGE)).isEqualTo(page);
    }

    private static String page() throws IOException {
        StringBuilder out = new StringBuilder("""
                # What the alerts say

                Made by the code that sends them (`mvn test -Dtest=AlertsPageTest -Dlandfall.docs=write`); a test holds it equal.
                What to do about each one stands in [operations.md](operations.md).

                Every message says, in this order: what; since when and how late; impact; evidence; likely cause; next step;
                identity. Evidence is what was found when the message was written down; the rest is what is true when it is sent.
                """);
        for (Verdict verdict : Verdict.values()) {
            if (verdict.bad(true)) {
                text(out, verdict.name(), first(verdict));
            }
        }
        text(out, "UNKNOWN, one cause that hits many exports", cause());
        for (Condition condition : Condition.values()) {
            if (condition != Condition.UNEXPLAINED_FOLDER) {
                text(out, condition.name(), condition(condition));
            }
        }
        out.append("\n# Later messages of an incident\n");
        Story story = new Story(CONFIG);
        story.at(DUE, judged("orders", SLOT, Verdict.MISSING));
        story.at(NEXT.plus(GRACE), judged("orders", NEXT, Verdict.MISSING));
        text(out, "Worsened: a later slot is bad too", story, Step.Message.WORSENED, NEXT.plus(GRACE));
        Instant later = NEXT.plus(GRACE).plus(Duration.ofHours(12));
        story.tend(later);
        text(out, "Reminded: `repeat` has elapsed", story, Step.Message.REMINDED, later);
        Instant landed = later.plusSeconds(1_800);
        story.at(landed, judged("orders", DATASET, later, Verdict.LANDED, landed));
        text(out, "Resolved: a later slot landed", story, Step.Message.RESOLVED, landed);
        out.append("\n# The other formats\n\nThe same `MISSING` as CloudEvents JSON (`format=json`):\n");
        block(out, "json", pretty(body(first(Verdict.MISSING), MessageFormat.JSON)));
        out.append("\nfor an Alertmanager (`format=alertmanager`):\n");
        block(out, "json", pretty(body(first(Verdict.MISSING), MessageFormat.ALERTMANAGER)));
        out.append("\nand as HTML (`format=html`):\n");
        block(out, "html", body(first(Verdict.MISSING), MessageFormat.HTML));
        return out.toString();
    }

    private static Story first(Verdict verdict) {
        Story story = new Story(CONFIG);
        story.at(DUE, judged("orders", SLOT, verdict));
        return story;
    }

    private static Story cause() {
        Story story = new Story(CONFIG);
        story.at(DUE, unknown("orders", SLOT, "storage:lake", Trouble.Kind.DENIED, DUE));
        story.at(DUE, unknown("events", SLOT, "storage:lake", Trouble.Kind.DENIED, DUE));
        return story;
    }

    private static Story condition(Condition condition) {
        Story story = new Story(CONFIG);
        Found raised = new Found(Set.of(condition), Map.of(condition, Raised.of(detail(condition))));
        story.play(new Tend(CONFIG).conditions(Sample.key("orders"), raised, story.standing(), DUE), DUE);
        return story;
    }

    private static String detail(Condition condition) {
        return switch (condition) {
            case NO_DATAFLOW -> "no dataflow landfall/orders with our mark exists in the sandbox prod";
            case ENDED -> "the dataflow ended at 2026-12-01T00:00:00Z";
            case ENDING_SOON -> "the dataflow ends at 2026-12-08T00:00:00Z, within 7 days";
            case CREDENTIAL_EXPIRING ->
                "storage.blob.reader.sas-token, used by orders, expires at 2026-12-08T00:00:00Z, within 7 days";
            case DRIFT -> "flow scheduleParams.interval is 6, declared is 3";
            case DATASET_GONE ->
                "dataset " + DATASET + " is not among the 149 datasets of this sandbox that can be exported";
            case UNEXPLAINED_FOLDER -> "exportTime=20261201040000 belongs to no run";
        };
    }

    private static void text(StringBuilder out, String title, Story story) {
        text(out, title, story, Step.Message.OPENED, DUE);
    }

    private static void text(StringBuilder out, String title, Story story, Step.Message kind, Instant now) {
        out.append("\n## ").append(title).append("\n");
        block(out, "text", body(story, MessageFormat.TEXT, kind, now));
    }

    private static void block(StringBuilder out, String language, String body) {
        out.append("\n```")
                .append(language)
                .append("\n")
                .append(body.stripTrailing())
                .append("\n```\n");
    }

    private static String body(Story story, MessageFormat format) {
        return body(story, format, Step.Message.OPENED, DUE);
    }

    private static String body(Story story, MessageFormat format, Step.Message kind, Instant now) {
        Incident i = story.last();
        Instant written = now.plusSeconds(30);
        Notification n = new Notification(
                i.id() + "-" + kind.key() + "-" + i.sequence() + "@ops",
                i.id(),
                kind,
                i.sequence(),
                "ops",
                i.export().toString(),
                false,
                now,
                Notification.State.PENDING,
                0,
                now,
                Optional.empty(),
                Optional.empty());
        Channel channel =
                new Channel("ops", new Secret("log:ops"), format, Map.of(), Duration.ofHours(12), Optional.empty());
        return new Render(CONFIG).render(n, i, channel, written).body();
    }

    private static String pretty(String json) throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        return mapper.writerWithDefaultPrettyPrinter().writeValueAsString(mapper.readTree(json));
    }
}
