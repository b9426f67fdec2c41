package io.landfall.model;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A declared place where exports land ({@code storage.<name>.*}).
 *
 * @param place the keys that say where: {@code bucket}, {@code host}, {@code endpoint} …, by the type's key table
 * @param adobe the credentials that Adobe writes with, sent when provisioning, by their key behind {@code adobe.}
 * @param reader the credentials that Landfall reads with, by their key behind {@code reader.}
 * @param concurrency how many requests may be under way at once, over all slots
 * @param timeout for one request
 */
public record Storage(
        String name,
        StorageType type,
        Map<String, String> place,
        Map<String, Secret> adobe,
        Map<String, Secret> reader,
        int concurrency,
        Duration timeout) {

    public Storage {
        place = Map.copyOf(place);
        adobe = Map.copyOf(adobe);
        reader = Map.copyOf(reader);
    }

    /** A Data Landing Zone is another place in each sandbox (Flow Service §12); any other storage is the same everywhere. */
    public Storage in(String platform, String sandbox) {
        if (type != StorageType.DLZ) {
            return this;
        }
        Map<String, String> there = new HashMap<>(place);
        there.put("platform", platform);
        there.put("sandbox", sandbox);
        return new Storage(name, type, there, adobe, reader, concurrency, timeout);
    }

    /** What its routes and threads are called: its name, of a landing zone with the sandbox. */
    public String routes() {
        return type == StorageType.DLZ ? name + "." + need("platform") + "." + need("sandbox") : name;
    }

    public Optional<String> at(String key) {
        return Optional.ofNullable(place.get(key));
    }

    /** The value of a place key that {@code check} has made sure of. */
    public String need(String key) {
        return at(key).orElseThrow(() -> new IllegalStateException("storage." + name + "." + key + " is not set"));
    }
}
