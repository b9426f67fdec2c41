package io.landfall.emulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * One flow run, put together step by step and handed to {@link Sandbox#putRun}. Without further calls: a run that has
 * just started, spelled {@code inProgress}. The bodies follow Flow Service §9; every number may be absent or -1.
 */
public final class EmulatedRun {

    private final String flowId;
    private String id = UUID.randomUUID().toString();
    private String state = "inProgress";
    private Instant created;
    private Instant started;
    private Instant completed;
    private Instant updated;
    private Integer files;
    private Long bytes;
    private Long failedRecords;
    private Integer failedFiles;
    private String errorCode;
    private String errorMessage;
    private boolean metrics = true;
    private final Map<String, Long> datasets = new LinkedHashMap<>();

    private EmulatedRun(String flowId, Instant scheduled) {
        this.flowId = flowId;
        this.created = scheduled;
        this.started = scheduled;
    }

    /** A run of this dataflow, created and started at the scheduled time. */
    public static EmulatedRun of(String flowId, Instant scheduled) {
        return new EmulatedRun(flowId, scheduled);
    }

    /** Replaces the random id; a run of the same id that exists already is replaced. */
    public EmulatedRun id(String value) {
        id = value;
        return this;
    }

    /** The spelling of {@code metrics.statusSummary.status}; null leaves the status out. */
    public EmulatedRun state(String spelling) {
        state = spelling;
        return this;
    }

    /** Null leaves {@code startedAtUTC} out. */
    public EmulatedRun started(Instant at) {
        started = at;
        return this;
    }

    /** Null, the default, leaves {@code completedAtUTC} out. */
    public EmulatedRun completed(Instant at) {
        completed = at;
        return this;
    }

    /** {@code createdAt}. */
    public EmulatedRun created(Instant at) {
        created = at;
        return this;
    }

    /** {@code updatedAt}; otherwise the end, the start or the creation, the latest that is known. */
    public EmulatedRun updated(Instant at) {
        updated = at;
        return this;
    }

    /** Adds a dataset with its records; null: no count for it; -1 is passed on. */
    public EmulatedRun dataset(String datasetId, Long records) {
        datasets.put(datasetId, records);
        return this;
    }

    /** The output files of the whole run; -1 is passed on. */
    public EmulatedRun files(int count) {
        files = count;
        return this;
    }

    /** The size of the whole run. */
    public EmulatedRun bytes(long count) {
        bytes = count;
        return this;
    }

    /** Records and files that could not be written. */
    public EmulatedRun failed(long records, int fileCount) {
        failedRecords = records;
        failedFiles = fileCount;
        return this;
    }

    /** An error of the run, such as {@code ACTIVATION_BATCH-0000-FAILED} "Job aborted.". */
    public EmulatedRun error(String code, String message) {
        errorCode = code;
        errorMessage = message;
        return this;
    }

    /** Leaves out all numbers: {@code metrics} holds the status only. */
    public EmulatedRun withoutMetrics() {
        metrics = false;
        return this;
    }

    String flowId() {
        return flowId;
    }

    String id() {
        return id;
    }

    ObjectNode json(ObjectNode flow, ObjectNode owner, String etag) {
        Instant last = updated != null ? updated : completed != null ? completed : started != null ? started : created;
        ObjectNode run = Json.object().put("id", id).put("createdAt", created.toEpochMilli());
        run.put("updatedAt", last.toEpochMilli()).put("createdBy", "aep_activation_batch@AdobeID");
        run.put("updatedBy", "acp_foundation_connectors@AdobeID").put("createdClient", "aep_activation_batch");
        run.put("updatedClient", "acp_foundation_connectors").setAll(owner);
        run.put("flowId", flowId);
        run.set("flowSpec", flow.path("flowSpec").deepCopy());
        run.put("providerRefId", id.replace("-", "")).put("etag", etag);
        run.set("metrics", metrics(flow));
        return run;
    }

    private ObjectNode metrics(ObjectNode flow) {
        ObjectNode all = Json.object();
        if (metrics) {
            ObjectNode duration = all.putObject("durationSummary");
            putTime(duration, "startedAtUTC", started);
            putTime(duration, "completedAtUTC", completed);
            if (bytes != null) {
                all.putObject("sizeSummary").put("inputBytes", bytes).put("outputBytes", bytes);
            }
            if (!datasets.isEmpty()) {
                all.set("recordSummary", records(flow));
            }
            if (files != null) {
                int read = failedFiles == null ? files : files + failedFiles;
                ObjectNode summary = all.putObject("fileSummary");
                summary.put("inputFileCount", read).put("outputFileCount", files);
                if (failedFiles != null) {
                    summary.put("failedFileCount", failedFiles);
                }
            }
        }
        if (state != null) {
            ObjectNode status = all.putObject("statusSummary").put("status", state);
            if (errorCode != null) {
                status.putArray("errors").add(error());
            }
        }
        return all;
    }

    private ObjectNode records(ObjectNode flow) {
        ObjectNode summary = Json.object();
        boolean counted = datasets.values().stream().allMatch(n -> n != null);
        boolean unknown = datasets.values().stream().anyMatch(n -> n != null && n < 0);
        long total = unknown
                ? -1
                : datasets.values().stream().mapToLong(n -> n == null ? 0 : n).sum();
        boolean wrote = total != 0;
        if (counted) {
            long failed = failedRecords == null ? 0 : failedRecords;
            summary.put("inputRecordCount", total + failed);
            if (wrote) {
                summary.put("createdRecordCount", total).put("outputRecordCount", total);
            }
            summary.put("skippedRecordCount", 0);
        }
        String source = flow.path("sourceConnectionIds").path(0).asText();
        summary.putArray("sourceSummaries").add(side(source, "inputRecordCount", "skippedRecordCount", total, counted));
        if (wrote) {
            String target = flow.path("targetConnectionIds").path(0).asText();
            summary.putArray("targetSummaries")
                    .add(side(target, "createdRecordCount", "outputRecordCount", total, counted));
        }
        if (failedRecords != null) {
            summary.put("failedRecordCount", failedRecords);
        }
        if (errorCode != null) {
            summary.putArray("failedInfo").add(error());
        }
        return summary;
    }

    private ObjectNode side(String connection, String first, String second, long total, boolean counted) {
        ObjectNode side = Json.object().put("id", connection);
        boolean skips = second.startsWith("skipped");
        if (counted) {
            side.put(first, total).put(second, skips ? 0 : total);
        }
        ArrayNode entities = side.putArray("entitySummaries");
        datasets.forEach((dataset, count) -> {
            ObjectNode entity = entities.addObject().put("id", "dataset:" + dataset);
            if (count != null) {
                entity.put(first, count).put(second, skips ? 0 : count);
            }
        });
        return side;
    }

    private ObjectNode error() {
        return Json.object().put("code", errorCode).put("message", errorMessage);
    }

    private static void putTime(ObjectNode node, String name, Instant at) {
        if (at != null) {
            node.put(name, at.toEpochMilli());
        }
    }
}
