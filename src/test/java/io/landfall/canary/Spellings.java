package io.landfall.canary;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;

/** What a secret looks like where it leaks. */
final class Spellings {
    private Spellings() {}

    /**
     * As it is, URL-encoded, escaped as in JSON and HTML, and in Base64 at each of the three offsets that it can have in
     * a longer text, such as behind {@code user:}.
     */
    static Set<String> of(String secret) {
        Set<String> all = new LinkedHashSet<>();
        all.add(secret);
        String encoded = URLEncoder.encode(secret, StandardCharsets.UTF_8);
        all.add(encoded);
        all.add(encoded.replace("+", "%20"));
        all.add(lowerHex(encoded));
        all.add(secret.replace("/", "\\/"));
        all.add(secret.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;"));
        for (int before = 0; before < 3; before++) {
            String inner = base64(secret, before);
            all.add(inner);
            all.add(inner.replace('+', '-').replace('/', '_'));
            all.add(URLEncoder.encode(inner, StandardCharsets.UTF_8));
        }
        return all;
    }

    /** Those characters of the Base64 of {@code before} bytes and the secret that hang on the secret alone. */
    private static String base64(String secret, int before) {
        byte[] plain = secret.getBytes(StandardCharsets.UTF_8);
        byte[] shifted = new byte[before + plain.length];
        System.arraycopy(plain, 0, shifted, before, plain.length);
        String text = Base64.getEncoder().withoutPadding().encodeToString(shifted);
        int from = before == 0 ? 0 : before + 1;
        int cut = shifted.length % 3 == 0 ? 0 : 1;
        return text.substring(from, text.length() - cut);
    }

    private static String lowerHex(String encoded) {
        StringBuilder out = new StringBuilder(encoded);
        for (int i = encoded.indexOf('%'); i >= 0 && i + 3 <= encoded.length(); i = encoded.indexOf('%', i + 1)) {
            out.replace(i, i + 3, encoded.substring(i, i + 3).toLowerCase(Locale.ROOT));
        }
        return out.toString();
    }
}
