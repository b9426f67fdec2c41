package io.landfall.plan;

import io.landfall.model.EntityType;
import io.landfall.model.Export;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * One export with the four objects that it wants.
 *
 * @param objects by kind; a watched or adopted dataflow may leave kinds out
 */
public record Declared(Export export, Map<EntityType, Wanted> objects) {

    public Declared {
        objects = objects.isEmpty() ? Map.of() : new EnumMap<>(objects);
    }

    public Optional<Wanted> wanted(EntityType type) {
        return Optional.ofNullable(objects.get(type));
    }
}
