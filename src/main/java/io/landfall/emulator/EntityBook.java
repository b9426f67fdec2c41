package io.landfall.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The entities of a sandbox by kind and id, and its etags: each change gives a new one (§4). Not thread-safe. */
final class EntityBook {

    private static final Comparator<Entity> AGE =
            Comparator.comparingLong(Entity::updatedAt).thenComparingLong(Entity::touched);

    private final Clock clock;
    private final Map<EntityKind, Map<String, Entity>> entities = new EnumMap<>(EntityKind.class);
    private long changes;

    EntityBook(Clock clock) {
        this.clock = clock;
        for (EntityKind kind : EntityKind.values()) {
            entities.put(kind, new LinkedHashMap<>());
        }
    }

    /** Null when there is none. */
    Entity get(EntityKind kind, String id) {
        return entities.get(kind).get(id);
    }

    /** Oldest first. */
    Collection<Entity> all(EntityKind kind) {
        return entities.get(kind).values();
    }

    void remove(EntityKind kind, String id) {
        entities.get(kind).remove(id);
    }

    /** Keeps a changed entity under a new etag and the present time. */
    Entity put(EntityKind kind, ObjectNode json, String who) {
        String etag = nextEtag();
        json.put("version", etag).put("etag", etag).put("updatedBy", who);
        json.put("updatedAt", clock.millis());
        return putAsIs(kind, new Entity(json, changes));
    }

    Entity putAsIs(EntityKind kind, Entity entity) {
        entities.get(kind).put(entity.id(), entity);
        return entity;
    }

    /** A run in the shape of the others, newer than all of them. */
    Entity run(EmulatedRun run, ObjectNode flow, ObjectNode owner) {
        String etag = nextEtag();
        return new Entity(run.json(flow, owner, etag), changes);
    }

    /** What a dataflow says about its last change. */
    ObjectNode operation(String operation, JsonNode steps) {
        ObjectNode last = Json.object().put("started", clock.millis()).put("updated", clock.millis());
        last.put("percentCompleted", 100);
        last.putObject("status").put("value", "completed").putNull("properties").putArray("errors");
        last.set("ops", steps);
        return last.put("operation", operation);
    }

    static Entity newest(Collection<Entity> all) {
        return all.stream().max(AGE).orElse(null);
    }

    static List<ObjectNode> newestFirst(Collection<Entity> all) {
        return all.stream().sorted(AGE.reversed()).map(Entity::json).toList();
    }

    private String nextEtag() {
        changes++;
        return String.format(
                "\"%08x-0000-0200-0000-%08x0000\"", changes, clock.instant().getEpochSecond());
    }
}
