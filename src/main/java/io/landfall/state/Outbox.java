package io.landfall.state;

import io.landfall.model.Incident;
import io.landfall.model.Step;
import io.landfall.state.Notification.State;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * Messages that were decided and are to be delivered, each at least once. Messages of one line (an export) to one
 * channel are sent in their order: only the first pending one is ever due. A message that is held until more is known
 * holds up those of its own incident alone.
 */
public final class Outbox {
    private static final String FIRST = " AND NOT EXISTS (SELECT 1 FROM notification e WHERE e.state = 'pending'"
            + " AND e.channel = n.channel AND e.line = n.line"
            + " AND (e.created_ms, e.sequence, e.id) < (n.created_ms, n.sequence, n.id)"
            + " AND (e.incident_id = n.incident_id OR e.attempts > 0 OR e.next_ms <= ?))";

    static String add(Handle tx, Incident incident, Step.Telling telling, Instant now, Instant next) {
        String line = incident.export().toString();
        return insert(
                tx, row(incident.id(), telling.kind(), incident.sequence(), telling.channel(), line, false, now, next));
    }

    public Optional<Notification> load(Handle tx, String id) {
        return tx.select("SELECT * FROM notification WHERE id = ?", id)
                .map((row, c) -> read(row))
                .findOne();
    }

    /** Whether it is pending, its time has come, and no earlier message to its channel about its export is pending. */
    public boolean due(Handle tx, String id, Instant now) {
        return tx.select(
                        "SELECT n.id FROM notification n WHERE n.state = 'pending' AND n.id = ? AND"
                                + " (n.attempts > 0 OR n.next_ms <= ?)" + FIRST,
                        id,
                        now.toEpochMilli(),
                        now.toEpochMilli())
                .mapTo(String.class)
                .findOne()
                .isPresent();
    }

    /** All that could be sent now, oldest first. */
    public List<String> dueIds(Handle tx, Instant now) {
        return tx.select(
                        "SELECT n.id FROM notification n WHERE n.state = 'pending' AND n.next_ms <= ?" + FIRST
                                + " ORDER BY n.created_ms, n.sequence, n.id",
                        now.toEpochMilli(),
                        now.toEpochMilli())
                .mapTo(String.class)
                .list();
    }

    /** The incident is over: what was held of it is looked at now, so that it holds up nobody. */
    static void release(Handle tx, String incident, Instant now) {
        tx.execute(
                "UPDATE notification SET next_ms = ? WHERE state = 'pending' AND attempts = 0 AND incident_id = ?"
                        + " AND next_ms > ?",
                now.toEpochMilli(),
                incident,
                now.toEpochMilli());
    }

    /** No more members are to be expected: what waits for them can be sent now. */
    public void gathered(Handle tx, Instant now) {
        tx.execute(
                "UPDATE notification SET next_ms = ? WHERE state = 'pending' AND attempts = 0 AND next_ms > ?"
                        + " AND line LIKE '%/*'",
                now.toEpochMilli(), now.toEpochMilli());
    }

    /** What waited for this message and can be sent now: the first pending one of its line and channel. */
    public List<String> next(Handle tx, String id, Instant now) {
        return tx.select(
                        "SELECT n.id FROM notification n JOIN notification b ON b.channel = n.channel AND b.line = n.line"
                                + " WHERE b.id = ? AND n.id <> b.id AND n.state = 'pending' AND n.next_ms <= ?" + FIRST,
                        id,
                        now.toEpochMilli(),
                        now.toEpochMilli())
                .mapTo(String.class)
                .list();
    }

    /** Written down before it is sent, so that a message that may have gone out is never taken for one that has not. */
    public void begin(Handle tx, String id) {
        tx.execute("UPDATE notification SET attempts = attempts + 1 WHERE id = ? AND state = 'pending'", id);
    }

    public void sent(Handle tx, String id, Instant now) {
        tx.execute(
                "UPDATE notification SET state = 'sent', sent_ms = ?, last_error = NULL WHERE id = ?",
                now.toEpochMilli(),
                id);
    }

    /** @param error redacted */
    public void failed(Handle tx, String id, String error, Instant next) {
        tx.execute(
                "UPDATE notification SET last_error = ?, next_ms = ? WHERE id = ? AND state = 'pending'",
                error,
                next.toEpochMilli(),
                id);
    }

    public void drop(Handle tx, String id, String why) {
        tx.execute(
                "UPDATE notification SET state = 'dropped', last_error = ? WHERE id = ? AND state = 'pending'",
                why,
                id);
    }

    public void dead(Handle tx, String id) {
        tx.execute("UPDATE notification SET state = 'dead' WHERE id = ? AND state = 'pending'", id);
    }

    /** Gives a message that keeps failing to another channel as well; once, whatever is tried afterwards. */
    public String standIn(Handle tx, Notification failing, String channel, Instant now) {
        return insert(
                tx,
                row(failing.incidentId(), failing.kind(), failing.sequence(), channel, failing.line(), true, now, now));
    }

    /** Every message of an incident to a channel, in the order of their sending. */
    public List<Notification> of(Handle tx, String incident, String channel) {
        return tx.select(
                        "SELECT * FROM notification WHERE incident_id = ? AND channel = ? ORDER BY created_ms, sequence, id",
                        incident,
                        channel)
                .map((row, c) -> read(row))
                .list();
    }

    /** How many messages were given up, for health and metrics. */
    public long dead(Handle tx) {
        return tx.select("SELECT COUNT(*) FROM notification WHERE state = 'dead'")
                .mapTo(Long.class)
                .one();
    }

    private static Notification row(
            String incident,
            Step.Message kind,
            int sequence,
            String channel,
            String line,
            boolean standIn,
            Instant now,
            Instant next) {
        String id = Notification.message(incident, kind, sequence) + "@" + channel;
        return new Notification(
                id,
                incident,
                kind,
                sequence,
                channel,
                line,
                standIn,
                now,
                State.PENDING,
                0,
                next,
                Optional.empty(),
                Optional.empty());
    }

    private static String insert(Handle tx, Notification n) {
        tx.createUpdate("""
                        INSERT INTO notification (id, incident_id, kind, sequence, channel, line, stand_in, created_ms,
                            state, attempts, next_ms)
                        VALUES (:id, :incident, :kind, :sequence, :channel, :line, :standIn, :created,
                            'pending', 0, :next)
                        ON CONFLICT DO NOTHING""")
                .bind("id", n.id())
                .bind("incident", n.incidentId())
                .bind("kind", n.kind().key())
                .bind("sequence", n.sequence())
                .bind("channel", n.channel())
                .bind("line", n.line())
                .bind("standIn", n.standIn())
                .bind("created", n.createdAt().toEpochMilli())
                .bind("next", n.nextAt().toEpochMilli())
                .execute();
        return n.id();
    }

    private static Notification read(ResultSet row) throws SQLException {
        return new Notification(
                row.getString("id"),
                row.getString("incident_id"),
                Step.Message.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
                row.getInt("sequence"),
                row.getString("channel"),
                row.getString("line"),
                row.getBoolean("stand_in"),
                Instant.ofEpochMilli(row.getLong("created_ms")),
                State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                row.getInt("attempts"),
                Instant.ofEpochMilli(row.getLong("next_ms")),
                Rows.maybeTime(row, "sent_ms"),
                Optional.ofNullable(row.getString("last_error")));
    }
}
