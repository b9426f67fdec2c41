package io.landfall.state;

import io.landfall.model.Silence;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;

/** Who need not be told of what for a while. */
public final class Silences {

    public void add(Handle tx, Silence s) {
        tx.createUpdate("""
                        INSERT INTO silence (id, exports, verdicts, labels, reason, created_ms, until_ms, covers, ended_ms)
                        VALUES (:id, :exports, :verdicts, :labels, :reason, :created, :until, :covers, :ended)""")
                .bind("id", s.id())
                .bind("exports", lines(s.exports()))
                .bind("verdicts", lines(s.verdicts()))
                .bind("labels", Lines.of(s.labels()))
                .bind("reason", s.reason())
                .bind("created", s.createdAt().toEpochMilli())
                .bind("until", Rows.millis(s.until()))
                .bind("covers", s.covers())
                .bind("ended", Rows.millis(s.endedAt()))
                .execute();
    }

    /** All that are kept, the newest first. */
    public List<Silence> all(Handle tx) {
        return where(tx, "1 = 1");
    }

    /**
     * Those that have a say in what is said now: active ones, and those that ended since the oldest incident that still
     * is open was opened.
     */
    public List<Silence> relevant(Handle tx, Instant now) {
        return where(
                tx,
                "(ended_ms IS NULL AND until_ms IS NULL)"
                        + " OR COALESCE(ended_ms, until_ms) >= COALESCE("
                        + "(SELECT MIN(opened_ms) FROM incident WHERE resolved_ms IS NULL), ?)",
                now.toEpochMilli());
    }

    /** Ends them now; those that have ended already stay as they are. */
    public void end(Handle tx, Collection<String> ids, Instant now) {
        ids.forEach(id -> tx.execute(
                "UPDATE silence SET ended_ms = ? WHERE id = ? AND ended_ms IS NULL", now.toEpochMilli(), id));
    }

    /** They have covered an incident. */
    public void cover(Handle tx, Collection<String> ids) {
        ids.forEach(id -> tx.execute("UPDATE silence SET covers = ? WHERE id = ?", true, id));
    }

    private static List<Silence> where(Handle tx, String condition, Object... values) {
        return tx.select("SELECT * FROM silence WHERE " + condition + " ORDER BY created_ms DESC, id", values)
                .map((row, c) -> read(row))
                .list();
    }

    private static Silence read(ResultSet row) throws SQLException {
        return new Silence(
                row.getString("id"),
                Set.copyOf(Lines.list(row.getString("exports"))),
                Set.copyOf(Lines.list(row.getString("verdicts"))),
                Lines.map(row.getString("labels")),
                row.getString("reason"),
                Rows.time(row, "created_ms"),
                Rows.maybeTime(row, "until_ms"),
                row.getBoolean("covers"),
                Rows.maybeTime(row, "ended_ms"));
    }

    private static String lines(Set<String> set) {
        return Lines.of(new ArrayList<>(new TreeSet<>(set)));
    }

    /** One of the silences that are kept. */
    public Optional<Silence> byId(Handle tx, String id) {
        return where(tx, "id = ?", id).stream().findFirst();
    }
}
