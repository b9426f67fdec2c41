package io.landfall.storage;

import com.jcraft.jsch.HostKey;
import com.jcraft.jsch.HostKeyRepository;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.UserInfo;

/** The known hosts, never written to, which remember the key that a server showed, for the message. */
final class SftpHostKeys implements HostKeyRepository {
    private final HostKeyRepository known;
    private final String file;
    private volatile String shown = "";

    SftpHostKeys(HostKeyRepository known, String file) {
        this.known = known;
        this.file = file;
    }

    /** The line for the key that the server showed, as it would stand in the file; empty before it did. */
    String line() {
        return shown;
    }

    String file() {
        return file;
    }

    @Override
    public int check(String host, byte[] key) {
        try {
            HostKey hostKey = new HostKey(host, key);
            shown = host + " " + hostKey.getType() + " " + hostKey.getKey();
        } catch (JSchException notAKey) {
            shown = "";
        }
        return known.check(host, key);
    }

    @Override
    public void add(HostKey hostKey, UserInfo ui) {
        throw new UnsupportedOperationException("known hosts are the user's");
    }

    @Override
    public void remove(String host, String type) {
        throw new UnsupportedOperationException("known hosts are the user's");
    }

    @Override
    public void remove(String host, String type, byte[] key) {
        throw new UnsupportedOperationException("known hosts are the user's");
    }

    @Override
    public String getKnownHostsRepositoryID() {
        return known.getKnownHostsRepositoryID();
    }

    @Override
    public HostKey[] getHostKey() {
        return known.getHostKey();
    }

    @Override
    public HostKey[] getHostKey(String host, String type) {
        return known.getHostKey(host, type);
    }
}
