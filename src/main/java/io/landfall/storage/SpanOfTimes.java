package io.landfall.storage;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/**
 * The span of those sub-folders whose names can be of a time: as far as the names begin with fixed text and then fields
 * of a time from the year downwards, their order is that of the times.
 */
record SpanOfTimes(String folder, List<Token> segment) {
    /** The character behind the slash: behind a folder, before all names that are longer than its own. */
    private static final String BEHIND = "0";

    Span between(Instant due, Instant next) {
        boolean endless = next.equals(Instant.MAX);
        Token.Field finest = finest();
        StringBuilder first = new StringBuilder(folder);
        StringBuilder behind = new StringBuilder(folder);
        int fields = 0;
        boolean whole = true;
        for (Token token : segment) {
            if (token instanceof Token.Text text) {
                first.append(text.text());
                behind.append(text.text());
            } else if (inOrder(token, fields)) {
                LocalDateTime from = utc(ExportTime.floor(due, finest.unit()));
                LocalDateTime to = endless ? from : utc(ExportTime.ceiling(next, finest.unit()));
                for (Token.Field field : token.fields()) {
                    first.append(field.of(from));
                    behind.append(field.of(to));
                }
                fields += token.fields().size();
                if (token instanceof Token.Stamp) {
                    break; // of two lengths: what follows is not at one place
                }
            } else {
                whole = false;
                break;
            }
        }
        if (fields == 0) {
            String fixed = first.toString();
            return new Span(folder, fixed, fixed, whole ? Optional.of(fixed + BEHIND) : Optional.empty());
        }
        String after = first.toString();
        return endless
                ? new Span(folder, fixedPart(), after, Optional.empty())
                : new Span(folder, common(after, behind.toString()), after, Optional.of(behind.toString()));
    }

    /** The finest field that is reached in order. */
    private Token.Field finest() {
        int fields = 0;
        for (Token token : segment) {
            if (token instanceof Token.Text) {
                continue;
            }
            if (!inOrder(token, fields)) {
                break;
            }
            fields += token.fields().size();
        }
        return Token.Field.values()[Math.max(0, fields - 1)];
    }

    private static boolean inOrder(Token token, int fields) {
        List<Token.Field> written = token.fields();
        return !written.isEmpty() && written.get(0).ordinal() == fields;
    }

    private String fixedPart() {
        StringBuilder fixed = new StringBuilder(folder);
        for (Token token : segment) {
            if (!(token instanceof Token.Text text)) {
                break;
            }
            fixed.append(text.text());
        }
        return fixed.toString();
    }

    private static String common(String a, String b) {
        int n = 0;
        while (n < Math.min(a.length(), b.length()) && a.charAt(n) == b.charAt(n)) {
            n++;
        }
        return a.substring(0, n);
    }

    private static LocalDateTime utc(Instant t) {
        return LocalDateTime.ofInstant(t, ZoneOffset.UTC);
    }
}
