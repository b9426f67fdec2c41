package io.landfall.model;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Nobody is told of what it covers while it lasts; incidents are opened and resolved all the same.
 *
 * @param exports by name; empty: any
 * @param verdicts names of verdicts and conditions; empty: any
 * @param labels all of which an export must have; empty: any
 * @param until absent: until what it covers is fixed
 * @param covers whether it has covered an incident; one that is to last until it is fixed ends after that alone
 * @param endedAt when it was ended by hand, or because what it covers was fixed
 */
public record Silence(
        String id,
        Set<String> exports,
        Set<String> verdicts,
        Map<String, String> labels,
        String reason,
        Instant createdAt,
        Optional<Instant> until,
        boolean covers,
        Optional<Instant> endedAt) {

    public Silence {
        exports = Set.copyOf(exports);
        verdicts = Set.copyOf(verdicts);
        labels = Map.copyOf(labels);
    }

    /** When it ends or ended; absent while nobody knows. */
    public Optional<Instant> end() {
        return endedAt.isEmpty()
                ? until
                : Optional.of(until.filter(u -> u.isBefore(endedAt.get())).orElse(endedAt.get()));
    }

    public boolean active(Instant now) {
        return !now.isBefore(createdAt) && end().map(now::isBefore).orElse(true);
    }

    /** What it covers, in words. */
    public String what() {
        List<String> parts = new ArrayList<>();
        if (!verdicts.isEmpty()) {
            parts.add(String.join(",", new TreeSet<>(verdicts)));
        }
        if (!exports.isEmpty()) {
            parts.add("of " + String.join(",", new TreeSet<>(exports)));
        }
        new TreeMap<>(labels).forEach((name, value) -> parts.add(name + "=" + value));
        return String.join(" ", parts);
    }
}
