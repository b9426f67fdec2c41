package io.landfall.runtime;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.landfall.flowservice.Bodies;
import io.landfall.flowservice.Entities;
import io.landfall.flowservice.Specs;
import io.landfall.model.Dataset;
import io.landfall.model.EntityType;
import io.landfall.model.Export;
import io.landfall.model.FlowObject;
import io.landfall.model.Schedule;
import io.landfall.model.Storage;
import io.landfall.plan.Declared;
import io.landfall.plan.Planner;
import io.landfall.plan.Wanted;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** What an export's four objects look like, for comparing ({@link Declared}) and for sending (JSON). */
final class ProvisioningBodies {

    private static final String PREFIX = "landfall/";
    private static final String UNKNOWN = "";

    private final Export export;
    private final Storage storage;
    private final List<Dataset> datasets;
    private final Function<String, byte[]> file;

    /** @param datasets those of the export as far as they were looked up */
    ProvisioningBodies(Export export, Storage storage, List<Dataset> datasets) {
        this.export = export;
        this.storage = storage;
        this.datasets = datasets;
        this.file = ProvisioningBodies::read;
    }

    /** @throws IllegalArgumentException naming a property that is missing */
    Declared declared(boolean rotated) {
        Map<EntityType, Wanted> objects = new EnumMap<>(EntityType.class);
        boolean makes = export.manage() && export.flowId().isEmpty();
        if (makes) {
            JsonNode base = Bodies.baseConnection("", "", storage, path -> new byte[0]);
            objects.put(EntityType.BASE_CONNECTION, wanted(EntityType.BASE_CONNECTION, base, secrets(base)));
        }
        if (!datasets.isEmpty()) {
            JsonNode source = Bodies.sourceConnection("", "", datasets);
            objects.put(EntityType.SOURCE_CONNECTION, wanted(EntityType.SOURCE_CONNECTION, source, List.of()));
        }
        if (export.format().isPresent()) {
            JsonNode target = Bodies.targetConnection("", "", UNKNOWN, storage, export);
            objects.put(EntityType.TARGET_CONNECTION, wanted(EntityType.TARGET_CONNECTION, target, List.of()));
        }
        Wanted flow = export.schedule()
                .map(s -> wanted(EntityType.FLOW, flow(s, "", 0, Map.of()), List.of()))
                .orElseGet(() -> adopted(EntityType.FLOW));
        objects.put(EntityType.FLOW, flow);
        if (export.manage() && export.flowId().isPresent()) {
            for (EntityType type : EntityType.values()) {
                objects.putIfAbsent(type, adopted(type));
            }
        }
        return new Declared(export, objects, rotated);
    }

    /**
     * The credentials that the base connection is sent with, by dotted path.
     *
     * @throws IllegalArgumentException naming a property that is missing
     * @throws UncheckedIOException when the file of a key cannot be read
     */
    Map<String, String> credentials() {
        JsonNode base = Bodies.baseConnection("", "", storage, file);
        Map<String, String> credentials = new TreeMap<>();
        secrets(base)
                .forEach(path -> credentials.put(
                        path, base.at("/" + path.replace('.', '/')).asText()));
        return credentials;
    }

    /** The body that creates an object. */
    ObjectNode create(Wanted wanted, String description, Map<EntityType, String> ids, int folderSpelling) {
        String name = wanted.name();
        return switch (wanted.type()) {
            case BASE_CONNECTION -> Bodies.baseConnection(name, description, storage, file);
            case SOURCE_CONNECTION -> Bodies.sourceConnection(name, description, datasets);
            case TARGET_CONNECTION ->
                Bodies.targetConnection(
                        name, description, ids.getOrDefault(EntityType.BASE_CONNECTION, UNKNOWN), storage, export);
            case FLOW -> flow(export.schedule().orElseThrow(), description, folderSpelling, ids);
        };
    }

    /**
     * One PATCH: complete objects, what the service has beside what is declared kept (Flow Service §4).
     *
     * @param fresh the object as it was just read
     */
    ArrayNode patch(
            Wanted wanted,
            FlowObject object,
            JsonNode fresh,
            List<String> paths,
            Map<EntityType, String> ids,
            int folderSpelling) {
        ObjectNode body = wanted.adopted() ? fresh.deepCopy() : create(wanted, "", ids, folderSpelling);
        body.put("description", wanted.mark().writtenTo(object.description()));
        for (String whole : List.of("params", "scheduleParams")) {
            if (fresh.path(whole) instanceof ObjectNode before && body.path(whole) instanceof ObjectNode after) {
                ObjectNode merged = before.deepCopy();
                Entities.FOLDER_SPELLINGS.forEach(merged::remove);
                body.set(whole, merged.setAll(withoutOldFolder(before, after)));
            }
        }
        if (ids.containsKey(EntityType.SOURCE_CONNECTION)) {
            body.putArray("sourceConnectionIds").add(ids.get(EntityType.SOURCE_CONNECTION));
        }
        return Bodies.patch(body, paths);
    }

    /** A service that merges keeps what a new object leaves out: so an old folder template is overwritten where it stands. */
    private ObjectNode withoutOldFolder(ObjectNode before, ObjectNode after) {
        Entities.FOLDER_SPELLINGS.stream()
                .filter(spelling -> before.hasNonNull(spelling) && !after.has(spelling))
                .forEach(spelling -> after.put(spelling, export.folder().orElse(Planner.DEFAULT_LAYOUT)));
        return after;
    }

    private ObjectNode flow(Schedule schedule, String description, int folderSpelling, Map<EntityType, String> ids) {
        return Bodies.flow(
                name(EntityType.FLOW),
                description,
                storage.type(),
                schedule,
                export.folder(),
                Entities.FOLDER_SPELLINGS.get(folderSpelling),
                ids.getOrDefault(EntityType.SOURCE_CONNECTION, UNKNOWN),
                ids.getOrDefault(EntityType.TARGET_CONNECTION, UNKNOWN));
    }

    /** An object of an existing dataflow of which nothing is declared: only our mark is wanted. */
    private Wanted adopted(EntityType type) {
        return new Wanted(type, name(type), owner(type), "", "", Map.of(), List.of(), List.of());
    }

    private String owner(EntityType type) {
        return type == EntityType.BASE_CONNECTION ? export.storage() : export.name();
    }

    private Wanted wanted(EntityType type, JsonNode body, List<String> secrets) {
        boolean base = type == EntityType.BASE_CONNECTION;
        String owner = owner(type);
        String what = base ? "Storage " : "Dataset export ";
        return new Wanted(
                type,
                name(type),
                owner,
                what + owner + ", managed by Landfall",
                specId(type),
                Entities.fields(type, body),
                secrets,
                type == EntityType.SOURCE_CONNECTION ? datasets : List.of());
    }

    private String name(EntityType type) {
        return PREFIX + owner(type);
    }

    private String specId(EntityType type) {
        return switch (type) {
            case BASE_CONNECTION, TARGET_CONNECTION -> Specs.of(storage.type()).connection();
            case SOURCE_CONNECTION -> Specs.DATA_LAKE;
            case FLOW -> Specs.of(storage.type()).flow();
        };
    }

    private static List<String> secrets(JsonNode base) {
        Map<String, String> open = Entities.fields(EntityType.BASE_CONNECTION, base);
        List<String> secrets = new ArrayList<>();
        base.path("auth").path("params").fieldNames().forEachRemaining(param -> secrets.add("auth.params." + param));
        secrets.removeIf(open::containsKey);
        return secrets;
    }

    /** Where an object stands below the service's base. */
    static String path(EntityType type, Optional<String> id) {
        return type.path() + id.map(i -> "/" + i).orElse("");
    }

    private static byte[] read(String path) {
        try {
            return Files.readAllBytes(Path.of(path));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + path, e);
        }
    }
}
