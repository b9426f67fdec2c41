package io.landfall.spec;

import java.util.Collection;

/** The known word that a misspelt one is nearest to. */
public final class Nearest {
    private Nearest() {}

    /** By edit distance; null when more than a third of what differs behind a common dotted start would have to change. */
    public static String of(String word, Collection<String> known) {
        String best = null;
        int least = Integer.MAX_VALUE;
        for (String candidate : known) {
            int most = Math.max(2, (word.length() - commonStart(word, candidate)) / 3);
            if (Math.abs(candidate.length() - word.length()) > most) {
                continue;
            }
            int distance = distance(word, candidate);
            if (distance <= most && distance < least) {
                least = distance;
                best = candidate;
            }
        }
        return best;
    }

    private static int commonStart(String a, String b) {
        int end = 0;
        for (int i = 0; i < Math.min(a.length(), b.length()) && a.charAt(i) == b.charAt(i); i++) {
            if (a.charAt(i) == '.') {
                end = i + 1;
            }
        }
        return end;
    }

    static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int corner = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = corner + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                corner = row[j];
                row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
