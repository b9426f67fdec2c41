package io.landfall.storage;

import com.jcraft.jsch.ChannelSftp;
import com.jcraft.jsch.JSchAlgoNegoFailException;
import com.jcraft.jsch.JSchChangedHostKeyException;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.JSchHostKeyException;
import com.jcraft.jsch.SftpException;
import io.landfall.model.Storage;
import io.landfall.model.Trouble.Kind;
import java.util.Locale;

/** The failures of JSch, by their types where it has some and by their words where it has not. */
final class SftpFailures {

    private SftpFailures() {}

    /** Of the way to a login. */
    static StoreFailure connecting(Storage storage, JSchException failure, SftpHostKeys hostKeys) {
        String said = StoreFailures.said(failure);
        String words = said.toLowerCase(Locale.ROOT);
        if (failure instanceof JSchHostKeyException) {
            return hostKey(storage, (JSchHostKeyException) failure, hostKeys);
        }
        if (words.startsWith("auth ") || words.contains("userauth") || words.contains("partial auth")) {
            return StoreFailure.lasting(
                    storage,
                    Kind.DENIED,
                    "the login was refused: " + said,
                    "look at storage." + storage.name() + ".reader.user and its password or private-key-file",
                    failure);
        }
        if (failure instanceof JSchAlgoNegoFailException) {
            return StoreFailure.lasting(
                    storage, Kind.REJECTED, said, "the server offers no algorithm that is still safe", failure);
        }
        if (words.contains("privatekey") || words.contains("private key") || words.contains("passphrase")) {
            return StoreFailure.lasting(
                    storage,
                    Kind.REJECTED,
                    "the private key cannot be read: " + said,
                    "look at storage." + storage.name() + ".reader.private-key-file and .passphrase",
                    failure);
        }
        if (words.contains("timeout") || words.contains("timed out")) {
            return StoreFailures.timedOut(storage, said, failure);
        }
        return StoreFailures.network(storage, failure)
                .orElseGet(() -> StoreFailures.unreachable(storage, said, failure));
    }

    /**
     * Of a call to the server.
     *
     * @param cut whether the connection was cut because no answer came
     */
    static StoreFailure of(Storage storage, Exception failure, boolean cut) {
        if (cut) {
            return StoreFailures.timedOut(storage, "the server did not answer in time", failure);
        }
        String said = StoreFailures.said(failure);
        if (!(failure instanceof SftpException sftp)) {
            return StoreFailures.unreachable(storage, "the connection ended: " + said, failure);
        }
        return switch (sftp.id) {
            case ChannelSftp.SSH_FX_PERMISSION_DENIED ->
                StoreFailure.lasting(
                        storage,
                        Kind.DENIED,
                        said,
                        "let the user of storage." + storage.name() + " list the export's folder and read its files",
                        failure);
            case ChannelSftp.SSH_FX_BAD_MESSAGE, ChannelSftp.SSH_FX_OP_UNSUPPORTED ->
                StoreFailure.lasting(
                        storage, Kind.BROKEN_ANSWER, said, "the server does not keep to the SFTP protocol", failure);
            case ChannelSftp.SSH_FX_NO_CONNECTION, ChannelSftp.SSH_FX_CONNECTION_LOST ->
                StoreFailures.unreachable(storage, said, failure);
            default ->
                StoreFailure.passing(
                        storage, Kind.UNREACHABLE, said, "the server could not do it; its own log says why", failure);
        };
    }

    private static StoreFailure hostKey(Storage storage, JSchHostKeyException failure, SftpHostKeys hostKeys) {
        boolean changed = failure instanceof JSchChangedHostKeyException;
        String line = hostKeys.line();
        String remedy = changed
                ? "the server shows another key than the known one: somebody may be in between. Ask its operator; only if"
                        + " the change is theirs, replace the host's line in " + hostKeys.file() + " by: " + line
                : "ask the server's operator whether this is its key, then add this line to " + hostKeys.file() + ": "
                        + line;
        return StoreFailure.lasting(
                storage,
                Kind.HOST_KEY_CHANGED,
                (changed ? "the host key has changed: " : "the host key is not known: ") + StoreFailures.said(failure),
                remedy,
                failure);
    }
}
