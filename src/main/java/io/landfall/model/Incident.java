package io.landfall.model;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Something bad that somebody is told once, and told again when it is mended.
 *
 * @param key {@code platform/sandbox/export/dataset/slot}, with {@code *} as the dataset for verdicts of the run
 * @param what the verdict's or the condition's name
 * @param dataset {@code *} where all are meant
 * @param slot absent for conditions and grouped causes
 * @param summary one sentence
 * @param evidence findings, redacted
 * @param affected the names of the exports it hits
 * @param resolution {@code landed}, {@code superseded} or {@code withdrawn}; absent while open
 */
public record Incident(
        long id,
        String key,
        ExportKey export,
        String dataset,
        Optional<Instant> slot,
        String what,
        Severity severity,
        Instant openedAt,
        Optional<Instant> resolvedAt,
        Optional<String> resolution,
        String summary,
        List<String> evidence,
        List<String> affected) {

    public Incident {
        evidence = List.copyOf(evidence);
        affected = List.copyOf(affected);
    }
}
