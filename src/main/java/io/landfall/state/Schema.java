package io.landfall.state;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The tables, brought to where this version needs them. Flyway is loaded only where there is something to do. */
final class Schema {
    /** The newest migration in {@code db/migration}. */
    static final int NEWEST = 5;

    private static final Logger LOG = LoggerFactory.getLogger(Schema.class);

    private Schema() {}

    /** Migrates what is older; what is newer is taken as it is. */
    static void bringUp(DataSource source) {
        if (!current(source)) {
            Flyway.configure(Schema.class.getClassLoader())
                    .dataSource(source)
                    .locations("classpath:db/migration")
                    .loggers("slf4j")
                    .ignoreMigrationPatterns("*:future")
                    .load()
                    .migrate();
        }
    }

    /** Whether Flyway's own history says that all is there and nothing failed. What cannot be read is left to Flyway. */
    static boolean current(DataSource source) {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery("SELECT MAX(CASE WHEN success THEN CAST(version AS INTEGER) END),"
                                + " COUNT(CASE WHEN NOT success THEN 1 END) FROM flyway_schema_history")) {
            return row.next() && row.getInt(1) >= NEWEST && row.getInt(2) == 0;
        } catch (SQLException e) {
            LOG.debug("no history of the schema can be read, so Flyway looks: {}", e.getMessage());
            return false;
        }
    }
}
