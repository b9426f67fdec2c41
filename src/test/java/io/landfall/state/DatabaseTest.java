package io.landfall.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseTest {
    @TempDir
    Path folder;

    @Test
    void makesMissingFoldersAndMigratesOnce() {
        Path deep = folder.resolve("a/b");
        TestState.in(deep).close();
        try (Database again = TestState.in(deep)) {
            int slots = again.jdbi()
                    .withHandle(h -> h.createQuery("SELECT COUNT(*) FROM slot")
                            .mapTo(Integer.class)
                            .one());
            assertThat(slots).isZero();
        }
    }

    @Test
    void isDurableAndTakesTheWriteLockFirst() {
        try (Database database = TestState.in(folder)) {
            assertThat(pragma(database, "journal_mode")).isEqualTo("wal");
            assertThat(pragma(database, "synchronous")).isEqualTo("2");
        }
    }

    @Test
    void saysInWordsThatItCannotBeOpened() throws Exception {
        Path file =
                Files.writeString(folder.resolve("landfall.db"), "this is no database, but a text that is long enough");
        assertThatThrownBy(() -> TestState.in(folder))
                .isInstanceOf(StateException.class)
                .hasMessageStartingWith("state.url: cannot open or write jdbc:sqlite:" + file);
    }

    @Test
    void refusesASecondRunOnTheSameFileUntilTheFirstIsGone() {
        try (Database first = TestState.in(folder);
                Database second = TestState.in(folder)) {
            first.onlyRun();
            assertThatThrownBy(second::onlyRun)
                    .isInstanceOf(StateException.class)
                    .hasMessageContaining("another `landfall run`");
        }
        try (Database third = TestState.in(folder)) {
            third.onlyRun();
        }
    }

    private static String pragma(Database database, String name) {
        return database.jdbi()
                .withHandle(
                        h -> h.createQuery("PRAGMA " + name).mapTo(String.class).one());
    }

    @Test
    void writingIsTriedWithoutWriting(@TempDir Path folder) {
        try (Database database = TestState.in(folder)) {
            database.tryWriting();
            database.jdbi().useHandle(h -> h.execute("DROP TABLE notification"));
            assertThatThrownBy(database::tryWriting)
                    .isInstanceOf(StateException.class)
                    .hasMessageStartingWith(
                            "state.url: cannot write jdbc:sqlite:" + folder.resolve("landfall.db") + ": ")
                    .hasMessageContaining("no such table: notification");
        }
    }
}
