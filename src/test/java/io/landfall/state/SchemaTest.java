package io.landfall.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SchemaTest {
    private static final Pattern VERSION = Pattern.compile("V(\\d+)__\\w+\\.sql");

    @TempDir
    Path folder;

    @Test
    void newestIsTheNewestMigrationThereIs() throws Exception {
        try (Stream<Path> files = Files.walk(Path.of("src/main/resources/db/migration"))) {
            assertThat(files.map(file -> VERSION.matcher(file.getFileName().toString()))
                            .filter(Matcher::matches)
                            .mapToInt(m -> Integer.parseInt(m.group(1)))
                            .max())
                    .hasValue(Schema.NEWEST);
        }
    }

    @Test
    void isCurrentOnceMigratedAlsoByANewerVersion() {
        try (Database database = TestState.in(folder)) {
            assertThat(Schema.current(database.dataSource())).isTrue();
            change(
                    database,
                    "UPDATE flyway_schema_history SET version = '999' WHERE version = '" + Schema.NEWEST + "'");
            assertThat(Schema.current(database.dataSource())).isTrue();
        }
    }

    @Test
    void isNotCurrentWhereAMigrationIsMissingOrFailedOrNothingIsThere() {
        try (Database database = TestState.in(folder)) {
            DataSource source = database.dataSource();
            change(database, "UPDATE flyway_schema_history SET success = FALSE WHERE version = '2'");
            assertThat(Schema.current(source)).as("one failed").isFalse();
            change(database, "UPDATE flyway_schema_history SET success = TRUE");
            assertThat(Schema.current(source)).as("all well").isTrue();
            change(database, "DELETE FROM flyway_schema_history WHERE version = '" + Schema.NEWEST + "'");
            assertThat(Schema.current(source)).as("an older one").isFalse();
            change(database, "DROP TABLE flyway_schema_history");
            assertThat(Schema.current(source)).as("nothing there").isFalse();
        }
    }

    @Test
    void whatIsOlderIsMigrated() {
        TestState.in(folder).close();
        try (Database database = TestState.in(folder)) {
            change(database, "ALTER TABLE scope DROP COLUMN barred_ms");
            change(database, "DROP INDEX run_by_time");
            change(database, "CREATE INDEX run_by_flow ON run (flow_id, created_ms)");
            change(database, "DELETE FROM flyway_schema_history WHERE version IN ('4', '5')");
        }
        try (Database database = TestState.in(folder)) {
            assertThat(Schema.current(database.dataSource())).isTrue();
            change(database, "UPDATE scope SET barred_ms = 1");
            change(database, "DROP INDEX run_by_time");
        }
    }

    private static void change(Database database, String sql) {
        database.jdbi().useHandle(h -> h.execute(sql));
    }
}
