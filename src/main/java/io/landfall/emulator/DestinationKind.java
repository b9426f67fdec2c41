package io.landfall.emulator;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The six destination types that take dataset exports, with their ids in Flow Service (§6, §8). */
public enum DestinationKind {
    S3("Amazon S3", "4fce964d-3f37-408f-9778-e597338a21ee", "269ba276-16fc-47db-92b0-c1049a3c131f", "bucketName"),
    AZURE_BLOB(
            "Azure Blob Storage",
            "6d6b59bf-fb58-4107-9064-4d246c0e5bb2",
            "95bd8965-fc8a-4119-b9c3-944c2c2df6d2",
            "container"),
    ADLS_GEN2(
            "Azure Data Lake Gen2",
            "be2c3209-53bc-47e7-ab25-145db8b873e1",
            "17be2013-2549-41ce-96e7-a70363bec293",
            null),
    DLZ("Data Landing Zone", "10440537-2a7b-4583-ac39-ed38d4b848e8", "cd2fc47e-e838-4f38-a581-8fff2f99b63a", null),
    GCS(
            "Google Cloud Storage",
            "c5d93acb-ea8b-4b14-8f53-02138444ae99",
            "585c15c4-6cbf-4126-8f87-e26bff78b657",
            "bucketName"),
    SFTP("SFTP", "36965a81-b1c6-401b-99f8-22508f1e6a26", "354d6aad-4754-46e4-a576-1b384561c440", null);

    /** The connection spec of the data lake, the source of every dataset export (§8). */
    public static final String DATA_LAKE = "23598e46-f560-407b-88d5-ea6207e49db0";

    private final String title;
    private final String connectionSpec;
    private final String flowSpec;
    private final String bucketParam;

    DestinationKind(String title, String connectionSpec, String flowSpec, String bucketParam) {
        this.title = title;
        this.connectionSpec = connectionSpec;
        this.flowSpec = flowSpec;
        this.bucketParam = bucketParam;
    }

    /** The name that Adobe gives the connection spec. */
    public String title() {
        return title;
    }

    /** The id of the connection spec. */
    public String connectionSpec() {
        return connectionSpec;
    }

    /** The id of the flow spec. */
    public String flowSpec() {
        return flowSpec;
    }

    /** The target parameter that names bucket or container, if the type has one. */
    public Optional<String> bucketParam() {
        return Optional.ofNullable(bucketParam);
    }

    /** The target parameter that holds the folder. */
    public String pathParam() {
        return this == SFTP ? "remotePath" : "path";
    }

    /** All required target parameters but {@code fileType}, which does not apply to datasets (§8). */
    public List<String> targetParams() {
        return bucketParam == null
                ? List.of(pathParam(), "compression", "datasetFileType")
                : List.of(bucketParam, pathParam(), "compression", "datasetFileType");
    }

    /** The type with this connection spec id. */
    public static Optional<DestinationKind> ofConnectionSpec(String id) {
        return Arrays.stream(values()).filter(k -> k.connectionSpec.equals(id)).findFirst();
    }

    /** The type with this flow spec id. */
    public static Optional<DestinationKind> ofFlowSpec(String id) {
        return Arrays.stream(values()).filter(k -> k.flowSpec.equals(id)).findFirst();
    }
}
