package io.landfall.alert;

import io.landfall.model.Channel;
import io.landfall.model.Condition;
import io.landfall.model.Config;
import io.landfall.model.Export;
import io.landfall.model.ExportKey;
import io.landfall.model.Incident;
import io.landfall.model.Step.Message;
import io.landfall.model.Step.Telling;
import io.landfall.state.OpenIncident;
import io.landfall.state.Standing;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Which channels are told what about an incident. */
final class Audience {
    /** An Alertmanager takes an alert for resolved unless it is sent again. */
    static final Duration ALERTMANAGER_REPEAT = Duration.ofMinutes(5);

    private final Config config;

    Audience(Config config) {
        this.config = config;
    }

    Mute mute(Standing standing, Instant now) {
        return new Mute(config, standing.silences(), now);
    }

    Optional<Export> export(ExportKey key) {
        return Optional.ofNullable(config.exports().get(key.export()))
                .filter(e -> e.key().equals(key));
    }

    /** Those that the incident concerns and that do not know of it: it is opened for them. */
    List<Telling> newcomers(Incident incident, Map<String, ?> told) {
        return config.channels().values().stream()
                .filter(c -> !told.containsKey(c.name()) && concerns(c, incident))
                .map(Channel::name)
                .sorted()
                .map(name -> new Telling(name, Message.OPENED))
                .toList();
    }

    /** Newcomers, and of those that know it the ones that were not told of a worsening within their {@code repeat}. */
    List<Telling> worsened(Incident incident, OpenIncident before, Instant now) {
        List<Telling> tell = new ArrayList<>(newcomers(incident, before.told()));
        knowing(before)
                .filter(c -> before.told()
                        .get(c.name())
                        .worsened()
                        .map(t -> !t.plus(c.repeat()).isAfter(now))
                        .orElse(true))
                .forEach(c -> tell.add(new Telling(c.name(), Message.WORSENED)));
        return tell;
    }

    /** Those whose {@code repeat} has elapsed since they were last told anything. */
    List<Telling> reminded(OpenIncident before, Instant now) {
        boolean everybody = !before.incident().condition()
                || Condition.valueOf(before.incident().what()).reminded();
        return knowing(before)
                .filter(c -> everybody || c.format() == Channel.MessageFormat.ALERTMANAGER)
                .filter(c -> !before.told().get(c.name()).last().plus(every(c)).isAfter(now))
                .map(c -> new Telling(c.name(), Message.REMINDED))
                .toList();
    }

    /** Newcomers, and those that were not told anything since a silence ended. */
    List<Telling> afterSilence(OpenIncident before, Instant ended) {
        List<Telling> tell = new ArrayList<>(newcomers(before.incident(), before.told()));
        knowing(before)
                .filter(c -> before.told().get(c.name()).last().isBefore(ended))
                .forEach(c -> tell.add(new Telling(c.name(), Message.REMINDED)));
        return tell;
    }

    /** Whoever was told of it is told of its end, whatever its channel matches now. */
    List<Telling> resolved(OpenIncident before) {
        return knowing(before).map(c -> new Telling(c.name(), Message.RESOLVED)).toList();
    }

    private java.util.stream.Stream<Channel> knowing(OpenIncident before) {
        return before.told().keySet().stream()
                .sorted()
                .filter(config.channels()::containsKey)
                .map(config.channels()::get);
    }

    private static Duration every(Channel channel) {
        return channel.format() == Channel.MessageFormat.ALERTMANAGER ? ALERTMANAGER_REPEAT : channel.repeat();
    }

    private boolean concerns(Channel channel, Incident incident) {
        if (!incident.cause()) {
            return matches(channel, incident, labels(incident.export()));
        }
        return incident.members().stream().anyMatch(m -> matches(channel, incident, labels(m.export())));
    }

    private Map<String, String> labels(ExportKey key) {
        return export(key).map(Export::labels).orElse(Map.of());
    }

    private static boolean matches(Channel channel, Incident incident, Map<String, String> labels) {
        return channel.match().entrySet().stream().allMatch(wanted -> {
            String actual =
                    switch (wanted.getKey()) {
                        case "verdict" -> incident.what().toLowerCase(Locale.ROOT);
                        case "severity" -> incident.severity().name().toLowerCase(Locale.ROOT);
                        default -> labels.get(wanted.getKey());
                    };
            boolean word = wanted.getKey().equals("verdict") || wanted.getKey().equals("severity");
            return Arrays.stream(wanted.getValue().split(","))
                    .map(String::strip)
                    .map(v -> word ? v.toLowerCase(Locale.ROOT) : v)
                    .anyMatch(v -> v.equals(actual));
        });
    }
}
