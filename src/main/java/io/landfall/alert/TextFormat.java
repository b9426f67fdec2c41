package io.landfall.alert;

import io.landfall.model.Incident;
import io.landfall.model.Step;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Plain text: what, since when, impact, evidence, likely cause, next step, identity. */
final class TextFormat {
    /** Characters; Slack takes 40,000, most others less. */
    static final int MOST = 3_500;

    private static final int NAMES = 20;
    private static final int SLOTS = 5;

    private TextFormat() {}

    static String write(Message m) {
        List<String> lines = new ArrayList<>();
        lines.add(headline(m));
        before(m).forEach((name, value) -> lines.add(name + ": " + value));
        EvidenceLines.of(m.evidence(), m.findings()).forEach(line -> lines.add("- " + line));
        after(m).forEach((name, value) -> lines.add(name + ": " + value));
        String identity = "Key: " + identity(m);
        String text = String.join("\n", lines);
        return Clean.cut(text, MOST - identity.length() - 1) + "\n" + identity;
    }

    static String headline(Message m) {
        String kind =
                switch (m.kind()) {
                    case OPENED -> "";
                    case WORSENED -> "WORSE: ";
                    case REMINDED -> "STILL: ";
                    case RESOLVED -> "RESOLVED" + how(m) + ": ";
                    case TEST -> "";
                };
        return kind + m.what() + " " + m.summary();
    }

    /** A condition does not land. */
    private static String how(Message m) {
        return m.resolution()
                .filter(r -> !m.condition() || r != Incident.Resolution.LANDED)
                .map(r -> " (" + r.key() + ")")
                .orElse("");
    }

    /** What stands before the evidence, by its name. */
    static Map<String, String> before(Message m) {
        Map<String, String> fields = new LinkedHashMap<>();
        put(fields, "Destination", m.destination());
        if (m.kind() != Step.Message.TEST) {
            put(fields, "Since", since(m));
        }
        put(fields, "Resolution", m.resolution().map(TextFormat::resolution).orElse(""));
        put(fields, "Bad slots", Clean.some(m.badSlots(), SLOTS));
        put(fields, "Affected", m.export().isPresent() ? "" : affected(m));
        put(fields, "Impact", m.resolution().isPresent() ? "" : m.advice().impact());
        return fields;
    }

    /** What stands behind the evidence, by its name. */
    static Map<String, String> after(Message m) {
        Map<String, String> fields = new LinkedHashMap<>();
        if (m.resolution().isEmpty()) {
            put(fields, "Likely cause", m.advice().cause());
            put(fields, "Next step", String.join(" Then: ", m.nextSteps()));
            put(fields, "Runbook", m.runbook());
        }
        put(fields, "Note", m.note());
        return fields;
    }

    static String identity(Message m) {
        String labels = new TreeMap<>(m.labels())
                .entrySet().stream().map(e -> e.getKey() + "=" + e.getValue()).collect(Collectors.joining(" "));
        return Clean.line(
                m.key() + ", severity " + m.severity().name().toLowerCase(Locale.ROOT)
                        + (labels.isEmpty() ? "" : ", labels " + labels),
                600);
    }

    /** Slack reads {@code <…>} as links and calls; everything else is shown as it is. */
    static String forSlack(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private static String since(Message m) {
        String since = m.slot().map(s -> "due " + s + ", overdue since ").orElse("") + m.since();
        return m.resolvedAt().isPresent()
                ? since + ", resolved " + m.resolvedAt().get().truncatedTo(ChronoUnit.SECONDS) + " after "
                        + words(m.since(), m.resolvedAt().get())
                : since + ", for " + words(m.since(), m.now());
    }

    private static String resolution(Incident.Resolution how) {
        return switch (how) {
            case LANDED -> "it is as it should be now; the evidence is that of before";
            case SUPERSEDED ->
                "told elsewhere, or a later slot landed; a slot that was missed stays a gap in ./landfall status";
            case WITHDRAWN -> "nobody expects it any more";
        };
    }

    private static String affected(Message m) {
        return m.affected().isEmpty() ? "" : m.affected().size() + ": " + Clean.some(m.affected(), NAMES);
    }

    private static String words(Instant from, Instant to) {
        Duration d = to.isBefore(from) ? Duration.ZERO : Duration.between(from, to);
        if (d.toDays() > 0) {
            return d.toDays() + " d " + d.toHoursPart() + " h";
        }
        if (d.toHours() > 0) {
            return d.toHours() + " h " + d.toMinutesPart() + " min";
        }
        return d.toMinutes() > 0 ? d.toMinutes() + " min" : d.toSeconds() + " s";
    }

    private static void put(Map<String, String> fields, String name, String value) {
        if (!value.isBlank()) {
            fields.put(name, Clean.line(value, 700));
        }
    }
}
