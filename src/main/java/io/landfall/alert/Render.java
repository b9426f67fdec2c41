package io.landfall.alert;

import io.landfall.model.Channel;
import io.landfall.model.Config;
import io.landfall.model.Export;
import io.landfall.model.Incident;
import io.landfall.model.Severity;
import io.landfall.model.Step;
import io.landfall.model.Storage;
import io.landfall.state.Notification;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes messages as their channels want them: everything in them is redacted, cleaned and escaped. */
public final class Render {
    private final Config config;
    private final Redactor redactor;

    public Render(Config config) {
        this.config = config;
        this.redactor = new Redactor(config);
    }

    /**
     * A message, ready to be sent.
     *
     * @param contentType with its charset
     * @param subject one line, for mail
     */
    public record Rendered(String contentType, String body, String subject) {}

    /** What an incident says now, as a message that was decided earlier. */
    public Rendered render(Notification n, Incident incident, Channel channel, Instant now) {
        Optional<Export> export = Optional.ofNullable(
                        config.exports().get(incident.export().export()))
                .filter(e -> e.key().equals(incident.export()));
        Optional<Storage> storage = export.map(config::storage);
        String note = n.standIn() ? "Sent to " + channel.name() + " because another channel keeps failing." : "";
        return write(Message.of(n.message(), n.kind(), incident, export, storage, n.createdAt(), now, note), channel);
    }

    /** A message that says that nothing is wrong and that the channel works. */
    public Rendered test(Channel channel, String id, Instant now) {
        Message message = new Message(
                id,
                "/landfall",
                Step.Message.TEST,
                "test/" + channel.name(),
                "TEST",
                Severity.INFO,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                now,
                Optional.empty(),
                now,
                now,
                Map.of(),
                "",
                "This is a test of the channel " + channel.name() + "; nothing is wrong",
                Map.of(),
                List.of(),
                new Advice("a test", "None.", "Somebody ran ./landfall alert-test.", "Nothing is to be done."),
                List.of("Nothing is to be done."),
                "docs/alerts.md",
                List.of(),
                List.of(),
                Optional.empty(),
                "");
        return write(message, channel);
    }

    private Rendered write(Message m, Channel channel) {
        String subject = Clean.line(redactor.redact(TextFormat.headline(m)), 200);
        String body =
                switch (channel.format()) {
                    case TEXT -> redactor.redact(TextFormat.write(m));
                    case HTML -> HtmlFormat.write(m, redactor::redact);
                    case JSON -> new JsonFormat(redactor::redact).cloudEvent(m);
                    case ALERTMANAGER -> new JsonFormat(redactor::redact).alertmanager(m);
                };
        boolean slack = channel.format() == Channel.MessageFormat.TEXT
                && channel.to().reveal().startsWith("slack:");
        return new Rendered(contentType(channel.format()), slack ? TextFormat.forSlack(body) : body, subject);
    }

    private static String contentType(Channel.MessageFormat format) {
        return switch (format) {
            case TEXT -> "text/plain; charset=utf-8";
            case HTML -> "text/html; charset=utf-8";
            case JSON -> "application/cloudevents+json";
            case ALERTMANAGER -> "application/json";
        };
    }
}
