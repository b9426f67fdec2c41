package io.landfall.spec;

import io.landfall.model.Storage;
import io.landfall.model.StorageType;
import java.util.EnumSet;
import java.util.Set;

/** What this version does of what can be declared. */
final class Supported {
    private static final Set<StorageType> STORAGES = EnumSet.of(
            StorageType.S3, StorageType.SFTP, StorageType.AZURE_BLOB, StorageType.ADLS_GEN2, StorageType.DLZ);

    private Supported() {}

    /** A storage that an export uses. */
    static void check(Declared declared, Storage storage) {
        if (!STORAGES.contains(storage.type())) {
            declared.wrong(
                    "storage." + storage.name() + ".type",
                    storage.type().key()
                            + " is declared but this version provisions and verifies only s3, sftp, azure-blob, adls-gen2 and dlz");
        }
    }

    /** What is said about a key that is not in the table. */
    static String unknown(String property) {
        return property.startsWith("server.tls.")
                ? "this version serves plain HTTP only, expected TLS to be ended in front of it"
                : "unknown key";
    }
}
