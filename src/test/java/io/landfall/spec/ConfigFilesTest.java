package io.landfall.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigFilesTest {
    private static final Path DEFAULT = Path.of("application.properties");

    @TempDir
    Path folder;

    private Path work;
    private Path home;

    @BeforeEach
    void folders() throws IOException {
        work = Files.createDirectory(folder.resolve("work"));
        home = Files.createDirectory(folder.resolve("home"));
    }

    @Test
    void whatIsGivenWinsOverTheVariableAndTheVariableOverTheDefaults() throws IOException {
        Files.createFile(work.resolve(DEFAULT));
        Map<String, String> env = Map.of("LANDFALL_CONFIG", "b.properties, conf:c.properties");
        assertThat(ConfigFiles.choose(List.of(Path.of("a.properties")), env, work, home))
                .containsExactly(Path.of("a.properties"));
        assertThat(ConfigFiles.choose(List.of(), env, work, home))
                .containsExactly(Path.of("b.properties"), Path.of("conf"), Path.of("c.properties"));
    }

    @Test
    void theWorkingDirectoryComesBeforeTheLaunchersFolder() throws IOException {
        Files.createFile(home.resolve(DEFAULT));
        assertThat(ConfigFiles.choose(List.of(), Map.of(), work, home)).containsExactly(home.resolve(DEFAULT));
        Files.createFile(work.resolve(DEFAULT));
        assertThat(ConfigFiles.choose(List.of(), Map.of("LANDFALL_CONFIG", " "), work, home))
                .containsExactly(DEFAULT);
    }

    @Test
    void withoutAnyFileTheErrorNamesTheDefault() {
        assertThat(load(ConfigFiles.choose(List.of(), Map.of(), work, home).get(0))
                        .errors())
                .extracting(SpecError::text)
                .containsExactly("application.properties: no such file");
    }

    @Test
    void aFolderMeansItsPropertyFilesInNameOrderAndLaterOnesWin() throws IOException {
        Files.createDirectories(work.resolve("conf/x.properties"));
        Files.writeString(work.resolve("conf/20.properties"), "state.keep=2d\nstate.url=jdbc:sqlite:l.db\n");
        Files.writeString(work.resolve("conf/10.properties"), "state.keep=1d\nverify.settle=1m\n");
        Files.writeString(work.resolve("conf/.hidden.properties"), "nonsense=1\n");
        Files.writeString(work.resolve("conf/readme.txt"), "nonsense=1\n");
        Loaded loaded = load(Path.of("conf"));
        assertThat(loaded.errors()).isEmpty();
        assertThat(loaded.files()).containsExactly("conf/10.properties", "conf/20.properties");
        assertThat(loaded.effective())
                .containsEntry("state.keep", "2d")
                .containsEntry("verify.settle", "1m")
                .containsEntry("state.url", "jdbc:sqlite:" + work.resolve("conf/l.db"));
    }

    @Test
    void anEmptyFolderIsAnError() throws IOException {
        Files.createDirectory(work.resolve("conf"));
        assertThat(load(Path.of("conf")).errors())
                .extracting(SpecError::text)
                .containsExactly("conf: is a folder without any *.properties");
    }

    private Loaded load(Path named) {
        return Spec.load(List.of(named), new Surroundings(Map.of(), name -> null, work, Optional.empty()));
    }
}
