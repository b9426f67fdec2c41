package io.landfall.state;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Lists and small maps in one text column: each ends its line; what would break a line is escaped. */
final class Lines {

    private Lines() {}

    static String of(List<String> list) {
        return list.stream().map(text -> escape(text) + "\n").collect(Collectors.joining());
    }

    static String of(Map<String, String> map) {
        return map.entrySet().stream()
                .map(e -> escape(e.getKey()) + "\t" + escape(e.getValue()) + "\n")
                .collect(Collectors.joining());
    }

    static List<String> list(String text) {
        return text.lines().map(Lines::plain).toList();
    }

    static Map<String, String> map(String text) {
        Map<String, String> map = new LinkedHashMap<>();
        text.lines().forEach(line -> {
            int tab = line.indexOf('\t');
            map.put(plain(line.substring(0, tab)), plain(line.substring(tab + 1)));
        });
        return map;
    }

    private static String escape(String text) {
        return text.replace("\\", "\\\\")
                .replace("\n", "\\n")
                .replace("\r", "\\r")
                .replace("\t", "\\t");
    }

    private static String plain(String text) {
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != '\\' || i + 1 == text.length()) {
                out.append(c);
                continue;
            }
            char next = text.charAt(++i);
            out.append(next == 'n' ? '\n' : next == 'r' ? '\r' : next == 't' ? '\t' : next);
        }
        return out.toString();
    }
}
