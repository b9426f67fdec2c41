package io.landfall.state;

import io.landfall.model.Config;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;

/** A database of its own for a test, in the test's temporary folder. */
public final class TestState {
    private TestState() {}

    public static Database in(Path folder) {
        return Database.open(settings("jdbc:sqlite:" + folder.resolve("landfall.db")));
    }

    /** A database file, opened as the runtime opens it; its pool ends with the process. */
    public static Jdbi at(Path file) {
        return Database.open(settings("jdbc:sqlite:" + file)).jdbi();
    }

    /** As {@link Database#over}. */
    public static Database over(String url, DataSource dataSource) {
        return Database.over(url, dataSource);
    }

    public static Config.Settings settings(String url) {
        return new Config.Settings(
                Config.ProvisionMode.PLAN,
                "0/30 * * * * ?",
                Duration.ofMinutes(2),
                20_000_000_000L,
                url,
                Optional.empty(),
                Optional.empty(),
                Duration.ofDays(400),
                new Config.Server(
                        "127.0.0.1", 0, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()),
                Optional.empty());
    }
}
