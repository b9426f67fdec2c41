package io.landfall.storage;

import io.landfall.model.Storage;
import io.landfall.model.StorageType;
import java.util.Map;
import java.util.Optional;

/** Adobe's Data Landing Zone: a container of Azure or a bucket of S3, with credentials that the platform hands out. */
public final class DlzKind implements StoreKind {

    @Override
    public StorageType type() {
        return StorageType.DLZ;
    }

    @Override
    public String listTemplate() {
        return "verify-dlz-list";
    }

    @Override
    public String readTemplate() {
        return "verify-dlz-read";
    }

    @Override
    public Optional<String> credentialsTemplate() {
        return Optional.of("verify-dlz-credentials");
    }

    @Override
    public Opened open(Storage storage) {
        String name = "dlz-" + storage.routes();
        DlzStore store = new DlzStore(storage);
        return new Opened(Map.of(name, store), Map.of("store", name), store::close);
    }
}
