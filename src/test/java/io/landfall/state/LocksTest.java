package io.landfall.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

class LocksTest {

    private static final Instant NOW = Instant.parse("2026-12-01T00:00:00Z");

    @TempDir
    Path folder;

    private Jdbi jdbi;
    private final Set<String> dead = new HashSet<>();

    @BeforeEach
    void open() {
        SQLiteConfig config = new SQLiteConfig();
        config.setBusyTimeout(10_000);
        config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
        SQLiteDataSource source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + folder.resolve("locks.db"));
        Flyway.configure().dataSource(source).load().migrate();
        jdbi = Jdbi.create(source);
    }

    private Locks at(Duration later) {
        return new Locks(jdbi, Clock.fixed(NOW.plus(later), ZoneOffset.UTC), dead::contains);
    }

    @Test
    void oneHoldsItUntilItIsLetGo() {
        Locks locks = at(Duration.ZERO);
        assertThat(locks.take("a", "one")).isTrue();
        assertThat(locks.take("a", "two")).isFalse();
        assertThat(locks.take("a", "one")).as("again").isTrue();
        assertThat(locks.take("b", "two")).as("another name").isTrue();
        locks.release("two");
        assertThat(locks.heldBy("a")).contains("one");
        locks.release("one");
        assertThat(locks.take("a", "two")).isTrue();
    }

    @Test
    void expiresTwoMinutesAfterItsLastRenewal() {
        at(Duration.ZERO).take("a", "one");
        at(Duration.ofSeconds(100)).take("a", "one");
        assertThat(at(Duration.ofSeconds(219)).take("a", "two")).isFalse();
        assertThat(at(Duration.ofSeconds(220)).take("a", "two")).isTrue();
        assertThat(at(Duration.ofSeconds(221)).take("a", "one")).isFalse();
    }

    @Test
    void thatOfADeadProcessIsFreeAtOnce() {
        at(Duration.ZERO).take("a", "one");
        dead.add("one");
        assertThat(at(Duration.ZERO).take("a", "two")).isTrue();
    }

    @Test
    void onlyOneOfManyGetsIt() {
        at(Duration.ZERO).take("a", "gone");
        dead.add("gone");
        List<CompletableFuture<Boolean>> tries = IntStream.range(0, 12)
                .mapToObj(n ->
                        CompletableFuture.supplyAsync(() -> at(Duration.ZERO).take("a", "owner-" + n)))
                .toList();
        assertThat(tries.stream().filter(CompletableFuture::join)).hasSize(1);
    }

    @Test
    void tellsADeadOwnerFromALivingOneAndFromAStranger() {
        LockOwner here = LockOwner.here();
        assertThat(LockOwner.parse(here.toString())).contains(here);
        assertThat(here.dead()).isFalse();
        assertThat(new LockOwner(here.host(), here.pid(), here.startMillis() - 60_000, "n").dead())
                .as("another process had this number before")
                .isTrue();
        assertThat(new LockOwner(here.host(), 4_000_000_000L, 0, "n").dead()).isTrue();
        assertThat(new LockOwner("elsewhere", 4_000_000_000L, 0, "n").dead()).isFalse();
        assertThat(LockOwner.parse("nonsense")).isEmpty();
        assertThat(LockOwner.here()).isNotEqualTo(here);
    }

    @Test
    void intentsTellWhatIsOpen() {
        Intents intents = new Intents(jdbi, Clock.fixed(NOW, ZoneOffset.UTC));
        Intents.Intent first = intents.begin("k", "flow", "create", "h", Optional.empty());
        Intents.Intent second = intents.begin("k", "flow", "update", "h", Optional.of("id"));
        intents.begin("other", "flow", "create", "h", Optional.empty());
        assertThat(intents.open("k")).extracting(Intents.Intent::id).containsExactlyInAnyOrder(first.id(), second.id());

        intents.end(first.id(), Intents.State.DONE, Optional.of("new"), Optional.empty());
        intents.end(second.id(), Intents.State.UNSURE, Optional.empty(), Optional.of("HTTP 504"));
        assertThat(intents.open("k")).singleElement().satisfies(open -> {
            assertThat(open.state()).isEqualTo(Intents.State.UNSURE);
            assertThat(open.objectId()).contains("id");
            assertThat(open.detail()).contains("HTTP 504");
        });
        assertThat(intents.since("k", NOW)).hasSize(2);
        assertThat(intents.since("k", NOW.plusMillis(1))).isEmpty();
        assertThat(new Attic(jdbi).clear(NOW.plusSeconds(1), 10)).isEqualTo(1);
        assertThat(intents.open("k")).hasSize(1);
    }
}
