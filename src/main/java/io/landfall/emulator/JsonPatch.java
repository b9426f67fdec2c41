package io.landfall.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Applies a Flow Service PATCH: add, replace, remove in either case of letters; all or nothing (§4). */
final class JsonPatch {

    private static final Set<String> OPERATIONS = Set.of("add", "replace", "remove");

    private JsonPatch() {}

    /**
     * @param roots the first path segments that may be changed
     * @param merge whether replacing an object keeps the members that the new one does not name
     * @return a changed copy
     * @throws Refusal (400) for anything that is not such a patch
     */
    static ObjectNode apply(ObjectNode entity, JsonNode patch, Set<String> roots, boolean merge) {
        if (patch == null || !patch.isArray() || patch.isEmpty()) {
            throw new Refusal(Reply.coded("1405-400", "The request body is empty or not an array of operations."));
        }
        ObjectNode changed = entity.deepCopy();
        for (JsonNode step : patch) {
            step(changed, step, roots, merge);
        }
        return changed;
    }

    private static void step(ObjectNode entity, JsonNode step, Set<String> roots, boolean merge) {
        String operation = step.path("op").asText("").toLowerCase(Locale.ROOT);
        String path = step.path("path").asText("");
        if (operation.isEmpty() || !path.startsWith("/") || path.length() < 2) {
            throw invalid("Missing field: op and path are required");
        }
        if (!OPERATIONS.contains(operation)) {
            throw new Refusal(Reply.coded("1434-400", "Unsupported patch operation: " + operation));
        }
        List<String> segments = List.of(path.substring(1).split("/"));
        if (segments.get(0).equals("state")) {
            throw new Refusal(Reply.coded("1420-400", "The state cannot be updated by PATCH."));
        }
        if (segments.get(0).equals("connectionSpec")) {
            throw new Refusal(Reply.coded("1414-400", "The connection spec of a connection cannot be changed."));
        }
        if (!roots.contains(segments.get(0))) {
            throw invalid("Path cannot be patched: " + path);
        }
        JsonNode value = step.path("value");
        if (!operation.equals("remove") && value.isMissingNode()) {
            throw invalid("Missing field: value is required for " + operation);
        }
        change(parent(entity, segments, path), segments.get(segments.size() - 1), operation, value, merge);
    }

    private static JsonNode parent(JsonNode node, List<String> segments, String path) {
        for (String segment : segments.subList(0, segments.size() - 1)) {
            node = node.isArray() ? node.path(index(segment, path)) : node.path(segment);
        }
        if (!node.isContainerNode()) {
            throw invalid("Path does not exist: " + path);
        }
        return node;
    }

    private static void change(JsonNode parent, String name, String operation, JsonNode value, boolean merge) {
        if (parent instanceof ArrayNode array) {
            if (name.equals("-") && operation.equals("add")) {
                array.add(value);
                return;
            }
            int index = index(name, name);
            if (index > array.size() || (index == array.size() && !operation.equals("add"))) {
                throw invalid("Index does not exist: " + name);
            }
            switch (operation) {
                case "add" -> array.insert(index, value);
                case "remove" -> array.remove(index);
                default -> array.set(index, value);
            }
            return;
        }
        ObjectNode object = (ObjectNode) parent;
        if (operation.equals("remove")) {
            object.remove(name);
        } else if (merge && object.path(name) instanceof ObjectNode old && value instanceof ObjectNode fresh) {
            old.setAll(fresh);
        } else {
            object.set(name, value.deepCopy());
        }
    }

    private static int index(String segment, String path) {
        try {
            return Integer.parseUnsignedInt(segment);
        } catch (NumberFormatException e) {
            throw invalid("Not an index of an array: " + path);
        }
    }

    private static Refusal invalid(String message) {
        return new Refusal(Reply.coded("1455-400", message));
    }
}
