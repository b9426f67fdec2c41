package io.landfall.emulator;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;

/** The blobs of one container in the order of their names. Thread-safe. */
final class AzureContainer {

    record Blob(byte[] content, Instant modified) {}

    /** @param blob null for a folder, whose name ends with the delimiter */
    record Item(String name, Blob blob) {}

    /** @param next where to go on; null after the last page */
    record Part(List<Item> items, String next) {}

    private final NavigableMap<String, Blob> blobs = new ConcurrentSkipListMap<>();

    /** A backslash of the name becomes a slash, as Azure has it. */
    void put(String name, byte[] content, Instant modified) {
        blobs.put(name.replace('\\', '/'), new Blob(content, modified));
    }

    void delete(String name) {
        blobs.remove(name);
    }

    Blob get(String name) {
        return blobs.get(name);
    }

    List<String> names() {
        return List.copyOf(blobs.keySet());
    }

    /**
     * A page of what begins with the prefix.
     *
     * @param delimiter empty for all blobs however deep
     * @param marker what the page before gave as {@code next}, null at the beginning
     */
    Part list(String prefix, String delimiter, String marker, int most) {
        List<Item> items = new ArrayList<>();
        Map.Entry<String, Blob> at = blobs.ceilingEntry(marker == null ? prefix : decoded(marker));
        while (at != null && at.getKey().startsWith(prefix)) {
            if (items.size() == most) {
                return new Part(items, encoded(at.getKey()));
            }
            int cut = delimiter.isEmpty() ? -1 : at.getKey().indexOf(delimiter, prefix.length());
            if (cut < 0) {
                items.add(new Item(at.getKey(), at.getValue()));
                at = blobs.higherEntry(at.getKey());
            } else {
                String folder = at.getKey().substring(0, cut + delimiter.length());
                items.add(new Item(folder, null));
                at = blobs.higherEntry(folder + Character.MAX_VALUE);
            }
        }
        return new Part(items, null);
    }

    private static String encoded(String key) {
        return Base64.getEncoder().encodeToString(key.getBytes(StandardCharsets.UTF_8));
    }

    private static String decoded(String marker) {
        try {
            return new String(Base64.getDecoder().decode(marker), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new AzureRefusal(400, "InvalidQueryParameterValue", "The marker is none of this service.");
        }
    }
}
