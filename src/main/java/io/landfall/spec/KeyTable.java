package io.landfall.spec;

import io.landfall.model.StorageType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Finds keys in the table of all keys, and writes that table for the README. */
public final class KeyTable {
    /** The organisation whose keys have no name in them. */
    static final String DEFAULT_PLATFORM = "default";

    private static final Pattern NEITHER_LETTER_NOR_DIGIT = Pattern.compile("[^A-Z0-9]");
    private static final Map<String, Key> BY_PATTERN = byPattern();

    /**
     * A key of the table.
     *
     * @param name the declared name in it; empty where there is none
     */
    record Found(Key key, String name) {}

    private KeyTable() {}

    private static Map<String, Key> byPattern() {
        Map<String, Key> table = new HashMap<>();
        for (Key key : Keys.ALL) {
            table.put(key.pattern(), key);
            if (key.pattern().startsWith("platform.")) {
                table.put(key.pattern().replace("platform.", "platform.<name>."), key);
            }
        }
        return table;
    }

    /** The key of the table that a property is; empty for an unknown one. */
    static Optional<Found> find(String property) {
        Key plain = BY_PATTERN.get(property);
        if (plain != null && plain.plain() && property.indexOf('<') < 0) {
            return Optional.of(new Found(plain, property.startsWith("platform.") ? DEFAULT_PLATFORM : ""));
        }
        int first = property.indexOf('.');
        int second = property.indexOf('.', first + 1);
        if (first < 0 || second < 0) {
            return Optional.empty();
        }
        String kind = property.substring(0, first);
        String rest = property.substring(second + 1);
        Key key = BY_PATTERN.get(kind + ".<name>." + rest);
        int dot = rest.indexOf('.');
        if (key == null && dot > 0 && dot < rest.length() - 1) {
            key = BY_PATTERN.get(kind + ".<name>." + rest.substring(0, dot) + ".<label>");
        }
        String name = property.substring(first + 1, second);
        return Optional.ofNullable(key)
                .filter(k -> !(kind.equals("platform") && name.equals(DEFAULT_PLATFORM)))
                .map(k -> new Found(k, name));
    }

    /** The known key that a misspelt property is nearest to, with its own name in it; null where none is near. */
    static String nearest(String property, Optional<StorageType> type) {
        if (property.startsWith("platform." + DEFAULT_PLATFORM + ".")) {
            return nearest(property.replaceFirst(DEFAULT_PLATFORM + "\\.", ""), type);
        }
        String[] parts = property.split("\\.", 3);
        Set<String> candidates = new TreeSet<>();
        for (Map.Entry<String, Key> e : BY_PATTERN.entrySet()) {
            boolean ofAStorage = e.getKey().startsWith("storage.");
            if (type.isPresent() && !(ofAStorage && e.getValue().belongsTo(type.get()))) {
                continue;
            }
            String candidate = e.getKey();
            if (parts.length == 3) {
                candidate = candidate.replace("<name>", parts[1]);
                candidate = candidate.replace("<label>", property.substring(property.lastIndexOf('.') + 1));
            }
            if (candidate.indexOf('<') < 0) {
                candidates.add(candidate);
            }
        }
        return Nearest.of(property, candidates);
    }

    /** The README's table of properties, one table per section. */
    public static String markdown() {
        StringBuilder out = new StringBuilder();
        String section = "";
        for (Key key : Keys.ALL) {
            if (!key.section().equals(section)) {
                section = key.section();
                out.append(out.isEmpty() ? "" : "\n")
                        .append("**")
                        .append(section)
                        .append("**\n\n");
                out.append("| key | default | what it is |\n|---|---|---|\n");
            }
            out.append("| `").append(key.pattern()).append("` | ");
            out.append(key.fallback().isEmpty() ? "" : "`" + key.fallback() + "`")
                    .append(" | ");
            out.append(meaning(key)).append(" |\n");
        }
        return out.toString();
    }

    private static String meaning(Key key) {
        List<String> parts = new ArrayList<>();
        if (!key.types().isEmpty()) {
            parts.add(key.types().stream()
                    .sorted()
                    .map(type -> "`" + type.key() + "`")
                    .collect(Collectors.joining(" ", "", ":")));
        }
        if (key.type().name().contains(" | ")) {
            parts.add("`" + key.type().name().replace(" | ", "` `") + "`:");
        }
        parts.add(key.about().replace("|", "\\|"));
        if (key.secret()) {
            parts.add("(secret)");
        }
        return String.join(" ", parts);
    }

    /** How an environment variable spells a key: upper case, with an underscore for whatever is no letter or digit. */
    static String variable(String property) {
        return NEITHER_LETTER_NOR_DIGIT
                .matcher(property.toUpperCase(Locale.ROOT))
                .replaceAll("_");
    }

    /** What is said about a key that is not in the table. */
    static String unknown(String property) {
        return "unknown key";
    }
}
