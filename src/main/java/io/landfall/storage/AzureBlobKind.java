package io.landfall.storage;

import io.landfall.model.Storage;
import io.landfall.model.StorageType;
import java.util.Map;

/** Azure Blob Storage; its routes, which all of Azure's kinds share, stand in {@code verify-azure.camel.yaml}. */
public final class AzureBlobKind implements StoreKind {
    static final String LIST = "verify-azure-list";
    static final String READ = "verify-azure-read";

    @Override
    public StorageType type() {
        return StorageType.AZURE_BLOB;
    }

    @Override
    public String listTemplate() {
        return LIST;
    }

    @Override
    public String readTemplate() {
        return READ;
    }

    @Override
    public Opened open(Storage storage) {
        return opened(storage, new AzureBlobStore(storage, AzureClients.blobs(storage)));
    }

    static Opened opened(Storage storage, Store store) {
        String name = "azure-" + storage.name();
        return new Opened(Map.of(name, store), Map.of("store", name), store::close);
    }
}
