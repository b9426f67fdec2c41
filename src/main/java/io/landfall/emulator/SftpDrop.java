package io.landfall.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.jcraft.jsch.ChannelSftp;
import com.jcraft.jsch.JSch;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.Session;
import com.jcraft.jsch.SftpException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.Base64;
import java.util.HashSet;
import java.util.Set;

/** Writes to an SFTP server with the user of the base connection. Adobe checks no host key, so neither does this. */
public final class SftpDrop implements Drop {

    private static final int TIMEOUT_MILLIS = 10_000;

    private final Session session;
    private final ChannelSftp channel;
    private final Set<String> folders = new HashSet<>();

    private SftpDrop(Session session, ChannelSftp channel) {
        this.session = session;
        this.channel = channel;
    }

    /**
     * @param port for a base connection whose {@code domain} names none ({@code host:port}), nor has a {@code port}
     */
    public static Drop.Opener onPort(int port) {
        return (base, target) -> {
            try {
                return connect(base.path("auth"), port);
            } catch (JSchException e) {
                throw new IOException("the SFTP server cannot be reached", e);
            }
        };
    }

    private static Drop connect(JsonNode auth, int port) throws JSchException {
        JsonNode params = auth.path("params");
        String[] host = params.path("domain").asText().split(":", 2);
        int chosen = host.length == 2
                ? Integer.parseInt(host[1])
                : params.path("port").asInt(port);
        JSch jsch = new JSch();
        if (auth.path("specName").asText().equals("SFTP with SSH Key")) {
            byte[] key = Base64.getMimeDecoder().decode(params.path("sshKey").asText());
            jsch.addIdentity("adobe", key, null, null);
        }
        Session session = jsch.getSession(params.path("username").asText(), host[0], chosen);
        session.setConfig("StrictHostKeyChecking", "no");
        if (params.hasNonNull("password")) {
            session.setPassword(params.path("password").asText());
        }
        session.connect(TIMEOUT_MILLIS);
        try {
            ChannelSftp channel = (ChannelSftp) session.openChannel("sftp");
            channel.connect(TIMEOUT_MILLIS);
            return new SftpDrop(session, channel);
        } catch (JSchException e) {
            session.disconnect();
            throw e;
        }
    }

    @Override
    public void write(String key, byte[] content, Instant modified) throws IOException {
        try {
            for (int slash = key.indexOf('/', 1); slash > 0; slash = key.indexOf('/', slash + 1)) {
                folder(key.substring(0, slash));
            }
            channel.put(new ByteArrayInputStream(content), key);
            channel.setMtime(key, (int) modified.getEpochSecond());
        } catch (SftpException e) {
            throw new IOException("SFTP does not take " + key, e);
        }
    }

    private void folder(String path) throws SftpException {
        if (!folders.add(path)) {
            return;
        }
        try {
            channel.mkdir(path);
        } catch (SftpException e) {
            if (!channel.stat(path).isDir()) {
                throw e;
            }
        }
    }

    @Override
    public void close() {
        channel.disconnect();
        session.disconnect();
    }
}
