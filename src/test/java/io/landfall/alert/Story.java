package io.landfall.alert;

import io.landfall.model.Config;
import io.landfall.model.Incident;
import io.landfall.model.Incident.Resolution;
import io.landfall.model.Silence;
import io.landfall.model.Step;
import io.landfall.state.OpenIncident;
import io.landfall.state.OpenIncident.Told;
import io.landfall.state.Standing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Plays decisions one after the other, with the incidents kept in memory as the database would keep them. */
final class Story {
    private final Decide decide;
    private final Tend tend;
    private final Map<String, OpenIncident> open = new LinkedHashMap<>();
    private final Set<String> closed = new HashSet<>();
    private final List<String> said = new ArrayList<>();
    private final List<Step> all = new ArrayList<>();
    private List<Step> latest = List.of();
    private List<Silence> silences = List.of();

    Story(Config config) {
        decide = new Decide(config);
        tend = new Tend(config);
    }

    void at(Instant now, Judged... judged) {
        play(decide.decide(List.of(judged), standing(), now), now);
    }

    void tend(Instant now) {
        play(tend.decide(standing(), now), now);
    }

    void play(List<Step> steps, Instant now) {
        latest = steps;
        all.addAll(steps);
        for (Step step : steps) {
            if (step instanceof Step.Change change) {
                keep(change, now);
            }
        }
    }

    private void keep(Step.Change change, Instant now) {
        Incident incident = change.incident();
        OpenIncident before = open.remove(incident.id());
        Map<String, Told> told = new LinkedHashMap<>(before == null ? Map.of() : before.told());
        for (Step.Telling t : change.tell()) {
            said.add(t.kind().key() + " " + t.channel());
            Optional<Instant> worsened = t.kind() == Step.Message.WORSENED
                    ? Optional.of(now)
                    : Optional.ofNullable(told.get(t.channel())).flatMap(Told::worsened);
            told.put(t.channel(), new Told(now, worsened));
        }
        if (incident.resolvedAt().isEmpty()) {
            open.put(incident.id(), new OpenIncident(incident, told));
        }
        if (!incident.cause()) {
            incident.members().stream()
                    .filter(m -> m.outcome().filter(o -> o != Resolution.LANDED).isPresent())
                    .forEach(m -> closed.add(m.place()));
        }
    }

    Standing standing() {
        return new Standing(List.copyOf(open.values()), closed, silences);
    }

    void silences(Silence... now) {
        silences = List.of(now);
    }

    /** Every message in its order, as {@code opened ops}. */
    List<String> said() {
        return said;
    }

    List<Step> all() {
        return all;
    }

    /** Of the last decision. */
    List<String> reasons() {
        return latest.stream().map(Step::reason).toList();
    }

    List<Incident> open() {
        return open.values().stream().map(OpenIncident::incident).toList();
    }

    Incident only() {
        if (open.size() != 1) {
            throw new AssertionError("open: " + open.keySet());
        }
        return open().get(0);
    }

    /** The incident that changed last. */
    Incident last() {
        return all.stream()
                .filter(Step.Change.class::isInstance)
                .map(s -> ((Step.Change) s).incident())
                .reduce((a, b) -> b)
                .orElseThrow();
    }
}
