package io.landfall.alert;

import io.landfall.model.Config;
import io.landfall.model.Export;
import io.landfall.model.ExportKey;
import io.landfall.model.Incident;
import io.landfall.model.Incident.Member;
import io.landfall.model.Silence;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which incidents are silenced. An incident that hits many exports is silenced only by a silence that covers all of
 * them: a message about others is not lost to a silence of one. Pure.
 */
public final class Mute {
    private final Config config;
    private final List<Silence> silences;
    private final Instant now;

    /** @param silences as {@code Silences.relevant} gives them */
    public Mute(Config config, List<Silence> silences, Instant now) {
        this.config = config;
        this.silences = List.copyOf(silences);
        this.now = now;
    }

    /** The silence under which nobody is told of this incident now. */
    public Optional<Silence> over(Incident incident) {
        return silences.stream()
                .filter(s -> s.active(now) && covers(s, incident))
                .findFirst();
    }

    /** When the last silence ended that had covered this incident. */
    Optional<Instant> lifted(Incident incident) {
        return silences.stream()
                .filter(s -> !s.active(now) && covers(s, incident))
                .flatMap(s -> s.end().stream())
                .filter(end -> !end.isAfter(now) && !end.isBefore(incident.openedAt()))
                .max(Comparator.naturalOrder());
    }

    /** Those that cover one of these incidents now, and are not known to have. */
    public List<String> covering(Collection<Incident> open) {
        return active(open, true).filter(s -> !s.covers()).map(Silence::id).toList();
    }

    /** Those that last until it is fixed, and it is: nothing of what they cover is open any more. */
    public List<String> fixed(Collection<Incident> open) {
        return active(open, false)
                .filter(s -> s.until().isEmpty() && s.covers())
                .map(Silence::id)
                .toList();
    }

    private Stream<Silence> active(Collection<Incident> open, boolean covers) {
        return silences.stream()
                .filter(s -> s.active(now))
                .filter(s -> open.stream().anyMatch(i -> covers(s, i)) == covers);
    }

    private boolean covers(Silence silence, Incident incident) {
        if (!silence.verdicts().isEmpty() && !silence.verdicts().contains(incident.what())) {
            return false;
        }
        List<ExportKey> hit = incident.cause()
                ? incident.bad().stream().map(Member::export).distinct().toList()
                : List.of(incident.export());
        return !hit.isEmpty() && hit.stream().allMatch(key -> covers(silence, key));
    }

    private boolean covers(Silence silence, ExportKey key) {
        Map<String, String> labels = Optional.ofNullable(config.exports().get(key.export()))
                .map(Export::labels)
                .orElse(Map.of());
        return (silence.exports().isEmpty() || silence.exports().contains(key.export()))
                && labels.entrySet().containsAll(silence.labels().entrySet());
    }
}
