package io.landfall.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.landfall.model.Silence;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/** Silences for people and for programs. */
final class SilenceOutput {
    private SilenceOutput() {}

    /** {@code {"id","exports","verdicts","labels","reason","createdAt","until","untilFixed","endedAt","active"}}. */
    static ObjectNode json(Silence s, Instant now) {
        ObjectNode node = Json.object().put("id", s.id());
        new TreeSet<>(s.exports()).forEach(node.putArray("exports")::add);
        new TreeSet<>(s.verdicts()).forEach(node.putArray("verdicts")::add);
        new TreeMap<>(s.labels()).forEach(node.putObject("labels")::put);
        return node.put("reason", s.reason())
                .put("createdAt", s.createdAt().toString())
                .put("until", s.until().map(Instant::toString).orElse(null))
                .put("untilFixed", s.until().isEmpty())
                .put("endedAt", s.endedAt().map(Instant::toString).orElse(null))
                .put("active", s.active(now));
    }

    static ArrayNode json(List<Silence> silences, Instant now) {
        ArrayNode all = Json.object().putArray("silences");
        silences.forEach(s -> all.add(json(s, now)));
        return all;
    }

    static Table table(List<Silence> silences, Instant now) {
        Table table = new Table("ID", "WHAT", "UNTIL", "REASON");
        silences.forEach(s -> table.row(s.id(), s.what(), until(s, now), s.reason()));
        return table;
    }

    static String line(Silence s) {
        return s.id() + ": " + s.what() + " is silenced until "
                + s.until().map(Instant::toString).orElse("it is fixed");
    }

    private static String until(Silence s, Instant now) {
        return s.active(now)
                ? s.until().map(Instant::toString).orElse("fixed")
                : "ended " + s.end().map(Instant::toString).orElse("");
    }
}
