package io.landfall.storage;

import io.landfall.model.Storage;
import io.landfall.model.StorageType;
import io.landfall.model.Trouble;
import java.util.Map;
import software.amazon.awssdk.services.s3.S3Client;

/** Amazon S3 and what speaks like it; its pages and reads stand in {@code verify-s3.camel.yaml}. */
public final class S3Kind implements StoreKind {

    @Override
    public StorageType type() {
        return StorageType.S3;
    }

    @Override
    public String listTemplate() {
        return "verify-s3-list";
    }

    @Override
    public String readTemplate() {
        return "verify-s3-read";
    }

    @Override
    public Opened open(Storage storage) {
        String client = "s3-client-" + storage.name();
        String asker = "s3-" + storage.name();
        S3Client s3 = client(storage);
        return new Opened(
                Map.of(client, s3, asker, new S3Pages(storage)),
                Map.of("bucket", storage.need("bucket"), "client", client, "s3", asker),
                s3::close);
    }

    private static S3Client client(Storage storage) {
        try {
            return S3Clients.of(storage);
        } catch (IllegalArgumentException | NullPointerException e) {
            throw StoreFailure.lasting(
                    storage,
                    Trouble.Kind.REJECTED,
                    "no client can be made: " + e.getMessage(),
                    "look at storage." + storage.name() + ".region and .endpoint",
                    e);
        }
    }
}
