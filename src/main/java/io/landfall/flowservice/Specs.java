package io.landfall.flowservice;

import io.landfall.model.StorageType;
import java.util.Arrays;
import java.util.Optional;

/**
 * The fixed ids of the six destinations that take dataset exports (Flow Service §6 and §8). Older ids that some
 * documents still print, for audiences or for the ingestion side, are not among them.
 */
public enum Specs {
    S3(StorageType.S3, "4fce964d-3f37-408f-9778-e597338a21ee", "269ba276-16fc-47db-92b0-c1049a3c131f"),
    GCS(StorageType.GCS, "c5d93acb-ea8b-4b14-8f53-02138444ae99", "585c15c4-6cbf-4126-8f87-e26bff78b657"),
    AZURE_BLOB(StorageType.AZURE_BLOB, "6d6b59bf-fb58-4107-9064-4d246c0e5bb2", "95bd8965-fc8a-4119-b9c3-944c2c2df6d2"),
    ADLS_GEN2(StorageType.ADLS_GEN2, "be2c3209-53bc-47e7-ab25-145db8b873e1", "17be2013-2549-41ce-96e7-a70363bec293"),
    DLZ(StorageType.DLZ, "10440537-2a7b-4583-ac39-ed38d4b848e8", "cd2fc47e-e838-4f38-a581-8fff2f99b63a"),
    SFTP(StorageType.SFTP, "36965a81-b1c6-401b-99f8-22508f1e6a26", "354d6aad-4754-46e4-a576-1b384561c440");

    /** The data lake, from which every dataset is exported. */
    public static final String DATA_LAKE = "23598e46-f560-407b-88d5-ea6207e49db0";

    /** Of every spec. */
    public static final String VERSION = "1.0";

    private final StorageType type;
    private final String connection;
    private final String flow;

    Specs(StorageType type, String connection, String flow) {
        this.type = type;
        this.connection = connection;
        this.flow = flow;
    }

    public static Specs of(StorageType type) {
        return switch (type) {
            case S3 -> S3;
            case GCS -> GCS;
            case AZURE_BLOB -> AZURE_BLOB;
            case ADLS_GEN2 -> ADLS_GEN2;
            case DLZ -> DLZ;
            case SFTP -> SFTP;
        };
    }

    /** The destination of a connection spec or flow spec id that was read. */
    public static Optional<StorageType> typeOf(String specId) {
        return Arrays.stream(values())
                .filter(s -> s.connection.equals(specId) || s.flow.equals(specId))
                .map(s -> s.type)
                .findFirst();
    }

    /** The connection spec of base and target connections. */
    public String connection() {
        return connection;
    }

    /** The flow spec of dataflows. */
    public String flow() {
        return flow;
    }
}
