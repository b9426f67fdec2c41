package io.landfall.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/** The documents of {@code GET /connectionSpecs/{id}}: what each destination type asks for (Flow Service §6, §8). */
final class ConnectionSpecs {

    private static final String PATH = "^[0-9a-zA-Z/\\!\\-_\\.\\*\\''\\(\\)]*((\\%SEGMENT_(NAME|ID)\\%)?/?)+$";
    private static final String AZURE_PATH = "^[0-9a-zA-Z/\\!\\-_\\.\\*\\'\\(\\)]+$";
    private static final String CONTAINER = "^[a-z0-9](?!.*--)[a-z0-9-]{1,61}[a-z0-9]$";
    private static final String S3_BUCKET = "(?=^.{3,63}$)(?!^(\\d+\\.)+\\d+$)"
            + "(^(([a-z0-9]|[a-z0-9][a-z0-9\\-]*[a-z0-9])\\.)*([a-z0-9]|[a-z0-9][a-z0-9\\-]*[a-z0-9])$)";
    private static final String GCS_BUCKET =
            "(?!^goog.*$)(?!^.*g(o|0)(o|0)gle.*$)^[a-z0-9][a-z0-9\\-_.]{1,220}[a-z0-9]$";

    private ConnectionSpecs() {}

    /** The spec's document, the data lake's included; empty for an unknown id. */
    static Optional<ObjectNode> find(String id) {
        if (id.equals(DestinationKind.DATA_LAKE)) {
            return Optional.of(head(id, "Data Lake").set("authSpec", Json.array()));
        }
        return DestinationKind.ofConnectionSpec(id).map(ConnectionSpecs::document);
    }

    /** The auth specs of a type: none for the Data Landing Zone. */
    static List<AuthSpec> authSpecs(DestinationKind kind) {
        return switch (kind) {
            case S3 ->
                List.of(new AuthSpec(
                        "Access Key",
                        "KeyBased",
                        List.of(
                                Param.of("s3AccessKey", "Access key id").matching("^[A-Z2-7]{20}$"),
                                Param.secret("s3SecretKey", "Secret access key for the user account")
                                        .matching("^[A-Za-z0-9/\\+]{40}$"))));
            case AZURE_BLOB ->
                List.of(new AuthSpec(
                        "ConnectionString",
                        "ConnectionString",
                        List.of(Param.secret("connectionString", "connection string for login"))));
            case ADLS_GEN2 ->
                List.of(new AuthSpec(
                        "Azure Service Principal Auth",
                        "AzureServicePrincipal",
                        List.of(
                                Param.of("url", "Endpoint for Azure Data Lake Storage Gen2."),
                                Param.of("servicePrincipalId", "Service Principal Id to connect to ADLSGen2."),
                                Param.secret("servicePrincipalKey", "Service Principal Key to connect to ADLSGen2."),
                                Param.of("tenant", "Tenant information(domain name or tenant ID)."))));
            case DLZ -> List.of();
            case GCS ->
                List.of(new AuthSpec(
                        "Google Cloud Storage authentication credentials",
                        "GoogleCloudStorageAuth",
                        List.of(
                                Param.of("accessKeyId", "Access Key Id for the user account"),
                                Param.secret("secretAccessKey", "Secret Access Key for the user account"))));
            case SFTP ->
                List.of(
                        new AuthSpec(
                                "SFTP with Password",
                                "SFTP",
                                List.of(
                                        Param.of("domain", "Domain of server"),
                                        Param.of("username", "Username"),
                                        Param.secret("password", "Password"))),
                        new AuthSpec(
                                "SFTP with SSH Key",
                                "SFTP",
                                List.of(
                                        Param.of("domain", "Domain of server"),
                                        Param.of("username", "Username"),
                                        Param.secret("sshKey", "Base64 string of the private SSH key"))));
        };
    }

    /** The place and format parameters of a type, all required. */
    static List<Param> targetParams(DestinationKind kind) {
        Param file = Param.of("datasetFileType", "Select file format").oneOf("JSON", "PARQUET");
        Param zip = Param.of("compression", "Select the desired file compression format.")
                .oneOf("NONE", "GZIP");
        Param path = Param.of(kind.pathParam(), "Output path for copying files");
        return switch (kind) {
            case S3 ->
                List.of(Param.of("bucketName", "Bucket name").matching(S3_BUCKET), path.matching(PATH), file, zip);
            case GCS ->
                List.of(Param.of("bucketName", "Bucket name").matching(GCS_BUCKET), path.matching(PATH), file, zip);
            case AZURE_BLOB ->
                List.of(
                        path.matching(AZURE_PATH),
                        Param.of("container", "Container within the storage where to upload the data")
                                .matching(CONTAINER),
                        file,
                        zip);
            case ADLS_GEN2, DLZ, SFTP -> List.of(path, file, zip);
        };
    }

    private static ObjectNode document(DestinationKind kind) {
        ObjectNode doc = head(kind.connectionSpec(), kind.title());
        ArrayNode auth = doc.putArray("authSpec");
        for (AuthSpec spec : authSpecs(kind)) {
            auth.add(Json.object()
                    .put("name", spec.name())
                    .put("type", spec.type())
                    .set("spec", schema(spec.params(), List.of())));
        }
        doc.putArray("encryptionSpecs");
        doc.set(
                "targetSpec",
                Json.object()
                        .put("name", "User based target")
                        .put("type", "UserNamespace")
                        .set("spec", schema(targetParams(kind), List.of("fileType"))));
        return doc;
    }

    private static ObjectNode head(String id, String name) {
        return Json.object()
                .put("id", id)
                .put("name", name)
                .put("providerId", "14e34fac-d307-11e9-bb65-2a2ae2dbcce4")
                .put("version", "1.0");
    }

    private static JsonNode schema(List<Param> params, List<String> alsoRequired) {
        ObjectNode schema = Json.object()
                .put("$schema", "http://json-schema.org/draft-07/schema#")
                .put("type", "object");
        ObjectNode properties = schema.putObject("properties");
        ArrayNode required = schema.putArray("required");
        for (Param param : params) {
            ObjectNode property = properties
                    .putObject(param.name())
                    .put("description", param.description())
                    .put("type", "string");
            if (param.pattern() != null) {
                property.put("pattern", param.pattern());
            }
            if (param.secret()) {
                property.put("format", "password");
            }
            if (!param.values().isEmpty()) {
                property.set("enum", Json.node(param.values()));
            }
            required.add(param.name());
        }
        alsoRequired.forEach(required::add);
        return schema;
    }

    /** One way to log in. */
    record AuthSpec(String name, String type, List<Param> params) {}

    /** One required text parameter; pattern null: anything; values empty: anything. */
    record Param(String name, String description, String pattern, boolean secret, List<String> values) {

        static Param of(String name, String description) {
            return new Param(name, description, null, false, List.of());
        }

        static Param secret(String name, String description) {
            return new Param(name, description, null, true, List.of());
        }

        Param matching(String regex) {
            return new Param(name, description, regex, secret, values);
        }

        Param oneOf(String... allowed) {
            return new Param(name, description, pattern, secret, List.of(allowed));
        }

        /** Null when the value will do, else what is wrong with it. */
        String complaint(JsonNode params) {
            JsonNode value = params.path(name);
            if (!value.isTextual() || value.textValue().isEmpty()) {
                return "Missing field: params." + name + " is required";
            }
            if (pattern != null && !value.textValue().matches(pattern)) {
                return "Field params." + name + " does not match pattern " + pattern;
            }
            if (!values.isEmpty() && !values.contains(value.textValue())) {
                return "Field params." + name + " must be one of " + values;
            }
            return null;
        }
    }
}
