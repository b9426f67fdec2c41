package io.landfall.flowservice;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.landfall.model.Compression;
import io.landfall.model.Dataset;
import io.landfall.model.Export;
import io.landfall.model.Format;
import io.landfall.model.Schedule;
import io.landfall.model.Secret;
import io.landfall.model.Storage;
import io.landfall.model.StorageType;
import java.time.Instant;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The bodies of create requests and patches for all six destinations (Flow Service §4, §6 and §8). */
public final class Bodies {

    private Bodies() {}

    /**
     * A base connection; it holds the credentials that Adobe writes with.
     *
     * @param file reads the file of {@code adobe.private-key-file}
     * @throws IllegalArgumentException naming the property that is missing
     */
    public static ObjectNode baseConnection(
            String name, String description, Storage storage, Function<String, byte[]> file) {
        ObjectNode body = named(name, description);
        if (storage.type() == StorageType.DLZ) {
            body.putNull("auth");
        } else {
            ObjectNode auth = body.putObject("auth").put("specName", authSpec(storage));
            authParams(auth.putObject("params"), storage, file);
        }
        return spec(body, "connectionSpec", Specs.of(storage.type()).connection());
    }

    /** How Adobe signs in ({@code auth.specName}); empty for the landing zone, which needs nothing. */
    public static String authSpec(Storage storage) {
        return switch (storage.type()) {
            case S3 -> "Access Key";
            case GCS -> "Google Cloud Storage authentication credentials";
            case AZURE_BLOB -> "ConnectionString";
            case ADLS_GEN2 -> "Azure Service Principal Auth";
            case DLZ -> "";
            case SFTP -> storage.adobe().containsKey("private-key-file") ? "SFTP with SSH Key" : "SFTP with Password";
        };
    }

    /** A source connection; its datasets can never be changed, only replaced by another one. */
    public static ObjectNode sourceConnection(String name, String description, List<Dataset> datasets) {
        ObjectNode body = spec(named(name, description), "connectionSpec", Specs.DATA_LAKE);
        ArrayNode array = body.putObject("params").putArray("datasets");
        datasets.forEach(d -> array.addObject().put("dataSetId", d.id()).put("name", d.name()));
        return body;
    }

    /** A target connection below a base connection. */
    public static ObjectNode targetConnection(
            String name, String description, String baseId, Storage storage, Export export) {
        ObjectNode body = named(name, description).put("baseConnectionId", baseId);
        ObjectNode params = body.putObject("params").put("mode", "Server-to-server");
        switch (storage.type()) {
            case S3, GCS -> params.put("bucketName", storage.need("bucket")).put("path", export.path());
            case AZURE_BLOB ->
                params.put("container", storage.need("container")).put("path", export.path());
            case ADLS_GEN2, DLZ -> params.put("path", export.path());
            case SFTP -> params.put("remotePath", export.path());
        }
        params.put("compression", export.compression() == Compression.GZIP ? "GZIP" : "NONE");
        export.format().map(Format::name).ifPresent(format -> params.put("datasetFileType", format));
        return spec(body, "connectionSpec", Specs.of(storage.type()).connection());
    }

    /**
     * A dataflow.
     *
     * @param folderSpelling one of {@link Entities#FOLDER_SPELLINGS}
     */
    public static ObjectNode flow(
            String name,
            String description,
            StorageType type,
            Schedule schedule,
            Optional<String> folder,
            String folderSpelling,
            String sourceId,
            String targetId) {
        ObjectNode body =
                spec(named(name, description), "flowSpec", Specs.of(type).flow());
        body.putArray("sourceConnectionIds").add(sourceId);
        body.putArray("targetConnectionIds").add(targetId);
        body.putArray("transformations");
        ObjectNode params = scheduleParams(schedule);
        folder.ifPresent(template -> params.put(folderSpelling, template));
        body.set("scheduleParams", params);
        return body;
    }

    /**
     * A schedule: hours, or days where it is whole days; times in seconds. Once is a full export with interval 0
     * (Flow Service §8).
     */
    public static ObjectNode scheduleParams(Schedule schedule) {
        ObjectNode params = Json.object();
        long hours = schedule.every().toHours();
        boolean days = hours % 24 == 0;
        params.put("exportMode", schedule.once() ? "DAILY_FULL_EXPORT" : "FIRST_FULL_THEN_INCREMENTAL");
        params.put("interval", days ? hours / 24 : hours).put("timeUnit", days ? "day" : "hour");
        params.put("startTime", schedule.start().getEpochSecond());
        schedule.end().map(Instant::getEpochSecond).ifPresent(end -> params.put("endTime", end));
        return params;
    }

    /**
     * One PATCH with all its operations, each the complete value out of the body that would create the object.
     *
     * @param paths such as {@code /scheduleParams}
     */
    public static ArrayNode patch(ObjectNode body, Collection<String> paths) {
        ArrayNode operations = body.arrayNode();
        for (String path : paths) {
            JsonNode value = body.at(path);
            operations.addObject().put("op", "replace").put("path", path).set("value", value);
        }
        return operations;
    }

    private static void authParams(ObjectNode params, Storage storage, Function<String, byte[]> file) {
        switch (storage.type()) {
            case S3 -> {
                params.put("s3AccessKey", adobe(storage, "access-key"));
                params.put("s3SecretKey", adobe(storage, "secret-key"));
            }
            case GCS -> {
                params.put("accessKeyId", adobe(storage, "access-key"));
                params.put("secretAccessKey", adobe(storage, "secret-key"));
            }
            case AZURE_BLOB -> params.put("connectionString", adobe(storage, "connection-string"));
            case ADLS_GEN2 -> {
                params.put("url", dataLakeUrl(storage));
                params.put("servicePrincipalId", adobe(storage, "client-id"));
                params.put("servicePrincipalKey", adobe(storage, "client-secret"));
                params.put("tenant", adobe(storage, "tenant"));
            }
            case DLZ -> {}
            case SFTP -> {
                params.put("domain", storage.need("host"));
                params.put("username", adobe(storage, "user"));
                if (storage.adobe().containsKey("private-key-file")) {
                    byte[] key = file.apply(adobe(storage, "private-key-file"));
                    params.put("sshKey", Base64.getEncoder().encodeToString(key));
                } else {
                    params.put("password", adobe(storage, "password"));
                }
            }
        }
    }

    private static String dataLakeUrl(Storage storage) {
        return "abfss://" + storage.need("container") + "@" + storage.need("account") + ".dfs.core.windows.net";
    }

    private static String adobe(Storage storage, String key) {
        Secret secret = storage.adobe().get(key);
        if (secret == null) {
            throw new IllegalArgumentException("storage." + storage.name() + ".adobe." + key + " is not set");
        }
        return secret.reveal();
    }

    private static ObjectNode named(String name, String description) {
        return Json.object().put("name", name).put("description", description);
    }

    private static ObjectNode spec(ObjectNode body, String member, String id) {
        body.putObject(member).put("id", id).put("version", Specs.VERSION);
        return body;
    }
}
