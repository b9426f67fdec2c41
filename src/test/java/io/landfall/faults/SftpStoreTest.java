package io.landfall.faults;

import static io.landfall.faults.Looker.FOLDER;
import static io.landfall.faults.Looker.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.landfall.model.Depth;
import io.landfall.model.Storage;
import io.landfall.model.Trouble;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Map;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyEncryptionContext;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SftpStoreTest extends StoreConformance<SftpTestStore> {

    @TempDir
    Path folder;

    @Override
    SftpTestStore start() throws Exception {
        return new SftpTestStore(folder);
    }

    @Override
    boolean repeatsPages() {
        return false;
    }

    @Test
    void anUnknownHostIsNotTrustedAndTheLineToAddIsTold() throws Exception {
        Files.writeString(store.knownHosts(), "");
        Trouble trouble = looker.barred(request(store.storage(), Depth.PRESENCE));
        assertThat(trouble.kind()).isEqualTo(Trouble.Kind.HOST_KEY_CHANGED);
        assertThat(trouble.detail()).contains("not known");
        assertThat(trouble.remedy())
                .contains(store.line())
                .contains(store.knownHosts().toString());
        assertThat(store.knownHosts()).isEmptyFile();
    }

    @Test
    void aMissingFileOfKnownHostsTrustsNobody() throws Exception {
        Files.delete(store.knownHosts());
        Trouble trouble = looker.barred(request(store.storage(), Depth.PRESENCE));
        assertThat(trouble.kind()).isEqualTo(Trouble.Kind.HOST_KEY_CHANGED);
        assertThat(store.knownHosts()).doesNotExist();
    }

    @Test
    void aChangedHostKeyIsAWarningUntilTheFileIsMended() throws Exception {
        Storage storage = store.storage();
        looker.seen(request(storage, Depth.PRESENCE));
        store.server().changeHostKey();
        Trouble trouble = looker.barred(request(storage, Depth.PRESENCE));
        assertThat(trouble.kind()).isEqualTo(Trouble.Kind.HOST_KEY_CHANGED);
        assertThat(trouble.detail()).contains("has changed");
        assertThat(trouble.remedy()).contains("in between").contains(store.line());
        store.trust();
        looker.seen(request(storage, Depth.PRESENCE));
    }

    @Test
    void aKeyWithAPassphraseLogsIn() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        KeyPair pair = generator.generateKeyPair();
        Path file = folder.resolve("id_rsa");
        OpenSSHKeyEncryptionContext cipher = new OpenSSHKeyEncryptionContext();
        cipher.setPassword("open sesame");
        cipher.setCipherName("AES");
        cipher.setCipherMode("CTR");
        cipher.setCipherType("256");
        try (OutputStream out = Files.newOutputStream(file)) {
            OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(pair, "test", cipher, out);
        }
        store.server().user("keyed", pair.getPublic());
        store.put(FOLDER + NAME, JSON);
        Storage right = Looker.sftp(
                "keyed",
                store.tap().port(),
                store.knownHosts(),
                Map.of("user", "keyed", "private-key-file", file.toString(), "passphrase", "open sesame"));
        assertThat(looker.seen(request(right, Depth.INTEGRITY)).files()).isEqualTo(1);
        Storage wrong = Looker.sftp(
                "keyed-wrong",
                store.tap().port(),
                store.knownHosts(),
                Map.of("user", "keyed", "private-key-file", file.toString(), "passphrase", "sesame"));
        assertThat(looker.barred(request(wrong, Depth.INTEGRITY)).kind())
                .isIn(Trouble.Kind.DENIED, Trouble.Kind.REJECTED);
    }

    @Test
    void nothingIsMadeOnTheServer() throws Exception {
        looker.seen(request(store.storage(), Depth.INTEGRITY));
        try (var files = Files.list(store.server().root())) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void aRefusedLoginIsNeverAnEmptyFolder() {
        store.put(FOLDER + NAME, JSON);
        store.server().refuseLogins(true);
        assertThat(looker.barred(request(store.storage(), Depth.PRESENCE)).kind())
                .isEqualTo(Trouble.Kind.DENIED);
        store.server().refuseLogins(false);
        store.server().dropConnections(true);
        assertThat(looker.barred(request(store.storage(), Depth.PRESENCE)).kind())
                .isEqualTo(Trouble.Kind.UNREACHABLE);
    }

    @Test
    void logInsAreKeptForTheNextLook() {
        store.put(FOLDER + NAME, JSON);
        Storage storage = store.storage();
        for (int i = 0; i < 5; i++) {
            looker.seen(request(storage, Depth.INTEGRITY));
        }
        assertThat(store.tap().connections()).isLessThanOrEqualTo(2);
    }

    @Test
    void aListingThatIsGivenUpHoldsNoThreadAndNoConnection() throws Exception {
        store.fill(FOLDER, 0, 3_500);
        Storage storage = store.storage();
        looker.before("direct://files-" + storage.name(), () -> store.server().refuseLogins(true));
        assertThat(looker.barred(request(storage, Depth.INTEGRITY)).kind()).isEqualTo(Trouble.Kind.DENIED);
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().equals("sftp-list-" + storage.name())) {
                thread.join(5_000);
                assertThat(thread.isAlive()).isFalse();
            }
        }
    }
}
