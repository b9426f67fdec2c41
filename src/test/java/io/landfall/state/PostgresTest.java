package io.landfall.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What several replicas, and several versions of them, do to one PostgreSQL when they start. */
class PostgresTest {
    private static final Path MIGRATIONS = Path.of("src/main/resources/db/migration");
    private static EmbeddedPostgres postgres;

    @BeforeAll
    static void start() throws IOException {
        postgres = TestPostgres.start();
    }

    @AfterAll
    static void stop() throws IOException {
        if (postgres != null) {
            postgres.close();
        }
    }

    private static String url(String schema) {
        return postgres.getJdbcUrl("postgres", "postgres") + "&currentSchema=" + schema;
    }

    @Test
    void threeThatStartAtOnceMigrateOnce() throws Exception {
        ExecutorService replicas = Executors.newFixedThreadPool(3);
        CyclicBarrier together = new CyclicBarrier(3);
        List<Future<Integer>> opened = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            opened.add(replicas.submit(() -> {
                together.await();
                try (Database database = Database.open(TestState.settings(url("together")))) {
                    return migrations(database, "success AND version IS NOT NULL");
                }
            }));
        }
        for (Future<Integer> one : opened) {
            assertThat(one.get()).isEqualTo(migrationFiles());
        }
        replicas.shutdown();
    }

    @Test
    void whatANewerVersionMigratedIsTakenByAnOlderOne() {
        try (Database newer = Database.open(TestState.settings(url("newer")))) {
            newer.jdbi().useHandle(h -> {
                h.execute("ALTER TABLE slot ADD COLUMN of_the_future TEXT");
                h.execute(
                        "INSERT INTO flyway_schema_history (installed_rank, version, description, type, script, checksum,"
                                + " installed_by, execution_time, success)"
                                + " VALUES (999, '999', 'future', 'SQL', 'V999__future.sql', 1, 'newer', 1, TRUE)");
            });
        }
        try (Database older = Database.open(TestState.settings(url("newer")))) {
            assertThat(migrations(older, "version = '999'")).isEqualTo(1);
            older.tryWriting();
        }
    }

    @Test
    void whoIsPausedWithinATransactionLetsItsRowsGo() {
        try (Database database = Database.open(TestState.settings(url("paused")))) {
            String most = database.jdbi()
                    .withHandle(h -> h.createQuery("SHOW idle_in_transaction_session_timeout")
                            .mapTo(String.class)
                            .one());
            assertThat(most).isEqualTo("10s");
        }
    }

    @Test
    void aDatabaseThatHangsHoldsNobodyForEver() throws Exception {
        try (Database database = Database.open(TestState.settings(url("hangs")));
                Connection usual = database.dataSource().getConnection()) {
            assertThat(usual.getNetworkTimeout()).isEqualTo(60_000);
        }
        try (Database impatient = Database.open(TestState.settings(url("hangs") + "&socketTimeout=1"))) {
            long begun = System.nanoTime();
            assertThatThrownBy(() -> impatient.jdbi().useHandle(h -> h.execute("SELECT pg_sleep(30)")))
                    .hasRootCauseInstanceOf(SocketTimeoutException.class);
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(15));
            assertThat(impatient.answers()).as("over a new connection").isTrue();
        }
    }

    /** Else two transactions that hold what the other one waits for are a deadlock. */
    @Test
    void whoWaitsForAnIncidentHoldsNoneThatComesAfterIt() throws Exception {
        try (Database database = Database.open(TestState.settings(url("waits")))) {
            // the order in which they lie in the table is not the order of their ids
            for (String id : List.of("c", "a", "b")) {
                database.jdbi()
                        .useHandle(h -> h.execute(
                                "INSERT INTO incident (id, key, topic, platform, sandbox, export,"
                                        + " dataset, what, severity, since_ms, opened_ms, sequence, summary, evidence, findings)"
                                        + " VALUES (?, ?, ?, 'default', 'prod', '*', '*', 'UNKNOWN', 'TICKET', 1, 1, 0, '', '', '')",
                                id,
                                id,
                                id));
            }
            ExecutorService other = Executors.newSingleThreadExecutor();
            try (Handle holds = database.jdbi().open();
                    Handle looks = database.jdbi().open()) {
                holds.begin();
                holds.execute("UPDATE incident SET sequence = sequence WHERE id = 'b'");
                Future<Standing> standing = other.submit(() ->
                        database.jdbi().inTransaction(tx -> new Incidents().standing(tx, Instant.EPOCH)));
                until(() -> number(looks, "SELECT COUNT(*) FROM pg_locks WHERE NOT granted") > 0);
                assertThat(looks.createQuery("SELECT id FROM incident FOR UPDATE SKIP LOCKED")
                                .mapTo(String.class)
                                .list())
                        .containsExactly("c");
                holds.commit();
                assertThat(standing.get(30, TimeUnit.SECONDS).open()).hasSize(3);
            } finally {
                other.shutdownNow();
            }
        }
    }

    private static long number(Handle handle, String query) {
        return handle.createQuery(query).mapTo(Long.class).one();
    }

    private static void until(BooleanSupplier so) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!so.getAsBoolean()) {
            assertThat(System.nanoTime()).as("within 30 s").isLessThan(end);
            Thread.onSpinWait();
        }
    }

    /**
     * Old replicas go on beside new ones: a column or table that they use must not go, and none may be asked of them. An
     * index may go; without it an old replica is slower, not wrong.
     */
    @Test
    void migrationsOnlyAdd() throws IOException {
        try (Stream<Path> files = Files.list(MIGRATIONS)) {
            for (Path file : files.toList()) {
                assertThat(Files.readString(file)
                                .toUpperCase(java.util.Locale.ROOT)
                                .replace("DROP INDEX ", ""))
                        .as("%s", file)
                        .doesNotContain("DROP ", "RENAME ", "ALTER COLUMN")
                        .doesNotContainPattern("ADD COLUMN [^;]*NOT NULL(?![^;]*DEFAULT)");
            }
        }
    }

    private static int migrations(Database database, String which) {
        return database.jdbi()
                .withHandle(h -> h.createQuery("SELECT COUNT(*) FROM flyway_schema_history WHERE " + which)
                        .mapTo(Integer.class)
                        .one());
    }

    private static int migrationFiles() throws IOException {
        try (Stream<Path> files = Files.list(MIGRATIONS)) {
            return (int) files.count();
        }
    }
}
