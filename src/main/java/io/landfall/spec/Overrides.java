package io.landfall.spec;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Environment variables that override keys: {@code EXPORT_ORDERS_GRACE} is {@code export.orders.grace} once an export
 * {@code orders} is declared. A variable declares nothing by itself; a blank one, and one like {@code tcp://…} as
 * Kubernetes makes for services, is ignored.
 */
final class Overrides {
    private static final Pattern SERVICE = Pattern.compile("(tcp|udp|sctp)://.*", Pattern.CASE_INSENSITIVE);

    private final Map<String, Entry> entries;
    private final Map<String, Set<String>> byVariable = new HashMap<>();

    private Overrides(Map<String, Entry> entries, Set<String> kinds) {
        this.entries = entries;
        Map<String, Set<String>> names = new HashMap<>();
        for (String property : entries.keySet()) {
            if (kinds.contains(kind(property))) {
                know(property);
            }
            KeyTable.find(property)
                    .filter(found -> !found.name().isEmpty())
                    .ifPresent(found -> names.computeIfAbsent(kind(property), k -> new TreeSet<>())
                            .add(found.name()));
        }
        for (Key key : Keys.ALL) {
            String kind = kind(key.pattern());
            if (!kinds.contains(kind) || key.pattern().contains("<label>")) {
                continue;
            }
            if (key.plain()) {
                know(key.pattern());
            }
            for (String name : names.getOrDefault(kind, Set.of())) {
                know(
                        kind.equals("platform") && !name.equals(KeyTable.DEFAULT_PLATFORM)
                                ? key.pattern().replace("platform.", "platform." + name + ".")
                                : key.pattern().replace("<name>", name));
            }
        }
    }

    /** Puts what the environment overrides in place of what the files say. */
    static void apply(Map<String, Entry> entries, Map<String, String> env, Path folder, List<SpecError> errors) {
        Set<String> kinds = new TreeSet<>(Set.of("camel"));
        Keys.ALL.forEach(key -> kinds.add(kind(key.pattern())));
        kinds.removeIf(kind -> env.keySet().stream()
                .noneMatch(variable -> KeyTable.variable(variable).startsWith(KeyTable.variable(kind) + "_")));
        if (kinds.isEmpty()) {
            return;
        }
        Overrides overrides = new Overrides(entries, kinds);
        for (String variable : new TreeSet<>(env.keySet())) {
            overrides.one(variable, env.get(variable), folder, errors);
        }
    }

    private void one(String variable, String value, Path folder, List<SpecError> errors) {
        Set<String> properties = byVariable.getOrDefault(KeyTable.variable(variable), Set.of());
        if (properties.isEmpty() || value.isBlank() || SERVICE.matcher(value).matches()) {
            return;
        }
        String origin = "environment:" + variable;
        if (properties.size() > 1) {
            errors.add(new SpecError(
                    origin,
                    null,
                    null,
                    "overrides " + String.join(" and ", properties) + " alike, expected one; rename one of them",
                    null));
            return;
        }
        String property = properties.iterator().next();
        entries.put(property, new Entry(property, value.strip(), origin, null, folder));
    }

    private void know(String property) {
        byVariable
                .computeIfAbsent(KeyTable.variable(property), v -> new TreeSet<>())
                .add(property);
    }

    private static String kind(String property) {
        int dot = property.indexOf('.');
        return dot < 0 ? property : property.substring(0, dot);
    }
}
