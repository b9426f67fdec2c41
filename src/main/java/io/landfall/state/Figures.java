package io.landfall.state;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;

/** Counts over what is recorded, for monitoring: each by one query whose cost does not grow with history. */
public final class Figures {
    private final Jdbi jdbi;

    public Figures(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** A count or a time by the names that tell it apart. */
    public record Figure(Map<String, String> labels, double value) {}

    /** Datasets of slots due at or after a time, by export and verdict. */
    public List<Figure> verdicts(Instant since) {
        return jdbi.withHandle(h -> h.createQuery(
                        "SELECT export_key, verdict, COUNT(*) AS n FROM verdict WHERE due_ms >= :since"
                                + " GROUP BY export_key, verdict ORDER BY export_key, verdict")
                .bind("since", since.toEpochMilli())
                .map((row, c) -> new Figure(
                        Map.of("export", row.getString("export_key"), "verdict", row.getString("verdict")),
                        row.getLong("n")))
                .list());
    }

    /** Bytes and records of what landed in slots due at or after a time, by export. */
    public List<Figure> landed(String column, Instant since) {
        String summed =
                switch (column) {
                    case "bytes", "records", "files" -> column;
                    default -> throw new IllegalArgumentException("nothing that lands: " + column);
                };
        return jdbi.withHandle(h -> h.createQuery("SELECT export_key, SUM(COALESCE(" + summed
                        + ", 0)) AS n FROM verdict WHERE due_ms >= :since AND verdict IN ('LANDED', 'LANDED_LATE')"
                        + " GROUP BY export_key ORDER BY export_key")
                .bind("since", since.toEpochMilli())
                .map((row, c) -> new Figure(Map.of("export", row.getString("export_key")), row.getLong("n")))
                .list());
    }

    /** Seconds since 1970 of the newest landed slot of each dataset of an export, due at or after a time. */
    public List<Figure> lastLandings(Instant since) {
        return jdbi.withHandle(h -> h.createQuery(
                        "SELECT export_key, dataset_id, MAX(due_ms) AS t FROM verdict WHERE due_ms >= :since"
                                + " AND verdict IN ('LANDED', 'LANDED_LATE') GROUP BY export_key, dataset_id"
                                + " ORDER BY export_key, dataset_id")
                .bind("since", since.toEpochMilli())
                .map((row, c) -> new Figure(
                        Map.of("export", row.getString("export_key"), "dataset", row.getString("dataset_id")),
                        row.getLong("t") / 1000.0))
                .list());
    }

    /** Open incidents by severity. */
    public List<Figure> incidents() {
        return counted(
                "SELECT severity AS label, COUNT(*) AS n FROM incident WHERE resolved_ms IS NULL"
                        + " GROUP BY severity ORDER BY severity",
                "severity");
    }

    /** Messages that wait or were given up, by state. */
    public List<Figure> messages() {
        return counted(
                "SELECT state AS label, COUNT(*) AS n FROM notification WHERE state IN ('pending', 'dead')"
                        + " GROUP BY state ORDER BY state",
                "state");
    }

    /** Pieces of work that are written down and not taken yet, by kind. */
    public List<Figure> waiting() {
        return counted(
                "SELECT 'poll' AS label, COUNT(*) AS n FROM work_poll WHERE picked = FALSE"
                        + " UNION ALL SELECT 'provision', COUNT(*) FROM work_provision WHERE picked = FALSE"
                        + " UNION ALL SELECT 'verify', COUNT(*) FROM work_verify WHERE picked = FALSE"
                        + " UNION ALL SELECT 'deliver', COUNT(*) FROM work_deliver WHERE picked = FALSE",
                "kind");
    }

    private List<Figure> counted(String sql, String label) {
        return jdbi.withHandle(h -> h.createQuery(sql)
                .map((row, c) -> new Figure(Map.of(label, row.getString("label")), row.getLong("n")))
                .list());
    }
}
