package io.landfall.state;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.landfall.model.Config;
import io.landfall.model.Secret;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where Landfall keeps what it knows: SQLite for one node, PostgreSQL for many. Opening migrates.
 *
 * <p>A database that a newer version has migrated is taken as it is: migrations only add, so that old and new replicas
 * work side by side while they are exchanged.
 *
 * <p>SQLite is opened as a journal that a killed process cannot lose: WAL, {@code synchronous=FULL}, and transactions
 * that take the write lock at their start, because one that reads first fails at once when another has written.
 */
public final class Database implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Database.class);
    private static final String SQLITE = "jdbc:sqlite:";
    private static final String PRAGMAS =
            "journal_mode=WAL&synchronous=FULL&busy_timeout=10000&transaction_mode=IMMEDIATE&foreign_keys=on";

    /** A process that is paused within a transaction must not keep its rows from those who take its work over. */
    private static final String LET_GO = "SET idle_in_transaction_session_timeout = '10s'";

    /** How long PostgreSQL may take to answer one statement; {@code socketTimeout} in {@code state.url} has the last word. */
    private static final String LONGEST_SILENCE_SECONDS = "60";

    private final String url;
    private final DataSource dataSource;
    private final Runnable closing;
    private final Jdbi jdbi;
    private FileChannel lockFile;

    private Database(String url, DataSource dataSource, Runnable closing) {
        this.url = url;
        this.dataSource = dataSource;
        this.closing = closing;
        this.jdbi = Jdbi.create(dataSource);
    }

    /**
     * Opens and migrates.
     *
     * @throws StateException when it cannot be opened or written, in words for the user
     */
    public static Database open(Config.Settings settings) {
        String url = settings.stateUrl();
        return open(url, pool(url, settings.stateUser(), settings.statePassword()));
    }

    private static Database open(String url, HikariConfig config) {
        try {
            makeFolder(url);
            HikariDataSource pool = new HikariDataSource(config);
            try {
                Schema.bringUp(pool);
            } catch (RuntimeException e) {
                pool.close();
                throw e;
            }
            return new Database(url, pool, pool::close);
        } catch (IOException | RuntimeException e) {
            throw new StateException("state.url: cannot open or write " + shown(url) + ": " + rootMessage(e), e);
        }
    }

    /**
     * Over connections that somebody else makes, has migrated and closes.
     *
     * @param url as {@code state.url}; says which kind of database it is
     */
    static Database over(String url, DataSource dataSource) {
        return new Database(url, dataSource, () -> {});
    }

    /**
     * An empty database that takes the place of one that cannot be opened, so that everything else can be tried; it is
     * gone with the process.
     */
    public static Database throwaway() {
        try {
            Path folder = Files.createTempDirectory("landfall-state");
            folder.toFile().deleteOnExit();
            Path file = folder.resolve("landfall.db");
            file.toFile().deleteOnExit();
            return open(SQLITE + file, pool(SQLITE + file, Optional.empty(), Optional.empty()));
        } catch (IOException e) {
            throw new StateException("cannot make a temporary folder: " + e.getMessage(), e);
        }
    }

    /**
     * Makes sure that it can be written, without writing anything: a deletion of nothing takes the lock and the rights of
     * a real one.
     *
     * @throws StateException when it cannot, in words for the user
     */
    public void tryWriting() {
        try {
            jdbi.useTransaction(tx -> tx.execute("DELETE FROM notification WHERE 1 = 0"));
        } catch (JdbiException e) {
            throw new StateException("state.url: cannot write " + shown(url) + ": " + rootMessage(e), e);
        }
    }

    public DataSource dataSource() {
        return dataSource;
    }

    public Jdbi jdbi() {
        return jdbi;
    }

    public boolean sqlite() {
        return url.startsWith(SQLITE);
    }

    /** Whether it can be read now. */
    public boolean answers() {
        try {
            return jdbi.withHandle(
                            h -> h.createQuery("SELECT 1").mapTo(Integer.class).one())
                    == 1;
        } catch (JdbiException e) {
            LOG.warn("the database does not answer: {}", rootMessage(e));
            return false;
        }
    }

    /**
     * Makes this process the only {@code run} on an SQLite file, by a lock of the operating system beside it, which is
     * free again at once when the process dies. PostgreSQL takes any number.
     *
     * @throws StateException when another process holds it
     */
    public void onlyRun() {
        if (!sqlite()) {
            return;
        }
        Path beside = Path.of(file(url) + ".lock");
        try {
            lockFile = FileChannel.open(beside, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (lockFile.tryLock() == null) {
                throw taken(null);
            }
        } catch (OverlappingFileLockException e) {
            throw taken(e);
        } catch (IOException e) {
            throw new StateException("cannot lock " + beside + ": " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        closing.run();
        if (lockFile != null) {
            try {
                lockFile.close();
            } catch (IOException e) {
                throw new StateException("cannot release the lock beside " + file(url) + ": " + e.getMessage(), e);
            }
        }
    }

    private StateException taken(Exception cause) {
        return new StateException(
                "another `landfall run` works on " + file(url)
                        + ": SQLite serves one; stop it, or give state.url a PostgreSQL database for more replicas",
                cause);
    }

    private static HikariConfig pool(String url, Optional<String> user, Optional<Secret> password) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url.startsWith(SQLITE) ? withPragmas(url) : url);
        user.ifPresent(config::setUsername);
        password.map(Secret::reveal).ifPresent(config::setPassword);
        config.setMaximumPoolSize(12);
        config.setMinimumIdle(1);
        config.setPoolName("state");
        config.setConnectionTimeout(10_000);
        if (!url.startsWith(SQLITE)) {
            config.setConnectionInitSql(LET_GO);
            config.addDataSourceProperty("tcpKeepAlive", "true");
            config.addDataSourceProperty("socketTimeout", LONGEST_SILENCE_SECONDS);
        }
        return config;
    }

    private static String withPragmas(String url) {
        return url + (url.contains("?") ? "&" : "?") + PRAGMAS;
    }

    private static String file(String url) {
        return url.substring(SQLITE.length()).replaceFirst("\\?.*", "");
    }

    private static void makeFolder(String url) throws IOException {
        if (url.startsWith(SQLITE)) {
            Path folder = Path.of(file(url)).toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
        }
    }

    private static String shown(String url) {
        return url.replaceFirst("\\?.*", "");
    }

    private static String rootMessage(Throwable e) {
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        if (root instanceof FileSystemException file) {
            return "the folder cannot be made: " + file.getClass().getSimpleName() + " " + file.getFile();
        }
        String message = root.getMessage();
        return message == null
                ? root.getClass().getSimpleName()
                : message.lines().findFirst().orElse("");
    }
}
