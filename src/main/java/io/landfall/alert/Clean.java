package io.landfall.alert;

import java.util.List;
import java.util.stream.Collectors;

/** Untrusted text made fit to be shown: one line, without control or direction characters, not longer than told. */
final class Clean {

    private Clean() {}

    static String line(String text, int most) {
        StringBuilder out = new StringBuilder(Math.min(text.length(), most));
        int[] points = text.codePoints().limit(most + 1L).toArray();
        for (int i = 0; i < Math.min(points.length, most); i++) {
            out.appendCodePoint(shown(points[i]) ? points[i] : ' ');
        }
        return points.length > most ? cut(out.toString(), most - 1) + "…" : out.toString();
    }

    /** The first ones, then how many more there are. */
    static String some(List<String> names, int most) {
        String shown = names.stream().limit(most).collect(Collectors.joining(", "));
        return names.size() <= most ? shown : shown + " and " + (names.size() - most) + " more";
    }

    static String cut(String text, int most) {
        return text.codePointCount(0, text.length()) <= most
                ? text
                : text.substring(0, text.offsetByCodePoints(0, most));
    }

    private static boolean shown(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.UNASSIGNED,
                    Character.PRIVATE_USE -> false;
            default -> true;
        };
    }
}
