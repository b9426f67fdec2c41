package io.landfall.canary;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** Looks for secrets in a file of any size. */
final class Scan {
    private static final int WINDOW = 8 << 20;

    private Scan() {}

    /**
     * Which of these secrets stand in the file, in whatever spelling.
     *
     * @return secret to what stands around the first place, the secret itself included
     */
    static Map<String, String> find(Path file, Collection<String> secrets) throws IOException {
        Map<String, Set<String>> spellings = new LinkedHashMap<>();
        int overlap = 1;
        for (String secret : secrets) {
            Set<String> bytes = new LinkedHashSet<>();
            for (String spelling : Spellings.of(secret)) {
                String latin = new String(spelling.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
                bytes.add(latin);
                overlap = Math.max(overlap, latin.length());
            }
            spellings.put(secret, bytes);
        }
        Map<String, String> found = new LinkedHashMap<>();
        try (InputStream in = Files.newInputStream(file)) {
            String kept = "";
            for (byte[] more = in.readNBytes(WINDOW); more.length > 0; more = in.readNBytes(WINDOW)) {
                String window = kept + new String(more, StandardCharsets.ISO_8859_1);
                spellings.forEach((secret, bytes) -> {
                    if (!found.containsKey(secret)) {
                        bytes.stream()
                                .filter(window::contains)
                                .findFirst()
                                .ifPresent(s -> found.put(secret, around(window, window.indexOf(s), s.length())));
                    }
                });
                kept = window.substring(Math.max(0, window.length() - overlap));
            }
        }
        return found;
    }

    private static String around(String text, int at, int length) {
        return text.substring(Math.max(0, at - 200), Math.min(text.length(), at + length + 40))
                .replaceAll("\\p{Cntrl}", " ");
    }
}
