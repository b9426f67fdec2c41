package io.landfall.model;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Something bad that somebody is told once, and told again when it is mended.
 *
 * @param id stable for this incident; the same key can be opened again later under another id
 * @param key {@code platform/sandbox/export/dataset/slot}, with {@code *} as the dataset for verdicts of the run;
 *     {@code platform/sandbox/export/*}{@code /CONDITION}; {@code platform/sandbox/cause/<what>/<kind>}
 * @param export its export; {@code *} as the name where one cause hits many
 * @param dataset {@code *} where all are meant
 * @param slot the first one that was bad; absent for conditions and grouped causes
 * @param what the verdict's or the condition's name
 * @param since from when on it is wrong: the deadline of the first bad slot, else when it was seen
 * @param sequence counts the changes of this incident from 0; a change is written only onto the one before it
 * @param summary one sentence
 * @param evidence what was found, by name ({@code run.id}, {@code folder}, {@code files} …), in order, redacted
 * @param findings in the order of their weight, redacted
 * @param members the slots that it holds, also those that left it; none for conditions
 */
public record Incident(
        String id,
        String key,
        ExportKey export,
        String dataset,
        Optional<Instant> slot,
        String what,
        Severity severity,
        Instant since,
        Instant openedAt,
        Optional<Instant> resolvedAt,
        Optional<Resolution> resolution,
        int sequence,
        String summary,
        Map<String, String> evidence,
        List<String> findings,
        List<Member> members) {

    /** Stands for all datasets of an export, or for many exports. */
    public static final String ALL = "*";

    public Incident {
        evidence = Collections.unmodifiableMap(new LinkedHashMap<>(evidence));
        findings = List.copyOf(findings);
        members = List.copyOf(members);
    }

    /** How an incident, or one slot in it, came to its end. */
    public enum Resolution {
        /** The slot itself is good now; of a condition: it is as it should be again. */
        LANDED,
        /** A later slot landed, or another incident took over; the missed one stays a gap. */
        SUPERSEDED,
        /** Nobody expects it any more: removed, disabled, ended. */
        WITHDRAWN;

        public String key() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /**
     * One bad slot in an incident.
     *
     * @param verdict the last bad one
     * @param outcome how it left; absent while it is bad
     */
    public record Member(
            ExportKey export, String dataset, Instant slot, Verdict verdict, Optional<Resolution> outcome) {

        public static Member of(Judgement judgement) {
            return new Member(
                    judgement.slot().export(),
                    judgement.dataset(),
                    judgement.slot().due(),
                    judgement.verdict(),
                    Optional.empty());
        }

        /** {@code platform/sandbox/export/dataset/slot}. */
        public String place() {
            return export + "/" + dataset + "/" + slot;
        }

        public Member left(Resolution how) {
            return new Member(export, dataset, slot, verdict, Optional.of(how));
        }
    }

    /** Of one topic at most one incident is open: the key without the slot. */
    public String topic() {
        return slot.isPresent() ? export + "/" + dataset : key;
    }

    /** Whether it is a condition of an export, not a slot of it and not a cause that hits many. */
    public boolean condition() {
        return slot.isEmpty() && !cause();
    }

    /** Whether one cause is told for many exports. */
    public boolean cause() {
        return export.export().equals(ALL);
    }

    /** The slots that are still bad. */
    public List<Member> bad() {
        return members.stream().filter(m -> m.outcome().isEmpty()).toList();
    }

    /** The names of the exports that it hits, or hit. */
    public List<String> affected() {
        return cause()
                ? members.stream()
                        .map(m -> m.export().export())
                        .distinct()
                        .sorted()
                        .toList()
                : List.of(export.export());
    }

    /** The next state of this incident, with these members in the place of those of the same slot. */
    public Incident with(List<Member> changed) {
        return next(resolvedAt, resolution, changed);
    }

    /** The next and last state of this incident. */
    public Incident ended(List<Member> changed, Instant at, Resolution how) {
        return next(Optional.of(at), Optional.of(how), changed);
    }

    /** The next state of this incident, unchanged but for its number: it is told again. */
    public Incident again() {
        return next(resolvedAt, resolution, List.of());
    }

    /** This state with another account of what is wrong. */
    public Incident telling(
            String what, Severity severity, String summary, Map<String, String> evidence, List<String> findings) {
        return new Incident(
                id,
                key,
                export,
                dataset,
                slot,
                what,
                severity,
                since,
                openedAt,
                resolvedAt,
                resolution,
                sequence,
                summary,
                evidence,
                findings,
                members);
    }

    private Incident next(Optional<Instant> resolvedAt, Optional<Resolution> resolution, List<Member> changed) {
        Map<String, Member> all = new LinkedHashMap<>();
        members.forEach(m -> all.put(m.place(), m));
        changed.forEach(m -> all.put(m.place(), m));
        return new Incident(
                id,
                key,
                export,
                dataset,
                slot,
                what,
                severity,
                since,
                openedAt,
                resolvedAt,
                resolution,
                sequence + 1,
                summary,
                evidence,
                findings,
                List.copyOf(all.values()));
    }
}
