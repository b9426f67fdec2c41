package io.landfall.spec;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Resolves <code>{{env:NAME}}</code>, <code>{{env:NAME:default}}</code>, <code>{{sys:NAME}}</code> and
 * <code>{{other.key}}</code>; vault functions are handed on or left. What a variable or vault gives is data: it is not
 * searched for placeholders.
 */
final class Placeholders {
    private static final Set<String> VAULTS = Set.of(
            "aws",
            "gcp",
            "azure",
            "hashicorp",
            "ibm",
            "cyberark",
            "secret",
            "configmap",
            "secret-binary",
            "configmap-binary");

    private final Map<String, Entry> entries;
    private final Surroundings surroundings;

    /**
     * A value after resolving.
     *
     * @param late whether a vault function is left in it
     * @param literal whether it stands in the file as it is, so that an error may show it
     */
    record Resolved(String text, boolean late, boolean literal) {}

    private static final class Progress {
        private final Deque<String> trail = new ArrayDeque<>();
        private final boolean secret;
        private boolean late;

        private Progress(boolean secret) {
            this.secret = secret;
        }
    }

    Placeholders(Map<String, Entry> entries, Surroundings surroundings) {
        this.entries = entries;
        this.surroundings = surroundings;
    }

    Resolved resolve(Entry entry, boolean secret) throws BadValue {
        if (!entry.raw().contains("{{")) {
            return new Resolved(entry.raw(), false, true);
        }
        Progress progress = new Progress(secret);
        progress.trail.add(entry.key());
        String text = expand(entry.raw(), progress);
        return new Resolved(text, progress.late, false);
    }

    private String expand(String text, Progress progress) throws BadValue {
        StringBuilder out = new StringBuilder();
        int at = 0;
        for (int open = text.indexOf("{{"); open >= 0; open = text.indexOf("{{", at)) {
            int close = closing(text, open);
            out.append(text, at, open).append(value(text.substring(open + 2, close), progress));
            at = close + 2;
        }
        return out.append(text.substring(at)).toString();
    }

    private static int closing(String text, int open) throws BadValue {
        int depth = 0;
        for (int i = open; i + 1 < text.length(); i++) {
            if (text.startsWith("{{", i)) {
                depth++;
                i++;
            } else if (text.startsWith("}}", i)) {
                if (--depth == 0) {
                    return i;
                }
                i++;
            }
        }
        throw new BadValue("has {{ without }}, expected {{env:NAME}} or {{other.key}}");
    }

    private String value(String inner, Progress progress) throws BadValue {
        int colon = inner.indexOf(':');
        String function = colon < 0 ? "" : inner.substring(0, colon).strip();
        String argument = inner.substring(colon + 1).strip();
        if (function.equals("env") || function.equals("sys")) {
            return outside(function, argument, progress);
        }
        if (VAULTS.contains(function)) {
            return vault(function, inner, progress);
        }
        return reference(colon < 0 ? inner.strip() : function, colon < 0 ? null : argument, progress);
    }

    private String outside(String function, String argument, Progress progress) throws BadValue {
        int colon = argument.indexOf(':');
        String name = colon < 0 ? argument : argument.substring(0, colon);
        String value = function.equals("env")
                ? variable(name)
                : surroundings.systemProperty().apply(name);
        if (value != null) {
            return value;
        }
        if (colon >= 0) {
            return expand(argument.substring(colon + 1), progress);
        }
        throw new BadValue(
                function.equals("env")
                        ? "needs the environment variable " + name + ", which is not set"
                        : "needs the system property " + name + ", which is not set");
    }

    private String variable(String name) {
        String exact = surroundings.env().get(name);
        return exact != null ? exact : surroundings.env().get(KeyTable.variable(name));
    }

    private String vault(String function, String inner, Progress progress) throws BadValue {
        String placeholder = "{{" + inner + "}}";
        if (surroundings.vault().isEmpty()) {
            progress.late = true;
            return placeholder;
        }
        try {
            String value = surroundings.vault().get().apply(placeholder);
            if (value != null) {
                return value;
            }
        } catch (RuntimeException e) {
            throw new BadValue("could not be had from the vault " + function + ": "
                    + e.getClass().getSimpleName());
        }
        throw new BadValue("could not be had from the vault " + function + ": it is not there");
    }

    private String reference(String property, String otherwise, Progress progress) throws BadValue {
        Optional<Key> key = KeyTable.find(property).map(KeyTable.Found::key);
        Entry entry = entries.get(property);
        if (key.isEmpty() && entry == null) {
            String what = ", which is neither a key nor a function (env, sys, aws, azure, gcp, hashicorp …)";
            throw progress.secret
                    ? new BadValue("has something in {{ }}" + what)
                    : new BadValue(
                            "refers to {{" + property + "}}" + what,
                            Nearest.of(property, new TreeSet<>(entries.keySet())));
        }
        if (key.isPresent() && key.get().secret() && !progress.secret) {
            throw new BadValue("refers to {{" + property + "}}, a secret, expected a key that may be shown");
        }
        if (progress.trail.contains(property)) {
            throw new BadValue("refers to itself: " + String.join(" → ", progress.trail) + " → " + property);
        }
        if (entry != null && !entry.raw().isBlank()) {
            progress.trail.addLast(property);
            String value = expand(entry.raw(), progress);
            progress.trail.removeLast();
            return value;
        }
        if (otherwise != null) {
            return expand(otherwise, progress);
        }
        String fallback = key.map(Key::fallback).orElse("");
        if (fallback.isEmpty()) {
            throw new BadValue("refers to {{" + property + "}}, which is not set");
        }
        return fallback;
    }
}
