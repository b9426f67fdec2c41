package io.landfall.spec;

/** How foreign text appears in an error: one line, without control characters, cut. */
final class Shown {
    private static final int MOST = 80;

    private Shown() {}

    /** The text with every control character and line separator as a question mark. */
    static String plain(String text) {
        StringBuilder out = new StringBuilder(text.length());
        text.codePoints()
                .forEach(c -> out.appendCodePoint(
                        Character.isISOControl(c) || Character.getType(c) == Character.FORMAT || c == 0x2028
                                ? '?'
                                : c));
        return out.toString();
    }

    /** In quotes, at most 80 characters. */
    static String quoted(String text) {
        return "'" + plain(text.length() > MOST ? text.substring(0, MOST) + "…" : text) + "'";
    }
}
