package io.landfall.spec;

import io.landfall.model.StorageType;
import java.util.Set;

/**
 * One property key.
 *
 * @param pattern the key with {@code <name>} (and {@code <label>}) where a declared name stands
 * @param fallback its value where it is not set, as it would be written; empty: there is none
 * @param types the storage types it belongs to; empty: all, or no storage's key
 * @param secret whether its value is never shown
 * @param about one line for the documentation
 */
record Key(
        String section,
        String pattern,
        Type<?> type,
        String fallback,
        Set<StorageType> types,
        boolean secret,
        String about) {

    Key {
        types = Set.copyOf(types);
    }

    Key in(String place) {
        return new Key(place, pattern, type, fallback, types, secret, about);
    }

    boolean plain() {
        return pattern.indexOf('<') < 0;
    }

    boolean belongsTo(StorageType storage) {
        return types.isEmpty() || types.contains(storage);
    }
}
