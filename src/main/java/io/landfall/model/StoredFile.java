package io.landfall.model;

import java.time.Instant;

/**
 * An object of a store. Its key is untrusted text.
 *
 * @param key the whole key, from the bucket, container or login folder on
 * @param bytes its size
 * @param modified when the store says that it was last written
 */
public record StoredFile(String key, long bytes, Instant modified) {

    /** The key's last segment. */
    public String name() {
        return key.substring(key.lastIndexOf('/') + 1);
    }
}
