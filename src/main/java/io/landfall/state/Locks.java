package io.landfall.state;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;
import org.jdbi.v3.core.Jdbi;

/**
 * Locks in the database around look-up and creation in Flow Service. A lock lasts two minutes and is renewed before
 * each call; that of a process known to be dead is free at once. Waiting is the caller's.
 */
public final class Locks {

    /** How long a lock outlives its last renewal. */
    public static final Duration LIFE = Duration.ofMinutes(2);

    private final Jdbi jdbi;
    private final Clock clock;
    private final Predicate<String> dead;

    private record Held(String owner, long untilMillis) {}

    public Locks(Jdbi jdbi, Clock clock) {
        this(
                jdbi,
                clock,
                owner -> LockOwner.parse(owner).filter(LockOwner::dead).isPresent());
    }

    /** @param dead whether an owner certainly exists no more */
    public Locks(Jdbi jdbi, Clock clock, Predicate<String> dead) {
        this.jdbi = jdbi;
        this.clock = clock;
        this.dead = dead;
    }

    /**
     * Takes or renews a lock.
     *
     * @return false when somebody else holds it
     */
    public boolean take(String name, String owner) {
        long now = clock.millis();
        long until = now + LIFE.toMillis();
        Optional<Held> held = holder(name);
        if (held.isEmpty()) {
            return jdbi.withHandle(h -> h.createUpdate("INSERT INTO provision_lock (name, owner, until_ms)"
                                    + " VALUES (:name, :owner, :until) ON CONFLICT (name) DO NOTHING")
                            .bind("name", name)
                            .bind("owner", owner)
                            .bind("until", until)
                            .execute())
                    == 1;
        }
        Held other = held.get();
        boolean free = other.owner().equals(owner) || other.untilMillis() <= now || dead.test(other.owner());
        return free
                && jdbi.withHandle(h -> h.createUpdate("UPDATE provision_lock SET owner = :owner, until_ms = :until"
                                        + " WHERE name = :name AND owner = :seen AND until_ms = :seenUntil")
                                .bind("owner", owner)
                                .bind("until", until)
                                .bind("name", name)
                                .bind("seen", other.owner())
                                .bind("seenUntil", other.untilMillis())
                                .execute())
                        == 1;
    }

    /** Lets all locks of an owner go. */
    public void release(String owner) {
        jdbi.useHandle(h -> h.createUpdate("DELETE FROM provision_lock WHERE owner = :owner")
                .bind("owner", owner)
                .execute());
    }

    /** Who holds it now, to be told to a person who waits. */
    public Optional<String> heldBy(String name) {
        return holder(name).map(Held::owner);
    }

    private Optional<Held> holder(String name) {
        return jdbi.withHandle(h -> h.createQuery("SELECT owner, until_ms FROM provision_lock WHERE name = :name")
                .bind("name", name)
                .map((row, context) -> new Held(row.getString("owner"), row.getLong("until_ms")))
                .findOne());
    }
}
