package io.landfall.state;

import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Jdbi;

/**
 * What is kept only for its history, and goes when it is old. What is open never goes: slots that still are looked at,
 * the newest slot of each export (from which the next ones are computed), whatever belongs to an open incident.
 */
public final class Attic {
    private static final String OF_OPEN_INCIDENT = """
             AND NOT EXISTS (SELECT 1 FROM incident_member m JOIN incident i ON i.id = m.incident_id
                WHERE i.resolved_ms IS NULL AND m.slot_ms = t.due_ms
                    AND m.platform || '/' || m.sandbox || '/' || m.export = t.export_key)""";

    /** In an order in which nothing is left that points to what is gone. */
    private static final List<String> OLD = List.of(
            "DELETE FROM slot WHERE (export_key, due_ms) IN (SELECT t.export_key, t.due_ms FROM slot t"
                    + " WHERE t.due_ms < :before AND t.next_look_ms IS NULL AND t.due_ms < (SELECT MAX(n.due_ms)"
                    + " FROM slot n WHERE n.export_key = t.export_key)" + OF_OPEN_INCIDENT + " LIMIT :most)",
            "DELETE FROM verdict WHERE (export_key, due_ms, dataset_id) IN (SELECT t.export_key, t.due_ms,"
                    + " t.dataset_id FROM verdict t WHERE t.due_ms < :before AND NOT EXISTS (SELECT 1 FROM slot s"
                    + " WHERE s.export_key = t.export_key AND s.due_ms = t.due_ms)" + OF_OPEN_INCIDENT
                    + " LIMIT :most)",
            "DELETE FROM run WHERE run_id IN (SELECT t.run_id FROM run t WHERE t.updated_ms < :before"
                    + " AND NOT EXISTS (SELECT 1 FROM verdict v WHERE v.run_id = t.run_id) LIMIT :most)",
            "DELETE FROM notification WHERE id IN (SELECT n.id FROM notification n JOIN incident i ON i.id = n.incident_id"
                    + " WHERE i.resolved_ms < :before AND n.state <> 'pending' LIMIT :most)",
            "DELETE FROM incident WHERE id IN (SELECT i.id FROM incident i WHERE i.resolved_ms < :before AND NOT EXISTS"
                    + " (SELECT 1 FROM notification n WHERE n.incident_id = i.id) LIMIT :most)",
            "DELETE FROM silence WHERE id IN (SELECT s.id FROM silence s"
                    + " WHERE COALESCE(s.ended_ms, s.until_ms) < :before LIMIT :most)",
            "DELETE FROM intent WHERE id IN (SELECT t.id FROM intent t"
                    + " WHERE t.state IN ('DONE', 'FAILED') AND t.at_ms < :before LIMIT :most)");

    private final Jdbi jdbi;

    public Attic(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /**
     * Removes a few of what is old, each kind in a transaction of its own, so that nobody waits long for the lock.
     *
     * @param most rows of each kind
     * @return how many went; 0 when nothing old is left
     */
    public int clear(Instant before, int most) {
        int gone = 0;
        for (String old : OLD) {
            gone += jdbi.withHandle(h -> h.createUpdate(old)
                    .bind("before", before.toEpochMilli())
                    .bind("most", most)
                    .execute());
        }
        return gone;
    }
}
