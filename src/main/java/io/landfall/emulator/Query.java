package io.landfall.emulator;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The parameters of a query string in their order; a name may come several times. */
record Query(List<Map.Entry<String, String>> parameters) {

    static Query of(String raw) {
        List<Map.Entry<String, String>> found = new ArrayList<>();
        for (String part : raw == null ? new String[0] : raw.split("&")) {
            if (part.isEmpty()) {
                continue;
            }
            int equals = part.indexOf('=');
            String name = equals < 0 ? part : part.substring(0, equals);
            String value = equals < 0 ? "" : part.substring(equals + 1);
            found.add(Map.entry(decode(name), decode(value)));
        }
        return new Query(List.copyOf(found));
    }

    Optional<String> first(String name) {
        return all(name).stream().findFirst();
    }

    List<String> all(String name) {
        return parameters.stream()
                .filter(p -> p.getKey().equals(name))
                .map(Map.Entry::getValue)
                .toList();
    }

    /** @throws Refusal (400) if it is there and not a whole number */
    Optional<Integer> number(String name) {
        return first(name).map(text -> {
            try {
                return Integer.valueOf(text);
            } catch (NumberFormatException e) {
                throw new Refusal(Reply.error(400, "Invalid value for " + name + ": not a number"));
            }
        });
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
