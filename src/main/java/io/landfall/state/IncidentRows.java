package io.landfall.state;

import io.landfall.model.ExportKey;
import io.landfall.model.Incident;
import io.landfall.model.Severity;
import io.landfall.model.Verdict;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Incidents as rows, and back. */
final class IncidentRows {

    private IncidentRows() {}

    static List<Incident> where(Handle tx, String condition, Object... values) {
        List<Incident> bare = tx.select("SELECT * FROM incident WHERE " + condition, values)
                .map((row, c) -> read(row))
                .list();
        return bare.stream().map(i -> withMembers(tx, i)).toList();
    }

    /** In their own order. */
    static List<String> ids(Handle tx, String condition, Object... values) {
        return tx.select("SELECT id FROM incident WHERE " + condition + " ORDER BY id", values)
                .mapTo(String.class)
                .list();
    }

    /** False where one of that key or topic is open already. */
    static boolean insert(Handle tx, Incident i) {
        int rows = tx.createUpdate("""
                        INSERT INTO incident (id, key, topic, platform, sandbox, export, dataset, slot_ms, what,
                            severity, since_ms, opened_ms, sequence, summary, evidence, findings)
                        VALUES (:id, :key, :topic, :platform, :sandbox, :export, :dataset, :slot, :what,
                            :severity, :since, :opened, :sequence, :summary, :evidence, :findings)
                        ON CONFLICT DO NOTHING""")
                .bind("id", i.id())
                .bind("key", i.key())
                .bind("topic", i.topic())
                .bind("platform", i.export().platform())
                .bind("sandbox", i.export().sandbox())
                .bind("export", i.export().export())
                .bind("dataset", i.dataset())
                .bind("slot", i.slot().map(Instant::toEpochMilli).orElse(null))
                .bind("what", i.what())
                .bind("severity", i.severity().name())
                .bind("since", i.since().toEpochMilli())
                .bind("opened", i.openedAt().toEpochMilli())
                .bind("sequence", i.sequence())
                .bind("summary", i.summary())
                .bind("evidence", Lines.of(i.evidence()))
                .bind("findings", Lines.of(i.findings()))
                .execute();
        return rows == 1;
    }

    /** False where the row is not the state that this one follows. */
    static boolean update(Handle tx, Incident i) {
        int rows = tx.createUpdate("""
                        UPDATE incident SET what = :what, severity = :severity, resolved_ms = :resolved,
                            resolution = :resolution, sequence = :sequence, summary = :summary,
                            evidence = :evidence, findings = :findings
                        WHERE id = :id AND sequence = :sequence - 1 AND resolved_ms IS NULL""")
                .bind("id", i.id())
                .bind("what", i.what())
                .bind("severity", i.severity().name())
                .bind("resolved", i.resolvedAt().map(Instant::toEpochMilli).orElse(null))
                .bind("resolution", i.resolution().map(Incident.Resolution::key).orElse(null))
                .bind("sequence", i.sequence())
                .bind("summary", i.summary())
                .bind("evidence", Lines.of(i.evidence()))
                .bind("findings", Lines.of(i.findings()))
                .execute();
        return rows == 1;
    }

    static void putMembers(Handle tx, Incident i) {
        for (Incident.Member m : i.members()) {
            tx.createUpdate("""
                            INSERT INTO incident_member
                                (incident_id, platform, sandbox, export, dataset, slot_ms, verdict, outcome)
                            VALUES (:incident, :platform, :sandbox, :export, :dataset, :slot, :verdict, :outcome)
                            ON CONFLICT (incident_id, platform, sandbox, export, dataset, slot_ms)
                            DO UPDATE SET verdict = excluded.verdict, outcome = excluded.outcome""")
                    .bind("incident", i.id())
                    .bind("platform", m.export().platform())
                    .bind("sandbox", m.export().sandbox())
                    .bind("export", m.export().export())
                    .bind("dataset", m.dataset())
                    .bind("slot", m.slot().toEpochMilli())
                    .bind("verdict", m.verdict().name())
                    .bind("outcome", m.outcome().map(Incident.Resolution::key).orElse(null))
                    .execute();
        }
    }

    private static Incident withMembers(Handle tx, Incident i) {
        List<Incident.Member> members = tx.select(
                        "SELECT * FROM incident_member WHERE incident_id = ? ORDER BY slot_ms, export, dataset", i.id())
                .map((row, c) -> new Incident.Member(
                        exportOf(row),
                        row.getString("dataset"),
                        Instant.ofEpochMilli(row.getLong("slot_ms")),
                        Verdict.valueOf(row.getString("verdict")),
                        resolution(row.getString("outcome"))))
                .list();
        return new Incident(
                i.id(),
                i.key(),
                i.export(),
                i.dataset(),
                i.slot(),
                i.what(),
                i.severity(),
                i.since(),
                i.openedAt(),
                i.resolvedAt(),
                i.resolution(),
                i.sequence(),
                i.summary(),
                i.evidence(),
                i.findings(),
                members);
    }

    private static Incident read(ResultSet row) throws SQLException {
        return new Incident(
                row.getString("id"),
                row.getString("key"),
                exportOf(row),
                row.getString("dataset"),
                Rows.maybeTime(row, "slot_ms"),
                row.getString("what"),
                Severity.valueOf(row.getString("severity")),
                Instant.ofEpochMilli(row.getLong("since_ms")),
                Instant.ofEpochMilli(row.getLong("opened_ms")),
                Rows.maybeTime(row, "resolved_ms"),
                resolution(row.getString("resolution")),
                row.getInt("sequence"),
                row.getString("summary"),
                Lines.map(row.getString("evidence")),
                Lines.list(row.getString("findings")),
                List.of());
    }

    private static ExportKey exportOf(ResultSet row) throws SQLException {
        return new ExportKey(row.getString("platform"), row.getString("sandbox"), row.getString("export"));
    }

    private static Optional<Incident.Resolution> resolution(String key) {
        return Optional.ofNullable(key).map(k -> Incident.Resolution.valueOf(k.toUpperCase(java.util.Locale.ROOT)));
    }
}
