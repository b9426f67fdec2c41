package io.landfall.emulator;

import java.util.LinkedHashMap;
import java.util.Map;

/** Text of a {@code .properties} file that {@link java.util.Properties#load} reads back unchanged. */
final class ConfigText {

    private static final Map<String, String> TITLES = Map.of(
            "platform", "the Adobe organisation",
            "storage", "places where exports land",
            "export", "exports",
            "alert", "alert channels",
            "state", "state");

    private ConfigText() {}

    /** One section per first part of a key, each under a comment, in the order of the map. */
    static String of(String headline, Map<String, String> properties) {
        Map<String, StringBuilder> sections = new LinkedHashMap<>();
        properties.forEach((key, value) -> sections.computeIfAbsent(key.split("\\.", 2)[0], s -> new StringBuilder())
                .append(escape(key, true))
                .append('=')
                .append(escape(value, false))
                .append('\n'));
        StringBuilder text = new StringBuilder("# ").append(headline).append('\n');
        sections.forEach((name, lines) -> text.append("\n# ")
                .append(TITLES.getOrDefault(name, name))
                .append('\n')
                .append(lines));
        return text.toString();
    }

    private static String escape(String plain, boolean key) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < plain.length(); i++) {
            char c = plain.charAt(i);
            switch (c) {
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                case ' ' -> out.append(key || i == 0 ? "\\ " : " ");
                case '=', ':' -> out.append(key ? "\\" + c : String.valueOf(c));
                case '#', '!' -> out.append(key && i == 0 ? "\\" + c : String.valueOf(c));
                default -> out.append(c < 0x20 || c > 0x7e ? String.format("\\u%04x", (int) c) : String.valueOf(c));
            }
        }
        return out.toString();
    }
}
