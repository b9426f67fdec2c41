package io.landfall.alert;

import io.landfall.model.Export;
import io.landfall.model.Incident;
import io.landfall.model.Severity;
import io.landfall.model.Step;
import io.landfall.model.Storage;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * All that a message says, whatever it looks like.
 *
 * @param id the same at every attempt and on every channel
 * @param source {@code /landfall/<platform>/<sandbox>}
 * @param export null where one cause hits many
 * @param dataset null likewise, and where all are meant
 * @param at when it was decided
 * @param now when it is written
 * @param destination where the export lands, in words
 * @param note a remark on its delivery, else empty
 */
record Message(
        String id,
        String source,
        Step.Message kind,
        String key,
        String what,
        Severity severity,
        Optional<String> export,
        Optional<String> dataset,
        Optional<Instant> slot,
        Instant since,
        Optional<Instant> resolvedAt,
        Instant at,
        Instant now,
        Map<String, String> labels,
        String destination,
        String summary,
        Map<String, String> evidence,
        List<String> findings,
        Advice advice,
        List<String> nextSteps,
        String runbook,
        List<String> affected,
        List<String> badSlots,
        Optional<Incident.Resolution> resolution,
        String note) {
    private static final int COMMAND_NAMES = 10;

    /** @param export absent where it is no longer declared, or where one cause hits many */
    static Message of(
            String id,
            Step.Message kind,
            Incident i,
            Optional<Export> export,
            Optional<Storage> storage,
            Instant at,
            Instant now,
            String note) {
        Advice advice = Advice.of(i.what(), i.evidence());
        boolean one = !i.cause();
        return new Message(
                id,
                "/landfall/" + i.export().scope(),
                kind,
                i.key(),
                i.what(),
                i.severity(),
                one ? Optional.of(i.export().export()) : Optional.empty(),
                one && !i.dataset().equals(Incident.ALL) ? Optional.of(i.dataset()) : Optional.empty(),
                i.slot(),
                i.since(),
                i.resolvedAt(),
                at,
                now,
                export.map(Export::labels).orElse(Map.of()),
                storage.map(s -> place(s, export)).orElse(""),
                i.summary(),
                i.evidence(),
                i.findings(),
                advice,
                steps(i, advice),
                export.flatMap(Export::runbook)
                        .orElse("docs/operations.md#" + i.what().toLowerCase(Locale.ROOT)),
                i.affected(),
                slots(i),
                i.resolution(),
                note);
    }

    private static String place(Storage storage, Optional<Export> export) {
        String where = Stream.of("bucket", "account", "container", "host")
                .flatMap(key -> storage.at(key).stream())
                .collect(Collectors.joining("/"));
        String path = export.map(Export::path)
                .filter(p -> !p.isEmpty())
                .map(p -> "/" + p)
                .orElse("");
        return storage.name() + " (" + storage.type().key() + ") " + where + path;
    }

    private static List<String> steps(Incident i, Advice advice) {
        String names = i.affected().stream().limit(COMMAND_NAMES).collect(Collectors.joining(" "));
        String remedy = i.evidence().get("trouble.remedy");
        String step = remedy == null || remedy.isBlank() ? advice.step() : remedy;
        String slot = i.slot().map(s -> " --slot " + s).orElse("");
        return List.of(step, i.condition() ? "./landfall status " + names : "./landfall verify " + names + slot);
    }

    /** Whether it is about a condition of an export, not about a slot. */
    boolean condition() {
        return export.isPresent() && slot.isEmpty();
    }

    /** Where more than the slot that the key names is bad. */
    private static List<String> slots(Incident i) {
        List<String> bad = i.bad().stream()
                .map(m -> m.slot() + " " + m.verdict())
                .distinct()
                .toList();
        return i.cause() || bad.size() < 2 ? List.of() : bad;
    }
}
