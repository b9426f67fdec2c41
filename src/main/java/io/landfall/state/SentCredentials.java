package io.landfall.state;

import java.time.Clock;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** A salted hash of the credentials that were last sent with each storage's base connection, never the credentials. */
public final class SentCredentials {

    private final Jdbi jdbi;
    private final Clock clock;

    /** Whose base connection it is: there is one per storage and sandbox. */
    public record Key(String platform, String sandbox, String storage) {}

    /** What is kept of them; both parts are hexadecimal. */
    public record Kept(String salt, String hash) {}

    public SentCredentials(Jdbi jdbi, Clock clock) {
        this.jdbi = jdbi;
        this.clock = clock;
    }

    /** Absent when none were sent from this database. */
    public Optional<Kept> of(Key key) {
        return jdbi.withHandle(h -> h.createQuery("SELECT salt, hash FROM sent_credentials"
                        + " WHERE platform = :platform AND sandbox = :sandbox AND storage = :storage")
                .bind("platform", key.platform())
                .bind("sandbox", key.sandbox())
                .bind("storage", key.storage())
                .map((row, c) -> new Kept(row.getString("salt"), row.getString("hash")))
                .findOne());
    }

    /** Puts this in the place of what was kept; committed before this returns. */
    public void keep(Key key, Kept kept) {
        jdbi.useHandle(h -> h.createUpdate("""
                INSERT INTO sent_credentials (platform, sandbox, storage, salt, hash, sent_ms)
                VALUES (:platform, :sandbox, :storage, :salt, :hash, :at)
                ON CONFLICT (platform, sandbox, storage) DO UPDATE SET salt = excluded.salt, hash = excluded.hash,
                    sent_ms = excluded.sent_ms
                """)
                .bind("platform", key.platform())
                .bind("sandbox", key.sandbox())
                .bind("storage", key.storage())
                .bind("salt", kept.salt())
                .bind("hash", kept.hash())
                .bind("at", clock.millis())
                .execute());
    }
}
