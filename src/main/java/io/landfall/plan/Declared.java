package io.landfall.plan;

import io.landfall.model.EntityType;
import io.landfall.model.Export;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * One export with the four objects that it wants.
 *
 * @param objects by kind; a watched dataflow may leave kinds out
 * @param rotated whether other credentials were sent last with the storage's base connection
 */
public record Declared(Export export, Map<EntityType, Wanted> objects, boolean rotated) {

    public Declared {
        objects = objects.isEmpty() ? Map.of() : new EnumMap<>(objects);
    }

    /** One whose credentials are not known to be others than those that were sent last. */
    public Declared(Export export, Map<EntityType, Wanted> objects) {
        this(export, objects, false);
    }

    public Optional<Wanted> wanted(EntityType type) {
        return Optional.ofNullable(objects.get(type));
    }
}
