package io.landfall.spec;

import io.landfall.model.Secret;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** The declared keys with their typed values, as the builders of records ask for them; collects what is wrong. */
final class Declared {
    private final Map<String, Entry> entries;
    private final Values values;
    private final List<SpecError> errors;
    private final Path folder;
    private final String file;
    private final Map<String, SortedSet<String>> names = new TreeMap<>();
    private final Map<String, List<String>> properties = new HashMap<>();
    private final Map<String, String> home = new HashMap<>();
    private final Set<String> reported = new HashSet<>();

    /**
     * @param entries by key, only keys of the table
     * @param folder what relative paths in defaults are relative to
     * @param file named for what is missing altogether
     */
    Declared(Map<String, Entry> entries, Values values, List<SpecError> errors, Path folder, String file) {
        this.entries = entries;
        this.values = values;
        this.errors = errors;
        this.folder = folder;
        this.file = file;
        for (Entry entry : entries.values()) {
            KeyTable.Found found = KeyTable.find(entry.key()).orElseThrow();
            if (!found.name().isEmpty()) {
                String kind = entry.key().substring(0, entry.key().indexOf('.'));
                names.computeIfAbsent(kind, k -> new TreeSet<>()).add(found.name());
                properties
                        .computeIfAbsent(owner(entry.key()), k -> new ArrayList<>())
                        .add(entry.key());
                if (entry.line() != null) {
                    home.putIfAbsent(owner(entry.key()), entry.file());
                }
            }
        }
    }

    /** The names that are declared of a kind: {@code platform}, {@code storage}, {@code export} or {@code alert}. */
    SortedSet<String> names(String kind) {
        return names.getOrDefault(kind, new TreeSet<>());
    }

    /** The value; empty where the key is not set, blank or wrong. */
    @SuppressWarnings("unchecked")
    <T> Optional<T> get(String property, Type<T> type) {
        Key key = KeyTable.find(property)
                .map(KeyTable.Found::key)
                .filter(k -> k.type() == type)
                .orElseThrow(() -> new IllegalStateException(property + " is no key of that type"));
        return Optional.ofNullable((T) values.typed(property)).or(() -> fallback(key, type));
    }

    private <T> Optional<T> fallback(Key key, Type<T> type) {
        if (key.fallback().isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(type.parser().parse(key.fallback(), folder));
        } catch (BadValue e) {
            throw new IllegalStateException("the default of " + key.pattern() + " " + e.getMessage(), e);
        }
    }

    /** The value or the default of a key that has one. */
    <T> T or(String property, Type<T> type) {
        return get(property, type).orElseThrow(() -> new IllegalStateException(property + " has no default"));
    }

    /** The value; where the key is not set, that is an error. */
    <T> Optional<T> need(String property, Type<T> type, String expected) {
        Optional<T> value = get(property, type);
        if (value.isEmpty() && !given(property)) {
            wrong(property, "is missing, expected " + expected);
        }
        return value;
    }

    Optional<Secret> secret(String property, Type<String> type) {
        return get(property, type).map(Secret::new);
    }

    /** The values of all keys that begin with a prefix and are of a type, by what stands behind the prefix. */
    Map<String, String> labels(String prefix, Type<String> type) {
        Map<String, String> labels = new TreeMap<>();
        for (String property : properties.getOrDefault(owner(prefix), List.of())) {
            if (property.startsWith(prefix)
                    && KeyTable.find(property).orElseThrow().key().type() == type) {
                get(property, type).ifPresent(value -> labels.put(property.substring(prefix.length()), value));
            }
        }
        return labels;
    }

    /** Whether the key is set to something, right or wrong. */
    boolean given(String property) {
        return entries.containsKey(property) && !values.blank(property);
    }

    /** Whether the key is set to something wrong. */
    boolean broken(String property) {
        return given(property) && values.typed(property) == null;
    }

    /** The value as text with its placeholders resolved, or the default; empty where there is none. */
    String text(Key key) {
        String text = values.text(key.pattern());
        return text == null ? key.fallback() : text;
    }

    void wrong(String property, String message) {
        wrong(property, message, null);
    }

    /** Records an error at the place of the key, or of what it belongs to; the same one once. */
    void wrong(String property, String message, String nearest) {
        if (!reported.add(property + ": " + message)) {
            return;
        }
        Entry entry = entries.get(property);
        if (entry != null) {
            errors.add(new SpecError(entry.file(), entry.line(), property, message, nearest));
            return;
        }
        errors.add(new SpecError(home.getOrDefault(owner(property), file), null, property, message, nearest));
    }

    /** The kind and the name that a key begins with; a key without a name is its own. */
    private static String owner(String property) {
        int second = property.indexOf('.', property.indexOf('.') + 1);
        return second < 0 ? property : property.substring(0, second);
    }
}
