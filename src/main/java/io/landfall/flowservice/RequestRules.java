package io.landfall.flowservice;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.landfall.model.EntityType;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** What Adobe's documents ask of requests, beside the connection specs (Flow Service §7 and §8). */
public final class RequestRules {

    private static final Pattern NAME = Pattern.compile("landfall/[a-z0-9][a-z0-9-]{0,62}");
    private static final Pattern UUID =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");
    private static final Pattern DATASET = Pattern.compile("[0-9A-Za-z]{24}");
    private static final Set<String> EVERY = Set.of("3 hour", "6 hour", "9 hour", "12 hour", "1 day");
    private static final String ONE_TIME = "0";
    private static final String FULL = "DAILY_FULL_EXPORT";
    private static final String INCREMENTAL = "FIRST_FULL_THEN_INCREMENTAL";

    private RequestRules() {}

    /**
     * What is wrong with a request, one sentence each; what it does not hold is not asked for.
     *
     * @param body that creates an object, or a PATCH
     */
    public static List<String> violations(EntityType type, JsonNode body) {
        JsonNode whole = whole(body);
        List<String> wrong = new ArrayList<>();
        boolean named = body.isObject();
        if (named && !NAME.matcher(Json.text(whole, "name")).matches()) {
            wrong.add("name is not landfall/ and a name of up to 63 lower-case letters, digits and hyphens");
        }
        switch (type) {
            case BASE_CONNECTION -> {}
            case SOURCE_CONNECTION -> datasets(whole.path("params").path("datasets"), wrong);
            case TARGET_CONNECTION -> compression(whole.path("params"), wrong);
            case FLOW -> schedule(whole.path("scheduleParams"), wrong);
        }
        return wrong;
    }

    /** The ids by which a request points to other objects and are none, one sentence each. */
    public static List<String> ids(JsonNode body) {
        JsonNode whole = whole(body);
        List<String> wrong = new ArrayList<>();
        if (whole.has("baseConnectionId")) {
            id("baseConnectionId", whole.path("baseConnectionId"), wrong);
        }
        for (String ids : List.of("sourceConnectionIds", "targetConnectionIds")) {
            whole.path(ids).forEach(id -> id(ids, id, wrong));
            if (whole.has(ids) && whole.path(ids).isEmpty()) {
                wrong.add(ids + " is empty");
            }
        }
        return wrong;
    }

    /**
     * The object that a request is about, as far as it says it.
     *
     * @param body that creates an object, or a PATCH with its operations
     */
    public static JsonNode whole(JsonNode body) {
        if (!body.isArray()) {
            return body;
        }
        ObjectNode whole = Json.object();
        for (JsonNode operation : body) {
            String[] path = Json.text(operation, "path").substring(1).split("/");
            ObjectNode at = whole;
            for (int i = 0; i < path.length - 1; i++) {
                at = at.withObjectProperty(path[i]);
            }
            at.set(path[path.length - 1], operation.path("value"));
        }
        return whole;
    }

    private static void id(String member, JsonNode id, List<String> wrong) {
        if (!UUID.matcher(id.asText()).matches()) {
            wrong.add(member + " is not a UUID");
        }
    }

    private static void datasets(JsonNode datasets, List<String> wrong) {
        if (datasets.isArray() && datasets.isEmpty()) {
            wrong.add("params.datasets is empty");
        }
        for (JsonNode dataset : datasets) {
            if (!DATASET.matcher(Json.text(dataset, "dataSetId")).matches()) {
                wrong.add("params.datasets.dataSetId is not an id of 24 letters or digits");
            }
        }
    }

    private static void compression(JsonNode params, List<String> wrong) {
        boolean plainJson = Json.text(params, "datasetFileType").equalsIgnoreCase("JSON")
                && !Json.text(params, "compression").equalsIgnoreCase("GZIP");
        if (plainJson) {
            wrong.add("params.compression is not GZIP, and JSON is exported compressed only");
        }
    }

    private static void schedule(JsonNode schedule, List<String> wrong) {
        if (schedule.isMissingNode()) {
            return;
        }
        String interval = Json.text(schedule, "interval");
        String every = interval + " " + Json.text(schedule, "timeUnit");
        String mode = Json.text(schedule, "exportMode");
        boolean once = interval.equals(ONE_TIME);
        if (!once && !EVERY.contains(every)) {
            wrong.add("scheduleParams.interval is not 3, 6, 9 or 12 hours, 1 day, or 0 for once");
        }
        if (!mode.equals(once ? FULL : INCREMENTAL)) {
            wrong.add("scheduleParams.exportMode is not " + (once ? FULL : INCREMENTAL) + ", as the interval wants it");
        }
        JsonNode start = schedule.path("startTime");
        JsonNode end = schedule.path("endTime");
        if (!start.isIntegralNumber()) {
            wrong.add("scheduleParams.startTime is not a number of seconds");
        } else if (end.isIntegralNumber() && end.asLong() <= start.asLong()) {
            wrong.add("scheduleParams.endTime is not after startTime");
        }
    }
}
