package io.landfall.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.jcraft.jsch.ChannelSftp;
import com.jcraft.jsch.JSch;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.Session;
import com.jcraft.jsch.SftpException;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SftpServerTest {

    @TempDir
    Path folder;

    private SftpServer server;

    @BeforeEach
    void start() {
        server = SftpServer.start(folder.resolve("root"), folder.resolve("key"), 0)
                .user("reader", "right");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void letsUsersInAndShowsItsFolder() throws Exception {
        Files.createDirectories(server.root().resolve("in"));
        Files.writeString(server.root().resolve("in/a.txt"), "hello");

        Session session = login("right", server.knownHostsLine());
        ChannelSftp sftp = (ChannelSftp) session.openChannel("sftp");
        sftp.connect();
        try {
            assertThat(sftp.stat("/in/a.txt").getSize()).isEqualTo(5);
            server.denyListing(true);
            assertThatThrownBy(() -> sftp.ls("/in"))
                    .isInstanceOfSatisfying(
                            SftpException.class, e -> assertThat(e.id).isEqualTo(ChannelSftp.SSH_FX_PERMISSION_DENIED));
        } finally {
            session.disconnect();
        }
        assertThatThrownBy(() -> login("wrong", server.knownHostsLine())).hasMessageContaining("Auth fail");
    }

    @Test
    void aChangedHostKeyIsNoticed() throws Exception {
        String before = server.knownHostsLine();
        int port = server.port();
        login("right", before).disconnect();

        server.changeHostKey();

        assertThat(server.port()).isEqualTo(port);
        assertThatThrownBy(() -> login("right", before)).hasMessageContaining("HostKey");
        login("right", server.knownHostsLine()).disconnect();
    }

    @Test
    void keepsItsHostKey() {
        String before = server.knownHostsLine();
        int port = server.port();
        server.close();

        server = SftpServer.start(folder.resolve("root"), folder.resolve("key"), port);

        assertThat(server.knownHostsLine()).isEqualTo(before);
    }

    @Test
    void refusesAndDropsWhenTold() throws Exception {
        server.refuseLogins(true);
        assertThatThrownBy(() -> login("right", server.knownHostsLine())).hasMessageContaining("Auth fail");
        server.refuseLogins(false);
        server.dropConnections(true);
        assertThatThrownBy(() -> login("right", server.knownHostsLine())).isInstanceOf(JSchException.class);
        server.dropConnections(false);
        login("right", server.knownHostsLine()).disconnect();
    }

    @Test
    void takesKeys() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        KeyPair pair = generator.generateKeyPair();
        server.user("adobe", pair.getPublic());
        String pem = "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder().encodeToString(pair.getPrivate().getEncoded())
                + "\n-----END PRIVATE KEY-----\n";
        var base = Json.object();
        base.putObject("auth")
                .put("specName", "SFTP with SSH Key")
                .putObject("params")
                .put("domain", "127.0.0.1")
                .put("username", "adobe")
                .put("sshKey", Base64.getEncoder().encodeToString(pem.getBytes(StandardCharsets.US_ASCII)));

        try (Drop drop = SftpDrop.onPort(server.port()).open(base, Json.object())) {
            drop.write("a/b/c.txt", new byte[3], FlowServiceFixture.NOW);
        }

        Path written = server.root().resolve("a/b/c.txt");
        assertThat(written).hasSize(3);
        assertThat(Files.getLastModifiedTime(written).toInstant()).isEqualTo(FlowServiceFixture.NOW);
    }

    private Session login(String password, String knownHosts) throws JSchException {
        JSch jsch = new JSch();
        jsch.setKnownHosts(new ByteArrayInputStream((knownHosts + "\n").getBytes(StandardCharsets.US_ASCII)));
        Session session = jsch.getSession("reader", "127.0.0.1", server.port());
        session.setPassword(password);
        session.setConfig("StrictHostKeyChecking", "yes");
        session.setConfig("PreferredAuthentications", "password");
        session.connect(5000);
        return session;
    }
}
