package io.landfall.model;

import java.util.Arrays;
import java.util.Optional;

/** Where dataset exports can land; the key is what {@code storage.<name>.type} says. */
public enum StorageType {
    S3("s3"),
    GCS("gcs"),
    AZURE_BLOB("azure-blob"),
    ADLS_GEN2("adls-gen2"),
    DLZ("dlz"),
    SFTP("sftp");

    private final String key;

    StorageType(String key) {
        this.key = key;
    }

    public String key() {
        return key;
    }

    public static Optional<StorageType> of(String key) {
        return Arrays.stream(values()).filter(t -> t.key.equals(key)).findFirst();
    }
}
