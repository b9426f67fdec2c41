package io.landfall.spec;

import io.landfall.model.Channel;
import io.landfall.model.Secret;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** {@code alert.<name>.*} and {@code alert.fallback}. */
final class ChannelSpec {
    private final Declared declared;

    ChannelSpec(Declared declared) {
        this.declared = declared;
    }

    Map<String, Channel> all() {
        Optional<String> fallback = declared.get("alert.fallback", Type.NAME);
        fallback.filter(name -> !declared.names("alert").contains(name))
                .ifPresent(name -> declared.wrong(
                        "alert.fallback",
                        Shown.quoted(name) + " is no declared channel, expected one with alert." + name + ".to",
                        Nearest.of(name, declared.names("alert"))));
        Map<String, Channel> channels = new LinkedHashMap<>();
        for (String name : declared.names("alert")) {
            String at = "alert." + name + ".";
            declared.need(at + "to", Type.CHANNEL, "a Camel endpoint, such as slack:#channel?webhookUrl=…")
                    .map(Secret::new)
                    .map(to -> new Channel(
                            name,
                            to,
                            declared.or(at + "format", Type.MESSAGE),
                            matches(at),
                            declared.or(at + "repeat", Type.TIMEOUT),
                            fallback.filter(other -> !other.equals(name))))
                    .ifPresent(channel -> channels.put(name, channel));
        }
        return channels;
    }

    private Map<String, String> matches(String at) {
        Map<String, String> matches = new LinkedHashMap<>(declared.labels(at + "match.", Type.LABEL));
        declared.get(at + "match.verdict", Type.VERDICTS).ifPresent(list -> matches.put("verdict", list));
        declared.get(at + "match.severity", Type.SEVERITIES).ifPresent(list -> matches.put("severity", list));
        return matches;
    }
}
