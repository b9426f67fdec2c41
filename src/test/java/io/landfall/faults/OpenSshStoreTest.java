package io.landfall.faults;

import static io.landfall.faults.Looker.FOLDER;
import static io.landfall.faults.Looker.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.landfall.model.Depth;
import io.landfall.model.Trouble;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The kit on OpenSSH, where it is installed. */
class OpenSshStoreTest extends StoreConformance<OpenSshTestStore> {
    @TempDir
    static Path served;

    private static OpenSsh server;

    @TempDir
    Path folder;

    @BeforeAll
    static void serve() throws Exception {
        server = OpenSsh.start(served);
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
    }

    @Override
    OpenSshTestStore start() throws Exception {
        return new OpenSshTestStore(server, folder);
    }

    @Override
    boolean repeatsPages() {
        return false;
    }

    @Test
    void anUnknownHostIsNotTrustedAndTheLineToAddIsTold() throws Exception {
        String line = Files.readString(store.knownHosts()).strip();
        Files.writeString(store.knownHosts(), "");
        Trouble trouble = looker.barred(request(store.storage(), Depth.PRESENCE));
        assertThat(trouble.kind()).isEqualTo(Trouble.Kind.HOST_KEY_CHANGED);
        assertThat(trouble.remedy()).contains(line);
    }

    @Test
    void nothingIsMadeOnTheServer() throws Exception {
        store.put("other/file", new byte[1]);
        assertThat(looker.seen(request(store.storage(), Depth.INTEGRITY)).files())
                .isZero();
        try (var files = Files.walk(server.root())) {
            assertThat(files.map(server.root()::relativize).map(Path::toString))
                    .containsExactlyInAnyOrder("", "other", "other/file");
        }
        assertThat(server.root().resolve(FOLDER)).doesNotExist();
    }
}
