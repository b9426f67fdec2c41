package io.landfall.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;

/** Checks the body of a create request against what is there already (Flow Service §3, §6, §8). */
final class Intake {

    private final Sandbox sandbox;
    private final Behaviour behaviour;

    Intake(Sandbox sandbox, Behaviour behaviour) {
        this.sandbox = sandbox;
        this.behaviour = behaviour;
    }

    /**
     * @return the entity's own part, as it will be kept
     * @throws Refusal 400 or 422
     */
    ObjectNode check(EntityKind kind, JsonNode body, Instant now) {
        if (body == null || body.isEmpty()) {
            throw new Refusal(Reply.coded("1405-400", "The request body is empty."));
        }
        if (!(body instanceof ObjectNode request)) {
            throw new Refusal(Reply.error(400, "The request body is not a JSON object"));
        }
        if (request.path("name").asText("").isBlank()) {
            throw new Refusal(Reply.error(400, "Missing field: name is required"));
        }
        ObjectNode entity = request.deepCopy();
        switch (kind) {
            case BASE_CONNECTION -> base(entity, now);
            case SOURCE_CONNECTION -> source(entity);
            case TARGET_CONNECTION -> target(entity);
            case FLOW -> flow(entity, now);
        }
        return entity;
    }

    /** Checks what a PATCH made of an entity. */
    void recheck(EntityKind kind, ObjectNode entity, Instant created) {
        switch (kind) {
            case BASE_CONNECTION -> auth(entity, kindOf(entity));
            case TARGET_CONNECTION -> params(ConnectionSpecs.targetParams(kindOf(entity)), entity.path("params"));
            case FLOW -> schedule(entity, created);
            case SOURCE_CONNECTION -> datasets(entity);
        }
    }

    private void base(ObjectNode entity, Instant now) {
        auth(entity, destination(entity));
        if (entity.path("auth").path("params") instanceof ObjectNode params) {
            params.put("authorizedDate", now.toString().substring(0, 10));
        }
    }

    private void auth(ObjectNode entity, DestinationKind kind) {
        List<ConnectionSpecs.AuthSpec> known = ConnectionSpecs.authSpecs(kind);
        if (known.isEmpty()) {
            return;
        }
        JsonNode auth = entity.path("auth");
        ConnectionSpecs.AuthSpec spec = known.stream()
                .filter(s -> s.name().equals(auth.path("specName").asText()))
                .findFirst()
                .orElseThrow(() -> new Refusal(
                        Reply.coded("1415-400", "The auth spec name is not known to the connection spec.")));
        params(spec.params(), auth.path("params"));
    }

    private void source(ObjectNode entity) {
        if (!specId(entity).equals(DestinationKind.DATA_LAKE)) {
            throw noSuchSpec();
        }
        datasets(entity);
        entity.put("baseConnectionId", sandbox.lakeConnection());
    }

    private void datasets(ObjectNode entity) {
        JsonNode datasets = entity.path("params").path("datasets");
        if (!datasets.isArray() || datasets.isEmpty()) {
            throw new Refusal(Reply.error(400, "Missing field: params.datasets is required"));
        }
        for (JsonNode dataset : datasets) {
            String id = dataset.path("dataSetId").asText("");
            if (!sandbox.hasDataset(id)) {
                throw new Refusal(Reply.error(400, "Dataset not found with id = [" + id + "]"));
            }
        }
    }

    private void target(ObjectNode entity) {
        DestinationKind kind = destination(entity);
        String baseId = entity.path("baseConnectionId").asText("");
        ObjectNode base = sandbox.require(EntityKind.BASE_CONNECTION, baseId);
        if (kindOf(base) != kind) {
            throw new Refusal(Reply.error(400, "The connection spec differs from that of the base connection"));
        }
        params(ConnectionSpecs.targetParams(kind), entity.path("params"));
    }

    private void flow(ObjectNode entity, Instant now) {
        if (entity.has("state")) {
            throw new Refusal(Reply.coded("1410-400", "The state is not allowed in a create flow request."));
        }
        schedule(entity, now);
        entity.put("state", "enabled");
        if (!entity.has("transformations")) {
            entity.putArray("transformations");
        }
    }

    private void schedule(ObjectNode flow, Instant created) {
        DestinationKind kind = DestinationKind.ofFlowSpec(
                        flow.path("flowSpec").path("id").asText())
                .orElseThrow(() -> new Refusal(Reply.coded("1413-400", "The flow spec id is not valid.")));
        connections(flow, "sourceConnectionIds", EntityKind.SOURCE_CONNECTION);
        for (ObjectNode target : connections(flow, "targetConnectionIds", EntityKind.TARGET_CONNECTION)) {
            if (kindOf(target) != kind) {
                throw new Refusal(Reply.error(400, "The flow spec does not belong to the target connection's spec"));
            }
        }
        EmulatedSchedule.complete(flow, created);
        String only = behaviour.folderTemplate();
        if (only != null && flow.path("scheduleParams") instanceof ObjectNode params) {
            List.of("foldernameTemplate", "folderNameTemplate").stream()
                    .filter(spelling -> !spelling.equals(only))
                    .forEach(params::remove);
        }
    }

    private List<ObjectNode> connections(ObjectNode flow, String field, EntityKind kind) {
        JsonNode ids = flow.path(field);
        if (!ids.isArray() || ids.isEmpty()) {
            throw new Refusal(Reply.error(400, "Missing field: " + field + " is required"));
        }
        return java.util.stream.StreamSupport.stream(ids.spliterator(), false)
                .map(id -> sandbox.require(kind, id.asText()))
                .toList();
    }

    private static DestinationKind destination(ObjectNode entity) {
        return DestinationKind.ofConnectionSpec(specId(entity)).orElseThrow(Intake::noSuchSpec);
    }

    private static String specId(ObjectNode entity) {
        JsonNode spec = entity.path("connectionSpec");
        if (spec.path("id").asText("").isEmpty()) {
            throw noSuchSpec();
        }
        if (spec.path("version").asText("").isEmpty()) {
            throw new Refusal(Reply.error(422, "Missing field: connectionSpec.version is required"));
        }
        return spec.path("id").asText();
    }

    private static DestinationKind kindOf(ObjectNode entity) {
        return DestinationKind.ofConnectionSpec(
                        entity.path("connectionSpec").path("id").asText())
                .orElseThrow(Intake::noSuchSpec);
    }

    private static void params(List<ConnectionSpecs.Param> expected, JsonNode params) {
        for (ConnectionSpecs.Param param : expected) {
            String complaint = param.complaint(params);
            if (complaint != null) {
                throw new Refusal(Reply.error(400, complaint));
            }
        }
    }

    private static Refusal noSuchSpec() {
        return new Refusal(Reply.json(400, Json.object().put("message", "Please provide a valid spec id")));
    }
}
