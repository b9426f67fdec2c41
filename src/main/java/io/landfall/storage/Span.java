package io.landfall.storage;

import java.util.Optional;

/**
 * A range of what lies directly in one folder: keys that start with the prefix, lie behind {@code after} and before
 * {@code until}; a sub-folder counts with the slash at its end.
 *
 * @param folder the folder, with a slash at its end; empty for the bucket, container or login folder itself
 * @param prefix the folder and perhaps the beginning of a name in it
 * @param after exclusive; the smallest key a store may leave out before
 * @param until exclusive; absent: to the folder's end
 */
public record Span(String folder, String prefix, String after, Optional<String> until) {

    public Span {
        if (!prefix.startsWith(folder)) {
            throw new IllegalArgumentException("prefix outside of its folder: " + prefix);
        }
    }

    /** All that lies directly in a folder. */
    public static Span all(String folder) {
        return new Span(folder, folder, folder, Optional.empty());
    }

    public boolean holds(String key) {
        return key.startsWith(prefix) && KeyOrder.compare(key, after) > 0 && !past(key);
    }

    /** This range up to a key, that key with it. */
    Span upTo(String key) {
        return new Span(folder, prefix, after, Optional.of(key + Character.MIN_VALUE));
    }

    /** This range behind a key. */
    Span behind(String key) {
        return new Span(folder, prefix, key, until);
    }

    /** Whether a key lies behind the range, so that an ordered listing can stop. */
    public boolean past(String key) {
        return until.filter(end -> KeyOrder.compare(key, end) >= 0).isPresent();
    }
}
