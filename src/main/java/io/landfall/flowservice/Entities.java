package io.landfall.flowservice;

import com.fasterxml.jackson.databind.JsonNode;
import io.landfall.flowservice.FlowServiceFailure.Facts;
import io.landfall.flowservice.FlowServiceFailure.Rejected;
import io.landfall.model.Compression;
import io.landfall.model.Dataflow;
import io.landfall.model.Dataset;
import io.landfall.model.EntityType;
import io.landfall.model.FlowObject;
import io.landfall.model.Format;
import io.landfall.model.Schedule;
import io.landfall.model.Target;
import io.landfall.model.Trouble;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads connections, dataflows and datasets out of {@code items[]} (Flow Service §5 to §8). */
public final class Entities {

    /** Both spellings of the folder template in {@code scheduleParams}, the one that is sent first first. */
    public static final List<String> FOLDER_SPELLINGS = List.of("foldernameTemplate", "folderNameTemplate");

    /** The only parameters of a base connection's {@code auth.params} that are compared or kept; none is a secret. */
    private static final List<String> OPEN_AUTH_PARAMS = List.of("domain", "url");

    private Entities() {}

    /**
     * The one element that a GET by id answers (Flow Service §5).
     *
     * @throws Rejected when there is none
     */
    public static JsonNode single(FlowServiceRequest request, Answer answer) {
        JsonNode items = answer.json().path("items");
        if (!items.isArray() || items.size() != 1) {
            throw new Rejected(new Facts(
                    request.platform().name(),
                    request.purpose(),
                    404,
                    "",
                    "not found (" + items.size() + " items in the answer)",
                    Trouble.Kind.REJECTED,
                    Remedy.of(404, "")));
        }
        return items.get(0);
    }

    /** Absent when the element has no id, which every element of a list has. */
    public static Optional<FlowObject> object(EntityType type, JsonNode node) {
        String id = Json.text(node, "id");
        if (id.isBlank()) {
            return Optional.empty();
        }
        String etag = Json.text(node, "etag");
        String spec = type == EntityType.FLOW ? "flowSpec" : "connectionSpec";
        String base = Json.text(node, "baseConnectionId");
        return Optional.of(new FlowObject(
                type,
                id,
                Json.text(node, "name"),
                Json.text(node, "description"),
                Json.text(node, "state"),
                etag.isEmpty() ? Json.text(node, "version") : etag,
                Times.read(node.path("createdAt")).orElse(Instant.EPOCH),
                Json.text(node.path(spec), "id"),
                base.isBlank() ? Optional.empty() : Optional.of(base),
                texts(node.path("sourceConnectionIds")),
                texts(node.path("targetConnectionIds")),
                fields(type, node),
                type == EntityType.SOURCE_CONNECTION ? datasets(node) : List.of()));
    }

    /** The comparable leaves of an object, read or about to be sent, by dotted path; no secret is among them. */
    public static Map<String, String> fields(EntityType type, JsonNode node) {
        Map<String, String> fields = new LinkedHashMap<>();
        switch (type) {
            case BASE_CONNECTION -> {
                leaf("auth.specName", node.path("auth").path("specName"), fields);
                for (String open : OPEN_AUTH_PARAMS) {
                    leaf("auth.params." + open, node.path("auth").path("params").path(open), fields);
                }
            }
            case TARGET_CONNECTION -> leaves("params", node.path("params"), fields);
            case FLOW -> leaves("scheduleParams", node.path("scheduleParams"), fields);
            case SOURCE_CONNECTION -> {}
        }
        return fields;
    }

    /**
     * A dataflow as watching needs it; absent when it has no id or no schedule that can be read.
     *
     * @param datasets of its source connection
     */
    public static Optional<Dataflow> dataflow(JsonNode node, List<Dataset> datasets) {
        return object(EntityType.FLOW, node).flatMap(flow -> dataflow(flow, datasets));
    }

    /** As {@link #dataflow(JsonNode, List)}, of an object that was read already. */
    public static Optional<Dataflow> dataflow(FlowObject flow, List<Dataset> datasets) {
        return schedule(flow)
                .map(schedule -> new Dataflow(
                        flow.id(),
                        flow.name(),
                        flow.state(),
                        flow.createdAt(),
                        schedule,
                        folder(flow),
                        flow.sourceIds().stream().findFirst().orElse(""),
                        flow.targetIds().stream().findFirst().orElse(""),
                        datasets));
    }

    /** What a target connection says of where and how is written; empty where it does not say it in words known here. */
    public static Optional<Target> target(FlowObject connection) {
        Optional<String> path = connection.field("params.path").or(() -> connection.field("params.remotePath"));
        Optional<Format> format = word(Format.values(), connection.field("params.datasetFileType"));
        Optional<Compression> compression = word(Compression.values(), connection.field("params.compression"));
        return path.isPresent() && format.isPresent() && compression.isPresent()
                ? Optional.of(new Target(path.get(), format.get(), compression.get()))
                : Optional.empty();
    }

    private static <E extends Enum<E>> Optional<E> word(E[] known, Optional<String> said) {
        return Arrays.stream(known)
                .filter(e -> said.filter(e.name()::equalsIgnoreCase).isPresent())
                .findFirst();
    }

    /** A dataflow's own schedule: {@code startTime} in seconds, interval and unit; interval 0 is a one-time export. */
    public static Optional<Schedule> schedule(FlowObject flow) {
        Optional<Instant> start = time(flow, "startTime");
        Optional<Duration> every = every(flow);
        if (start.isEmpty() || every.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Schedule(start.get(), every.get(), time(flow, "endTime")));
    }

    /** The folder template in either spelling. */
    public static Optional<String> folder(FlowObject flow) {
        return FOLDER_SPELLINGS.stream()
                .flatMap(s -> flow.field("scheduleParams." + s).stream())
                .filter(t -> !t.isBlank())
                .findFirst();
    }

    /** The datasets of a source connection ({@code params.datasets}). */
    public static List<Dataset> datasets(JsonNode sourceConnection) {
        List<Dataset> datasets = new ArrayList<>();
        for (JsonNode node : sourceConnection.path("params").path("datasets")) {
            String id = Json.text(node, "dataSetId");
            if (!id.isBlank()) {
                datasets.add(new Dataset(id, Json.text(node, "name")));
            }
        }
        return datasets;
    }

    /** A dataset of the list of those that can be exported (Flow Service §7). */
    public static Optional<Dataset> eligible(JsonNode node) {
        String id = Json.text(node, "id");
        return id.isBlank() ? Optional.empty() : Optional.of(new Dataset(id, Json.text(node, "name")));
    }

    private static Optional<Duration> every(FlowObject flow) {
        String interval = flow.field("scheduleParams.interval").orElse("");
        if (!interval.matches("\\d{1,6}")) {
            return Optional.empty();
        }
        long n = Long.parseLong(interval);
        String unit = flow.field("scheduleParams.timeUnit").orElse("").toLowerCase(Locale.ROOT);
        return switch (unit) {
            case "minute" -> Optional.of(Duration.ofMinutes(n));
            case "hour" -> Optional.of(Duration.ofHours(n));
            case "day" -> Optional.of(Duration.ofDays(n));
            case "week" -> Optional.of(Duration.ofDays(7 * n));
            default -> n == 0 ? Optional.of(Duration.ZERO) : Optional.empty();
        };
    }

    private static Optional<Instant> time(FlowObject flow, String name) {
        return flow.field("scheduleParams." + name)
                .flatMap(text -> Times.read(com.fasterxml.jackson.databind.node.TextNode.valueOf(text)));
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(node -> texts.add(node.asText()));
        return texts;
    }

    private static void leaves(String path, JsonNode node, Map<String, String> into) {
        if (node.isObject()) {
            node.properties().forEach(member -> leaves(path + "." + member.getKey(), member.getValue(), into));
        } else {
            leaf(path, node, into);
        }
    }

    private static void leaf(String path, JsonNode node, Map<String, String> into) {
        if (node.isValueNode() && !node.isNull()) {
            into.put(path, node.asText());
        } else if (node.isArray()) {
            into.put(path, node.toString());
        }
    }
}
