package io.landfall.simulation;

import io.landfall.model.ExportKey;
import io.landfall.model.Incident;
import io.landfall.model.Incident.Member;
import io.landfall.model.Incident.Resolution;
import io.landfall.model.Step;
import io.landfall.state.OpenIncident;
import io.landfall.state.OpenIncident.Told;
import io.landfall.state.Standing;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The incidents as the database would keep them, and every message; refuses what nobody may ever say. */
final class Memory {
    private static final Duration REPEAT = Duration.ofHours(12);

    private final Map<String, OpenIncident> open = new LinkedHashMap<>();
    private final Set<String> closed = new HashSet<>();
    private final Set<String> told = new HashSet<>();
    private final Set<String> ids = new HashSet<>();
    private final Map<String, List<Message>> byIncident = new HashMap<>();
    int messages;

    private record Message(Step.Message kind, Instant at) {}

    Standing of(ExportKey key) {
        return new Standing(
                open.values().stream()
                        .filter(o ->
                                o.incident().cause() || o.incident().export().equals(key))
                        .toList(),
                closed);
    }

    Standing all() {
        return new Standing(List.copyOf(open.values()), closed);
    }

    List<Member> bad(String id) {
        return Optional.ofNullable(open.get(id)).map(o -> o.incident().bad()).orElse(List.of());
    }

    /** Whether somebody was told of an incident that holds this slot. */
    boolean told(String place) {
        return told.contains(place);
    }

    boolean closed(String place) {
        return closed.contains(place);
    }

    boolean stillBad(String place) {
        return open.values().stream()
                .flatMap(o -> o.incident().bad().stream())
                .anyMatch(m -> m.place().equals(place));
    }

    List<Incident> open() {
        return open.values().stream().map(OpenIncident::incident).toList();
    }

    void keep(Step.Change change, Instant now) {
        Incident incident = change.incident();
        OpenIncident before = open.remove(incident.id());
        Require.that(
                before != null == (change.kind() != Step.Kind.OPEN),
                () -> change.kind() + " of an incident that was" + (before == null ? " never opened" : " open"));
        Require.that(
                open.values().stream().noneMatch(o -> o.incident().topic().equals(incident.topic())),
                () -> "a second incident of " + incident.topic());
        Map<String, Told> after = new LinkedHashMap<>(before == null ? Map.of() : before.told());
        for (Step.Telling t : change.tell()) {
            message(incident, t, now);
            Optional<Instant> worsened = t.kind() == Step.Message.WORSENED
                    ? Optional.of(now)
                    : Optional.ofNullable(after.get(t.channel())).flatMap(Told::worsened);
            after.put(t.channel(), new Told(now, worsened));
        }
        if (incident.resolvedAt().isEmpty()) {
            open.put(incident.id(), new OpenIncident(incident, after));
        }
        if (!after.isEmpty()) {
            incident.members().forEach(m -> told.add(m.place()));
        }
        if (!incident.cause()) {
            incident.members().stream()
                    .filter(m -> m.outcome().filter(o -> o != Resolution.LANDED).isPresent())
                    .forEach(m -> closed.add(m.place()));
        }
    }

    private void message(Incident incident, Step.Telling t, Instant now) {
        messages++;
        String id = incident.id() + "-" + t.kind() + "-" + incident.sequence() + "@" + t.channel();
        Require.that(ids.add(id), () -> "said twice: " + id);
        List<Message> earlier = byIncident.computeIfAbsent(incident.id() + "@" + t.channel(), k -> new ArrayList<>());
        Require.that(
                earlier.isEmpty() == (t.kind() == Step.Message.OPENED),
                () -> t.kind() + " after " + earlier + " of " + incident.key());
        Require.that(
                earlier.stream().noneMatch(m -> m.kind() == Step.Message.RESOLVED),
                () -> t.kind() + " after its end: " + incident.key());
        Instant last = earlier.stream()
                .filter(m -> t.kind() == Step.Message.REMINDED || m.kind() == Step.Message.WORSENED)
                .map(Message::at)
                .reduce((a, b) -> b)
                .orElse(Instant.MIN);
        Require.that(
                t.kind() == Step.Message.RESOLVED
                        || last.isBefore(now.minus(REPEAT).plusMillis(1)),
                () -> t.kind() + " too soon after " + earlier + " of " + incident.key());
        earlier.add(new Message(t.kind(), now));
    }
}
