package io.landfall.storage;

import io.landfall.model.Storage;
import io.landfall.model.StorageType;
import java.util.Map;

/** SFTP by JSch, the client that Camel's component brings; see {@code verify-sftp.camel.yaml}. */
public final class SftpKind implements StoreKind {

    @Override
    public StorageType type() {
        return StorageType.SFTP;
    }

    @Override
    public String listTemplate() {
        return "verify-sftp-list";
    }

    @Override
    public String readTemplate() {
        return "verify-sftp-read";
    }

    @Override
    public Opened open(Storage storage) {
        String name = "sftp-" + storage.name();
        SftpStore store = new SftpStore(storage);
        return new Opened(Map.of(name, store), Map.of("store", name), store::close);
    }
}
