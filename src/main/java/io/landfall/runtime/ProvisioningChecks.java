package io.landfall.runtime;

import com.fasterxml.jackson.databind.JsonNode;
import io.landfall.flowservice.ConnectionSpec;
import io.landfall.flowservice.RequestRules;
import io.landfall.model.Action;
import io.landfall.model.EntityType;
import io.landfall.plan.Declared;
import io.landfall.plan.ExportPlan;
import io.landfall.plan.Todo;
import io.landfall.plan.Wanted;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Holds requests against what the service and the documents ask of them, before any of an export is sent. */
final class ProvisioningChecks {

    private static final String AUTH_SPEC = "auth.specName";

    private ProvisioningChecks() {}

    /** The connection spec that the changes of a plan are held against; absent when they are not about connections. */
    static Optional<String> spec(ExportPlan plan, Declared declared) {
        return plan.todos().stream()
                .filter(t -> sends(t.action().kind()))
                .map(t -> t.action().entity())
                .filter(ProvisioningChecks::specified)
                .flatMap(type -> declared.wanted(type).stream())
                .map(Wanted::specId)
                .filter(id -> !id.isEmpty())
                .findFirst();
    }

    /** What is wrong with any of the objects that a plan makes or changes; ids are not known yet. */
    static List<String> declared(
            ExportPlan plan, Declared declared, ProvisioningBodies bodies, Map<String, ConnectionSpec> specs) {
        List<String> wrong = new ArrayList<>();
        for (Todo todo : plan.todos()) {
            EntityType type = todo.action().entity();
            Optional<Wanted> wanted = declared.wanted(type).filter(w -> !w.adopted());
            if (sends(todo.action().kind()) && wanted.isPresent()) {
                JsonNode body = bodies.create(wanted.get(), "", plan.ids(), 0);
                wrong.addAll(against(wanted.get(), body, specs));
            }
        }
        return wrong;
    }

    /** What is wrong with a request as it is about to be sent. */
    static List<String> request(Wanted wanted, JsonNode body, Map<String, ConnectionSpec> specs) {
        List<String> wrong = new ArrayList<>(against(wanted, body, specs));
        RequestRules.ids(body).forEach(w -> wrong.add(named(wanted, w)));
        return wrong;
    }

    private static List<String> against(Wanted wanted, JsonNode body, Map<String, ConnectionSpec> specs) {
        List<String> wrong = new ArrayList<>(RequestRules.violations(wanted.type(), body));
        JsonNode whole = RequestRules.whole(body);
        ConnectionSpec spec = specs.get(wanted.specId());
        if (spec != null && wanted.type() == EntityType.TARGET_CONNECTION && whole.has("params")) {
            wrong.addAll(spec.ofTarget(whole.path("params")));
        }
        if (spec != null && wanted.type() == EntityType.BASE_CONNECTION && whole.has("auth")) {
            wrong.addAll(spec.ofAuth(
                    wanted.fields().getOrDefault(AUTH_SPEC, ""),
                    whole.path("auth").path("params")));
        }
        return wrong.stream().map(w -> named(wanted, w)).toList();
    }

    private static String named(Wanted wanted, String what) {
        return wanted.type().key() + " " + wanted.name() + ": " + what;
    }

    private static boolean specified(EntityType type) {
        return switch (type) {
            case BASE_CONNECTION, TARGET_CONNECTION -> true;
            case SOURCE_CONNECTION, FLOW -> false;
        };
    }

    private static boolean sends(Action.Kind kind) {
        return switch (kind) {
            case CREATE, ADOPT, UPDATE, REPLACE -> true;
            case ENABLE, DISABLE, NO_OP, CONFLICT -> false;
        };
    }
}
