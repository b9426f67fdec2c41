package io.landfall.model;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.Set;

/** What a secret looks like where somebody repeats it. */
public final class Spellings {
    private static final int SHORTEST_INSIDE = 6;

    private Spellings() {}

    /**
     * As it is, URL-encoded, and in both alphabets of Base64, there also behind other text such as {@code user:}: then
     * without the few characters at its ends that hang together with their neighbours.
     */
    public static Set<String> of(String secret) {
        Set<String> all = new LinkedHashSet<>();
        all.add(secret);
        String encoded = URLEncoder.encode(secret, StandardCharsets.UTF_8);
        all.add(encoded);
        all.add(encoded.replace("+", "%20"));
        byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
        inBase64(all, Base64.getEncoder().encodeToString(bytes));
        inBase64(all, Base64.getEncoder().withoutPadding().encodeToString(bytes));
        for (int before = 0; before < 3 && bytes.length >= SHORTEST_INSIDE; before++) {
            byte[] shifted = new byte[before + bytes.length];
            System.arraycopy(bytes, 0, shifted, before, bytes.length);
            String text = Base64.getEncoder().withoutPadding().encodeToString(shifted);
            int from = before == 0 ? 0 : before + 1;
            inBase64(all, text.substring(from, text.length() - (shifted.length % 3 == 0 ? 0 : 1)));
        }
        return all;
    }

    private static void inBase64(Set<String> all, String text) {
        all.add(text);
        all.add(text.replace('+', '-').replace('/', '_'));
    }
}
