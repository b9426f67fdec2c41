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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
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
