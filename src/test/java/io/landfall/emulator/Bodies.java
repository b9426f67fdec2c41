package io.landfall.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/** Request bodies as Landfall would send them. */
final class Bodies {

    private Bodies() {}

    static ObjectNode s3Base(String accessKey, String secretKey) {
        ObjectNode body = named("landfall/lake").set("connectionSpec", spec(DestinationKind.S3.connectionSpec()));
        body.putObject("auth")
                .put("specName", "Access Key")
                .putObject("params")
                .put("s3AccessKey", accessKey)
                .put("s3SecretKey", secretKey);
        return body;
    }

    static ObjectNode sftpBase(String user, String password) {
        ObjectNode body = named("landfall/dropbox").set("connectionSpec", spec(DestinationKind.SFTP.connectionSpec()));
        body.putObject("auth")
                .put("specName", "SFTP with Password")
                .putObject("params")
                .put("domain", "127.0.0.1")
                .put("username", user)
                .put("password", password);
        return body;
    }

    static ObjectNode source(Dataset... datasets) {
        ObjectNode body = named("landfall/orders").set("connectionSpec", spec(DestinationKind.DATA_LAKE));
        var list = body.putObject("params").putArray("datasets");
        for (Dataset dataset : datasets) {
            list.addObject().put("dataSetId", dataset.id()).put("name", dataset.name());
        }
        return body;
    }

    static ObjectNode target(DestinationKind kind, String baseId, String path, String type, String compression) {
        ObjectNode body = named("landfall/orders").set("connectionSpec", spec(kind.connectionSpec()));
        ObjectNode params = body.put("baseConnectionId", baseId).putObject("params");
        kind.bucketParam().ifPresent(bucket -> params.put(bucket, LocalWorld.BUCKET));
        params.put("mode", "Server-to-server").put(kind.pathParam(), path);
        params.put("datasetFileType", type).put("compression", compression);
        return body;
    }

    static ObjectNode flow(DestinationKind kind, String name, String source, String target, Instant start) {
        ObjectNode body = named(name).set("flowSpec", spec(kind.flowSpec()));
        body.putArray("sourceConnectionIds").add(source);
        body.putArray("targetConnectionIds").add(target);
        body.putArray("transformations");
        body.putObject("scheduleParams")
                .put("exportMode", "FIRST_FULL_THEN_INCREMENTAL")
                .put("interval", 3)
                .put("timeUnit", "hour")
                .put("startTime", start.getEpochSecond());
        return body;
    }

    static JsonNode spec(String id) {
        return Json.object().put("id", id).put("version", "1.0");
    }

    private static ObjectNode named(String name) {
        return Json.object().put("name", name).put("description", "for a test");
    }
}
