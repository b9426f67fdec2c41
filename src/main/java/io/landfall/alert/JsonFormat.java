package io.landfall.alert;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.landfall.model.Incident;
import io.landfall.model.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** Messages for programs: CloudEvents 1.0 in structured mode, and alerts of the Alertmanager API v2. */
final class JsonFormat {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> NUMBERS = Set.of("run.records", "run.files", "files", "bytes", "records");
    /** Three times the gap between two re-sends: one may be lost, and a dead sender still shows. */
    private static final Duration ALIVE = Audience.ALERTMANAGER_REPEAT.multipliedBy(3);

    private final UnaryOperator<String> redact;

    JsonFormat(UnaryOperator<String> redact) {
        this.redact = redact;
    }

    String cloudEvent(Message m) {
        ObjectNode event = JSON.createObjectNode();
        event.put("specversion", "1.0");
        event.put("id", m.id());
        event.put("source", m.source());
        event.put("type", "io.landfall.incident." + m.kind().key());
        m.export().ifPresent(export -> event.put("subject", export));
        event.put("time", m.at().toString());
        event.put("datacontenttype", "application/json");
        ObjectNode data = event.putObject("data");
        data.put("key", safe(m.key()));
        data.put("verdict", m.what());
        data.put("severity", severity(m));
        put(data, "export", m.export());
        put(data, "dataset", m.dataset());
        put(data, "slot", m.slot().map(Instant::toString));
        data.put("since", m.since().toString());
        ObjectNode labels = data.putObject("labels");
        new TreeMap<>(m.labels()).forEach((name, value) -> labels.put(name, safe(value)));
        data.put("summary", safe(m.summary()));
        evidence(data.putObject("evidence"), m);
        data.put("likelyCause", m.advice().cause());
        m.nextSteps().forEach(step -> data.withArray("nextSteps").add(safe(step)));
        data.put("runbook", safe(m.runbook()));
        m.affected().forEach(data.putArray("affected")::add);
        put(data, "resolution", m.resolution().map(Incident.Resolution::key));
        return text(event);
    }

    /** Labels stay the same as long as the incident is open, or one alert would become two. */
    String alertmanager(Message m) {
        ObjectNode alert = JSON.createObjectNode();
        ObjectNode labels = alert.putObject("labels");
        new TreeMap<>(m.labels())
                .forEach((name, value) -> labels.put(name.replaceAll("[^a-zA-Z0-9_]|^(?=[0-9])", "_"), safe(value)));
        labels.put("alertname", "Landfall");
        labels.put("key", safe(m.key()));
        labels.put("severity", severity(m));
        m.export().ifPresent(export -> labels.put("export", export));
        ObjectNode annotations = alert.putObject("annotations");
        annotations.put("verdict", m.what());
        annotations.put("summary", safe(m.summary()));
        annotations.put("description", redact.apply(TextFormat.write(m)));
        annotations.put("runbook", safe(m.runbook()));
        alert.put("startsAt", m.since().toString());
        alert.put("endsAt", ends(m).toString());
        return text(JSON.createArrayNode().add(alert));
    }

    private static Instant ends(Message m) {
        return m.resolvedAt()
                .orElse(
                        m.kind() == Step.Message.TEST
                                ? m.now().plus(Duration.ofMinutes(1))
                                : m.now().plus(ALIVE));
    }

    private void evidence(ObjectNode into, Message m) {
        m.evidence().forEach((name, value) -> {
            List<String> path = Arrays.asList(name.split("\\.", 2));
            ObjectNode node = path.size() == 2 ? into.withObject("/" + path.get(0)) : into;
            String last = path.get(path.size() - 1);
            if (NUMBERS.contains(name)) {
                node.put(last, Long.parseLong(value));
            } else {
                node.put(last, safe(value));
            }
        });
        m.findings().forEach(f -> into.withArray("findings").add(safe(f)));
    }

    private String safe(String text) {
        return redact.apply(text);
    }

    private static String severity(Message m) {
        return m.severity().name().toLowerCase(Locale.ROOT);
    }

    private static void put(ObjectNode node, String name, Optional<String> value) {
        node.put(name, value.orElse(null));
    }

    private static String text(com.fasterxml.jackson.databind.JsonNode node) {
        try {
            return JSON.writeValueAsString(node);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a message cannot be written as JSON", e);
        }
    }
}
