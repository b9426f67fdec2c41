package io.landfall.state;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementContext;

/**
 * What was about to be done at Flow Service, one row before each call that changes something, and what became of it. A
 * row that was begun and never ended tells the next process that its effect must be looked for first.
 */
public final class Intents {

    private final Jdbi jdbi;
    private final Clock clock;

    /** What became of an intent. */
    public enum State {
        /** The call is under way, or its process died. */
        BEGUN,
        /** It had its effect. */
        DONE,
        /** Nobody knows whether it had. */
        UNSURE,
        /** It had none. */
        FAILED
    }

    /**
     * One row.
     *
     * @param key of the export, or of the storage whose base connection it is about
     * @param hash of the mark that the object was to bear
     * @param objectId once it is known
     */
    public record Intent(
            String id,
            String key,
            String entity,
            String action,
            String hash,
            State state,
            Optional<String> objectId,
            Optional<String> detail,
            Instant at) {}

    public Intents(Jdbi jdbi, Clock clock) {
        this.jdbi = jdbi;
        this.clock = clock;
    }

    /** Writes down what is about to be called; committed before this returns. */
    public Intent begin(String key, String entity, String action, String hash, Optional<String> objectId) {
        Intent intent = new Intent(
                UUID.randomUUID().toString(),
                key,
                entity,
                action,
                hash,
                State.BEGUN,
                objectId,
                Optional.empty(),
                Instant.ofEpochMilli(clock.millis()));
        jdbi.useHandle(h -> h.createUpdate("INSERT INTO intent"
                        + " (id, export_key, entity, action, hash, state, object_id, detail, at_ms, done_ms)"
                        + " VALUES (:id, :key, :entity, :action, :hash, :state, :object, NULL, :at, NULL)")
                .bind("id", intent.id())
                .bind("key", key)
                .bind("entity", entity)
                .bind("action", action)
                .bind("hash", hash)
                .bind("state", State.BEGUN.name())
                .bind("object", objectId.orElse(null))
                .bind("at", intent.at().toEpochMilli())
                .execute());
        return intent;
    }

    /** Records what became of it. */
    public void end(String id, State state, Optional<String> objectId, Optional<String> detail) {
        jdbi.useHandle(h -> h.createUpdate("UPDATE intent SET state = :state, object_id = COALESCE(:object, object_id),"
                        + " detail = :detail, done_ms = :done WHERE id = :id")
                .bind("state", state.name())
                .bind("object", objectId.orElse(null))
                .bind("detail", detail.orElse(null))
                .bind("done", clock.millis())
                .bind("id", id)
                .execute());
    }

    /** Those whose effect is not known, the oldest first. */
    public List<Intent> open(String key) {
        return jdbi.withHandle(h -> h.createQuery("SELECT * FROM intent WHERE export_key = :key"
                        + " AND state IN ('BEGUN', 'UNSURE') ORDER BY at_ms")
                .bind("key", key)
                .map(Intents::read)
                .list());
    }

    /** Those begun or ended at or after a time, the oldest first. */
    public List<Intent> since(String key, Instant from) {
        return jdbi.withHandle(h -> h.createQuery("SELECT * FROM intent WHERE export_key = :key"
                        + " AND (at_ms >= :from OR done_ms >= :from) ORDER BY at_ms")
                .bind("key", key)
                .bind("from", from.toEpochMilli())
                .map(Intents::read)
                .list());
    }

    private static Intent read(java.sql.ResultSet row, StatementContext context) throws java.sql.SQLException {
        return new Intent(
                row.getString("id"),
                row.getString("export_key"),
                row.getString("entity"),
                row.getString("action"),
                row.getString("hash"),
                State.valueOf(row.getString("state")),
                Optional.ofNullable(row.getString("object_id")),
                Optional.ofNullable(row.getString("detail")),
                Instant.ofEpochMilli(row.getLong("at_ms")));
    }
}
