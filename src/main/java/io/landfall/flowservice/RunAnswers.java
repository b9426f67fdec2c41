package io.landfall.flowservice;

import com.fasterxml.jackson.databind.JsonNode;
import io.landfall.model.Run;
import io.landfall.model.RunState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads runs (Flow Service §9). Every member of {@code metrics} may be missing, counts may be −1, times may be seconds,
 * states are spelt in many ways; what is not understood is never taken for success.
 */
public final class RunAnswers {

    private static final String DATASET = "dataset:";
    private static final int MOST_ERRORS = 10;

    private RunAnswers() {}

    /** Absent when the element has no id or no dataflow. */
    public static Optional<Run> run(JsonNode node) {
        String id = Json.text(node, "id");
        String flowId = Json.text(node, "flowId");
        if (id.isBlank() || flowId.isBlank()) {
            return Optional.empty();
        }
        JsonNode metrics = node.path("metrics");
        JsonNode duration = metrics.path("durationSummary");
        JsonNode records = metrics.path("recordSummary");
        JsonNode status = metrics.path("statusSummary");
        String spelling = Json.text(status, "status");
        Optional<Instant> started = Times.read(duration.path("startedAtUTC"));
        Optional<Instant> created = Times.read(node.path("createdAt"));
        Instant createdAt = created.or(() -> started).orElse(Instant.EPOCH);
        return Optional.of(new Run(
                id,
                flowId,
                state(spelling),
                spelling,
                createdAt,
                Times.read(node.path("updatedAt")).orElse(createdAt),
                started,
                Times.read(duration.path("completedAtUTC")).or(() -> Times.read(duration.path("stoppedAtUTC"))),
                written(records),
                count(metrics.path("fileSummary").path("outputFileCount")),
                byDataset(records),
                count(records.path("failedRecordCount")),
                source(records),
                errors(status.path("errors"))));
    }

    /** What a spelling comes down to, ignoring case, underscores, hyphens and blanks. */
    public static RunState state(String spelling) {
        return switch (spelling.toLowerCase(Locale.ROOT).replaceAll("[_\\-\\s]", "")) {
            case "success", "succeeded", "completed" -> RunState.SUCCEEDED;
            case "partialsuccess", "partialfailure", "partial" -> RunState.PARTIAL;
            case "failed", "failure", "aborted", "cancelled", "canceled" -> RunState.FAILED;
            case "inprogress", "processing", "waiting", "queued", "scheduled", "pending", "running", "started" ->
                RunState.UNFINISHED;
            default -> RunState.UNKNOWN;
        };
    }

    /** What was written: the output count, else the created one, else what went in. */
    private static Optional<Long> written(JsonNode summary) {
        return Stream.of("outputRecordCount", "createdRecordCount", "inputRecordCount")
                .flatMap(name -> count(summary.path(name)).stream())
                .findFirst();
    }

    private static Map<String, Long> byDataset(JsonNode records) {
        Map<String, Long> counts = new LinkedHashMap<>();
        for (String side : List.of("targetSummaries", "sourceSummaries")) {
            for (JsonNode summary : records.path(side)) {
                for (JsonNode entity : summary.path("entitySummaries")) {
                    String id = Json.text(entity, "id");
                    if (id.startsWith(DATASET)) {
                        written(entity).ifPresent(n -> counts.putIfAbsent(id.substring(DATASET.length()), n));
                    }
                }
            }
        }
        return counts;
    }

    private static Optional<String> source(JsonNode records) {
        JsonNode summaries = records.path("sourceSummaries");
        String id = summaries.size() == 1 ? Json.text(summaries.get(0), "id") : "";
        return id.isBlank() ? Optional.empty() : Optional.of(id);
    }

    private static List<String> errors(JsonNode errors) {
        List<String> texts = new ArrayList<>();
        for (JsonNode error : errors) {
            if (texts.size() < MOST_ERRORS) {
                String text = (Json.text(error, "code") + " " + Json.text(error, "message")).strip();
                texts.add(Redaction.safe(text, List.of()));
            }
        }
        return texts;
    }

    private static Optional<Long> count(JsonNode node) {
        String text = node.isNumber() && !node.isIntegralNumber()
                ? node.decimalValue().toBigInteger().toString()
                : node.isValueNode() ? node.asText() : "";
        return text.matches("\\d{1,18}") ? Optional.of(Long.parseLong(text)) : Optional.empty();
    }
}
