package io.landfall.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** How entities look in answers: with what the service adds when it is asked (Flow Service §6, §8). */
final class Views {

    private final Sandbox sandbox;
    private final Behaviour behaviour;

    Views(Sandbox sandbox, Behaviour behaviour) {
        this.sandbox = sandbox;
        this.behaviour = behaviour;
    }

    ObjectNode of(EntityKind kind, ObjectNode stored) {
        ObjectNode view = stored.deepCopy();
        switch (kind) {
            case BASE_CONNECTION -> hide(view);
            case SOURCE_CONNECTION, TARGET_CONNECTION ->
                view.putObject("inheritedAttributes")
                        .set("baseConnection", reference(view.path("baseConnectionId"), view.path("connectionSpec")));
            case FLOW -> flow(view);
        }
        return view;
    }

    private void hide(ObjectNode view) {
        String specId = view.path("connectionSpec").path("id").asText();
        DestinationKind kind = DestinationKind.ofConnectionSpec(specId).orElse(null);
        if (kind == null
                || !behaviour.masksSecrets()
                || !(view.path("auth").path("params") instanceof ObjectNode params)) {
            return;
        }
        for (ConnectionSpecs.AuthSpec spec : ConnectionSpecs.authSpecs(kind)) {
            for (ConnectionSpecs.Param param : spec.params()) {
                String value = params.path(param.name()).asText("");
                if (param.secret() && !value.isEmpty()) {
                    params.put(param.name(), value.substring(0, Math.min(3, value.length() / 2)) + "****");
                }
            }
        }
    }

    private void flow(ObjectNode view) {
        ObjectNode inherited = view.putObject("inheritedAttributes");
        inherited.putObject("properties").put("isDestinationFlow", true);
        ArrayNode sources = inherited.putArray("sourceConnections");
        for (JsonNode id : view.path("sourceConnectionIds")) {
            sources.add(reference(id, spec(EntityKind.SOURCE_CONNECTION, id)));
        }
        ArrayNode targets = inherited.putArray("targetConnections");
        for (JsonNode id : view.path("targetConnectionIds")) {
            JsonNode spec = spec(EntityKind.TARGET_CONNECTION, id);
            ObjectNode target = reference(id, spec);
            JsonNode base = sandbox.find(EntityKind.TARGET_CONNECTION, id.asText())
                    .map(t -> t.path("baseConnectionId"))
                    .orElse(null);
            if (base != null) {
                target.set("baseConnection", reference(base, spec));
            }
            targets.add(target);
        }
        view.put("runs", "/runs?property=flowId==" + view.path("id").asText());
        sandbox.newestRun(view.path("id").asText()).ifPresent(run -> view.set("lastRunDetails", lastRun(run)));
    }

    private static ObjectNode lastRun(ObjectNode run) {
        ObjectNode last = Json.object();
        last.set("id", run.path("id"));
        JsonNode metrics = run.path("metrics");
        copy(metrics.path("statusSummary").path("status"), last, "state");
        copy(metrics.path("durationSummary").path("startedAtUTC"), last, "startedAtUTC");
        copy(metrics.path("durationSummary").path("completedAtUTC"), last, "completedAtUTC");
        return last;
    }

    private static void copy(JsonNode value, ObjectNode into, String name) {
        if (!value.isMissingNode()) {
            into.set(name, value);
        }
    }

    private JsonNode spec(EntityKind kind, JsonNode id) {
        return sandbox.find(kind, id.asText())
                .map(e -> e.path("connectionSpec"))
                .orElseGet(Json::object);
    }

    private static ObjectNode reference(JsonNode id, JsonNode spec) {
        ObjectNode reference = Json.object();
        reference.set("id", id);
        reference.set("connectionSpec", spec);
        return reference;
    }
}
