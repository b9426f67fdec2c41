package io.landfall.state;

import io.landfall.model.ExportKey;
import io.landfall.model.Slot;
import io.landfall.model.SlotKey;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.PreparedBatch;

/** The due times of exports, and when each is to be looked at next. */
public final class Slots {
    private final Jdbi jdbi;

    public Slots(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** Writes slots down that have come due, to be looked at from now on; known ones stay as they are. */
    public void open(List<Slot> slots, Instant now) {
        if (slots.isEmpty()) {
            return;
        }
        jdbi.useTransaction(h -> {
            PreparedBatch batch = h.prepareBatch("""
                    INSERT INTO slot (export_key, due_ms, deadline_ms, next_look_ms)
                    VALUES (:key, :due, :deadline, :look) ON CONFLICT (export_key, due_ms) DO NOTHING
                    """);
            for (Slot slot : slots) {
                batch.bind("key", slot.export().toString())
                        .bind("due", slot.due().toEpochMilli())
                        .bind("deadline", slot.deadline().toEpochMilli())
                        .bind("look", now.toEpochMilli())
                        .add();
            }
            batch.execute();
        });
    }

    /**
     * How far the slots of an export are written down.
     *
     * @param firstSeen when Landfall first saw the export
     * @param newest absent where it has none yet
     */
    public record Reached(Instant firstSeen, Optional<Instant> newest) {}

    /** The exports of a scope ({@code platform/sandbox}) that were seen before; the cost does not grow with history. */
    public Map<ExportKey, Reached> reached(String scope) {
        Map<ExportKey, Reached> all = new HashMap<>();
        jdbi.useHandle(h -> h.createQuery("""
                SELECT e.export_key, e.first_seen_ms,
                    (SELECT MAX(s.due_ms) FROM slot s WHERE s.export_key = e.export_key) AS newest_ms
                FROM export_seen e WHERE e.export_key LIKE :scope
                """)
                .bind("scope", scope + "/%")
                .map((row, c) -> Map.entry(
                        ExportKey.parse(row.getString("export_key")),
                        new Reached(Rows.time(row, "first_seen_ms"), Rows.maybeTime(row, "newest_ms"))))
                .forEach(e -> all.put(e.getKey(), e.getValue())));
        return all;
    }

    /** The slots of a scope ({@code platform/sandbox}) that should be looked at by now, oldest first. */
    public List<SlotKey> toLookAt(String scope, Instant now) {
        return toLookAt(scope, now, Long.MAX_VALUE);
    }

    /** Whether a slot of a scope should be looked at by now. */
    public boolean anyToLookAt(String scope, Instant now) {
        return jdbi.withHandle(
                h -> h.createQuery("SELECT 1 FROM slot WHERE next_look_ms <= :now AND export_key LIKE :scope LIMIT 1")
                        .bind("now", now.toEpochMilli())
                        .bind("scope", scope + "/%")
                        .mapTo(Integer.class)
                        .findOne()
                        .isPresent());
    }

    /** The exports of a scope that have a slot which should be looked at by now, with the oldest such due time. */
    public Map<ExportKey, Instant> oldestToLookAt(String scope, Instant now) {
        return jdbi.withHandle(h -> h.createQuery("""
                        SELECT export_key, MIN(due_ms) AS due_ms FROM slot
                        WHERE next_look_ms <= :now AND export_key LIKE :scope GROUP BY export_key
                        """)
                .bind("now", now.toEpochMilli())
                .bind("scope", scope + "/%")
                .map((row, c) -> Map.entry(ExportKey.parse(row.getString("export_key")), Rows.time(row, "due_ms")))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    /** Of the slots that should be looked at by now, those whose deadline has come. */
    public List<SlotKey> overdue(String scope, Instant now) {
        return toLookAt(scope, now, now.toEpochMilli());
    }

    /** Whether the slot should be looked at by now. */
    public boolean dueForALook(SlotKey slot, Instant now) {
        return jdbi.withHandle(h -> h.createQuery(
                        "SELECT 1 FROM slot WHERE export_key = :key AND due_ms = :due AND next_look_ms <= :now")
                .bind("key", slot.export().toString())
                .bind("due", slot.due().toEpochMilli())
                .bind("now", now.toEpochMilli())
                .mapTo(Integer.class)
                .findOne()
                .isPresent());
    }

    /** The deadline of a slot as it was written down; absent where the slot is not. */
    public Optional<Instant> deadline(SlotKey slot) {
        return jdbi.withHandle(
                h -> h.createQuery("SELECT deadline_ms FROM slot WHERE export_key = :key AND due_ms = :due")
                        .bind("key", slot.export().toString())
                        .bind("due", slot.due().toEpochMilli())
                        .map((row, c) -> Rows.time(row, "deadline_ms"))
                        .findOne());
    }

    private List<SlotKey> toLookAt(String scope, Instant now, long deadlineMillis) {
        return jdbi.withHandle(h -> h.createQuery("""
                SELECT export_key, due_ms FROM slot
                WHERE next_look_ms <= :now AND deadline_ms <= :deadline AND export_key LIKE :scope
                ORDER BY due_ms, export_key
                """)
                .bind("now", now.toEpochMilli())
                .bind("deadline", deadlineMillis)
                .bind("scope", scope + "/%")
                .map((row, c) -> new SlotKey(ExportKey.parse(row.getString("export_key")), Rows.time(row, "due_ms")))
                .list());
    }

    /** When the slot is to be looked at again; empty when never. */
    public void lookAgain(Handle h, SlotKey slot, Optional<Instant> at) {
        h.createUpdate("UPDATE slot SET next_look_ms = :at WHERE export_key = :key AND due_ms = :due")
                .bind("at", Rows.millis(at))
                .bind("key", slot.export().toString())
                .bind("due", slot.due().toEpochMilli())
                .execute();
    }

    /** Has slots looked at now, whatever was planned for them. */
    public void lookNow(Collection<Slot> some, Instant now) {
        jdbi.useTransaction(h -> some.forEach(slot -> h.createUpdate("""
                INSERT INTO slot (export_key, due_ms, deadline_ms, next_look_ms) VALUES (:key, :due, :deadline, :now)
                ON CONFLICT (export_key, due_ms) DO UPDATE SET next_look_ms = :now
                """)
                .bind("key", slot.export().toString())
                .bind("due", slot.due().toEpochMilli())
                .bind("deadline", slot.deadline().toEpochMilli())
                .bind("now", now.toEpochMilli())
                .execute()));
    }
}
