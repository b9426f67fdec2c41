package io.landfall.alert;

import io.landfall.model.ExportKey;
import io.landfall.model.Incident;
import io.landfall.model.Incident.Member;
import io.landfall.model.Incident.Resolution;
import io.landfall.model.Silence;
import io.landfall.model.Step;
import io.landfall.model.Step.Kind;
import io.landfall.model.Step.Telling;
import io.landfall.state.OpenIncident;
import io.landfall.state.OpenIncident.Told;
import io.landfall.state.Standing;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The open incidents while one decision is made: each step changes what the next one sees. */
final class Board {
    private final Audience audience;
    private final Mute mute;
    private final Instant now;
    private final Map<String, OpenIncident> open = new LinkedHashMap<>();
    private final List<Step> steps = new ArrayList<>();

    Board(Audience audience, Standing standing, Instant now) {
        this.audience = audience;
        this.mute = audience.mute(standing, now);
        this.now = now;
        standing.open().forEach(o -> open.put(o.incident().topic(), o));
    }

    List<Step> steps() {
        return List.copyOf(steps);
    }

    List<OpenIncident> open() {
        return List.copyOf(open.values());
    }

    Optional<OpenIncident> at(String topic) {
        return Optional.ofNullable(open.get(topic));
    }

    void nothing(String key, String reason) {
        steps.add(new Step.Nothing(key, reason));
    }

    /**
     * Opens an incident.
     *
     * @param a what is wrong
     * @param hold how long its messages wait for more members
     */
    void open(
            String key,
            ExportKey export,
            String dataset,
            Optional<Instant> slot,
            Instant since,
            Account a,
            List<Member> members,
            Duration hold,
            String reason) {
        String id = UUID.nameUUIDFromBytes((key + "@" + now).getBytes(StandardCharsets.UTF_8))
                .toString();
        Incident incident = new Incident(
                id,
                key,
                export,
                dataset,
                slot,
                a.what(),
                a.severity(),
                since,
                now,
                Optional.empty(),
                Optional.empty(),
                0,
                a.summary(),
                a.evidence(),
                a.findings(),
                members);
        change(Kind.OPEN, incident, Map.of(), audience.newcomers(incident, Map.of()), hold, reason);
    }

    /** Opens the incident of a condition. */
    void open(String key, ExportKey export, Account a, Duration hold) {
        open(key, export, Incident.ALL, Optional.empty(), now, a, List.of(), hold, "first");
    }

    /** More of the same: only channels that do not know of it yet are told. */
    void join(OpenIncident before, List<Member> members, Duration hold, String reason) {
        Incident after = before.incident().with(members);
        change(Kind.JOIN, after, before.told(), audience.newcomers(after, before.told()), hold, reason);
    }

    /** Another bad slot or another bad verdict: told, but not more often than {@code repeat}. */
    void worsen(OpenIncident before, List<Member> members, Account a, String reason) {
        Incident after = before.incident()
                .with(members)
                .telling(a.what(), a.severity(), a.summary(), a.evidence(), a.findings());
        change(Kind.WORSEN, after, before.told(), audience.worsened(after, before, now), Duration.ZERO, reason);
    }

    /** The same in other words: nobody has to hear of it. */
    void restate(OpenIncident before, Account a, String reason) {
        Incident after = before.incident()
                .with(List.of())
                .telling(a.what(), a.severity(), a.summary(), a.evidence(), a.findings());
        change(Kind.JOIN, after, before.told(), List.of(), Duration.ZERO, reason);
    }

    /** Which incidents are silenced. */
    Mute mute() {
        return mute;
    }

    static String silenced(Silence by) {
        return "silenced by " + by.id();
    }

    void remind(OpenIncident before, List<Telling> tell, String reason) {
        change(Kind.REMIND, before.incident().again(), before.told(), tell, Duration.ZERO, reason);
    }

    /** These slots are not bad any more; the incident ends with the last one. */
    void leave(OpenIncident before, List<Member> left, String reason) {
        Incident after = before.incident().with(left);
        if (!after.bad().isEmpty()) {
            change(Kind.MEND, after, before.told(), List.of(), Duration.ZERO, reason);
            return;
        }
        resolve(before, left, how(after.members()), reason);
    }

    /** The incident ends. */
    void resolve(OpenIncident before, List<Member> left, Resolution how, String reason) {
        Incident ended = before.incident().ended(left, now, how);
        change(Kind.RESOLVE, ended, before.told(), audience.resolved(before), Duration.ZERO, reason);
    }

    private static Resolution how(List<Member> members) {
        List<Resolution> outcomes =
                members.stream().flatMap(m -> m.outcome().stream()).toList();
        if (outcomes.stream().allMatch(o -> o == Resolution.LANDED)) {
            return Resolution.LANDED;
        }
        return outcomes.contains(Resolution.SUPERSEDED) ? Resolution.SUPERSEDED : Resolution.WITHDRAWN;
    }

    private void change(
            Kind kind, Incident incident, Map<String, Told> told, List<Telling> all, Duration hold, String why) {
        Optional<Silence> silence = kind == Kind.RESOLVE || all.isEmpty() ? Optional.empty() : mute.over(incident);
        List<Telling> tell = silence.isPresent() ? List.of() : all;
        String reason = silence.map(s -> why + ", " + silenced(s)).orElse(why);
        steps.add(new Step.Change(kind, incident, tell, hold, reason));
        Map<String, Told> after = new LinkedHashMap<>(told);
        tell.forEach(t -> after.put(t.channel(), told(after.get(t.channel()), t)));
        if (incident.resolvedAt().isPresent()) {
            open.remove(incident.topic());
        } else {
            open.put(incident.topic(), new OpenIncident(incident, after));
        }
    }

    private Told told(Told before, Telling telling) {
        boolean worsened = telling.kind() == Step.Message.WORSENED;
        Optional<Instant> earlier = before == null ? Optional.empty() : before.worsened();
        return new Told(now, worsened ? Optional.of(now) : earlier);
    }
}
