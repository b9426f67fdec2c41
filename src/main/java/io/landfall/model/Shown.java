package io.landfall.model;

/**
 * Untrusted text made fit to be shown in a finding, a log line or a message: control characters, line ends, directional
 * marks and lone surrogates become {@code ?}, and what is too long is cut. It does not redact secrets and does not
 * escape for HTML.
 */
public final class Shown {
    private static final int SHORT = 120;

    private Shown() {}

    /** At most 120 characters of it. */
    public static String shown(String untrusted) {
        return shown(untrusted, SHORT);
    }

    /** At most {@code max} characters of it; a cut is marked by {@code …} in front of its last part, where names differ. */
    public static String shown(String untrusted, int max) {
        StringBuilder out = new StringBuilder(Math.min(untrusted.length(), max));
        int tail = max / 3;
        boolean cut = untrusted.length() > max;
        append(out, untrusted, 0, cut ? max - tail - 1 : untrusted.length());
        if (cut) {
            out.append('…');
            append(out, untrusted, untrusted.length() - tail, untrusted.length());
        }
        return out.toString();
    }

    private static void append(StringBuilder out, String text, int from, int to) {
        for (int i = from; i < to; ) {
            int c = text.codePointAt(i);
            int width = Character.charCount(c);
            if (i + width > to) {
                break;
            }
            switch (Character.getType(c)) {
                case Character.CONTROL,
                        Character.FORMAT,
                        Character.SURROGATE,
                        Character.LINE_SEPARATOR,
                        Character.PARAGRAPH_SEPARATOR,
                        Character.UNASSIGNED -> out.append('?');
                default -> out.appendCodePoint(c);
            }
            i += width;
        }
    }
}
