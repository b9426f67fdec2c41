package io.landfall.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * What the service does to entities by itself while they are looked at, as {@link Behaviour} says: states that pass,
 * deletes that take a while, words in several cases (Flow Service §4, §8, §9). Not thread-safe.
 */
final class Habits {

    private static final String[] SPELLED = {"/state", "/params/compression", "/params/datasetFileType", "/params/mode"
    };

    private final Behaviour behaviour;
    private final Map<String, Integer> young = new HashMap<>();
    private final Map<String, Integer> untouched = new HashMap<>();
    private final Map<String, Integer> dying = new HashMap<>();

    Habits(Behaviour behaviour) {
        this.behaviour = behaviour;
    }

    void born(String id) {
        young.put(id, behaviour.initializingReads());
        untouched.put(id, behaviour.readsUntilTouched());
    }

    /** Whether the entity lives on for a while although its deletion was accepted. */
    boolean dies(String id) {
        if (behaviour.lingeringReads() > 0) {
            dying.put(id, behaviour.lingeringReads());
        }
        return dying.containsKey(id);
    }

    /** Whether an action is not applicable because the entity is not ready, or not there for long. */
    boolean unready(String id) {
        return young.getOrDefault(id, 0) > 0 || dying.containsKey(id);
    }

    boolean dying(String id) {
        return dying.containsKey(id);
    }

    /** The entity as this answer shows it; its state moves on. */
    ObjectNode shown(ObjectNode view) {
        String id = view.path("id").asText();
        if (dying.containsKey(id)) {
            dying.merge(id, -1, Integer::sum);
            view.put("state", "delete-finalizing");
        } else if (used(young, id)) {
            view.put("state", "initializing");
        }
        return spelled(view);
    }

    /** Whether this reading was the last one of a deleted entity. */
    boolean gone(String id) {
        return dying.getOrDefault(id, 1) <= 0 && dying.remove(id) != null;
    }

    /** Whether the service changes the entity by itself after this reading by its id. */
    boolean touches(String id) {
        return used(untouched, id) && untouched.get(id) == 0;
    }

    /** Words that mean the same in another case, each entity in its own. */
    ObjectNode spelled(ObjectNode view) {
        if (!behaviour.spellsAtWill()) {
            return view;
        }
        UnaryOperator<String> spelling = spelling(view.path("id").asText());
        for (String path : SPELLED) {
            respell(view, path, spelling);
        }
        respell(view, "/metrics/statusSummary/status", spelling);
        return view;
    }

    private static UnaryOperator<String> spelling(String id) {
        return switch (Math.floorMod(id.hashCode(), 3)) {
            case 0 -> word -> word.toUpperCase(Locale.ROOT);
            case 1 -> word -> word.toLowerCase(Locale.ROOT);
            default ->
                word -> word.substring(0, 1).toUpperCase(Locale.ROOT)
                        + word.substring(1).toLowerCase(Locale.ROOT);
        };
    }

    private static void respell(ObjectNode view, String path, UnaryOperator<String> spelling) {
        int cut = path.lastIndexOf('/');
        String name = path.substring(cut + 1);
        JsonNode parent = cut == 0 ? view : view.at(path.substring(0, cut));
        if (parent instanceof ObjectNode object && !object.path(name).asText("").isEmpty()) {
            object.put(name, spelling.apply(object.path(name).asText()));
        }
    }

    private static boolean used(Map<String, Integer> left, String id) {
        boolean some = left.getOrDefault(id, 0) > 0;
        if (some) {
            left.merge(id, -1, Integer::sum);
        }
        return some;
    }
}
