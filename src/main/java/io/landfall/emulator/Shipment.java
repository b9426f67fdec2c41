package io.landfall.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;

/** One export of one dataflow: its files, then its run. */
final class Shipment {

    private final Sandbox sandbox;
    private final ObjectNode flow;
    private final JsonNode target;
    private final ExportSettings settings;
    private final Timing timing;
    private final Drop drop;
    private final String runId;
    private final List<String> keys = new ArrayList<>();

    Shipment(Sandbox sandbox, ObjectNode flow, ExportSettings settings, Timing timing, Drop drop) {
        this.sandbox = sandbox;
        this.flow = flow;
        this.target = sandbox.require(
                EntityKind.TARGET_CONNECTION,
                flow.path("targetConnectionIds").path(0).asText());
        this.settings = settings;
        this.timing = timing;
        this.drop = drop;
        String name = flow.path("id").asText() + timing.scheduled();
        this.runId =
                UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
    }

    Delivery send(Function<String, Outcome> byDataset) {
        EmulatedRun run = run();
        long records = 0;
        int files = 0;
        long bytes = 0;
        try {
            for (JsonNode dataset : datasets()) {
                String id = dataset.path("dataSetId").asText();
                Outcome outcome = byDataset.apply(id);
                if (outcome == Outcome.NOTHING_TO_EXPORT) {
                    run.dataset(id, 0L);
                    continue;
                }
                int planned = outcome == Outcome.PARTLY ? Math.max(2, settings.files) : settings.files;
                bytes += write(dataset, planned, outcome);
                long wrote = (long) planned * settings.records;
                run.dataset(id, wrote);
                records += wrote;
                files += planned;
            }
        } catch (IOException refused) {
            sandbox.putRun(run().state("failed")
                    .completed(timing.completed())
                    .error("CONNECTOR-2001-500", "Error in writing to the destination."));
            return delivery(runId, 0);
        }
        run.state(settings.success).completed(timing.completed());
        if (records > 0) {
            run.files(files).bytes(bytes);
        }
        sandbox.putRun(run);
        return delivery(runId, records);
    }

    Delivery fail() {
        sandbox.putRun(run().state("failed")
                .completed(timing.completed())
                .error("ACTIVATION_BATCH-0000-FAILED", "Job aborted."));
        return delivery(runId, 0);
    }

    Delivery stick() {
        sandbox.putRun(run());
        return delivery(runId, 0);
    }

    Delivery nothing() {
        return delivery(null, 0);
    }

    private Delivery delivery(String run, long records) {
        return new Delivery(
                flow.path("id").asText(),
                flow.path("name").asText(),
                timing.scheduled(),
                run,
                List.copyOf(keys),
                records);
    }

    private EmulatedRun run() {
        return EmulatedRun.of(flow.path("id").asText(), timing.scheduled())
                .id(runId)
                .started(timing.started());
    }

    private JsonNode datasets() {
        String source = flow.path("sourceConnectionIds").path(0).asText();
        return sandbox.require(EntityKind.SOURCE_CONNECTION, source)
                .path("params")
                .path("datasets");
    }

    /** Returns the bytes of what should have been written. */
    private long write(JsonNode dataset, int planned, Outcome outcome) throws IOException {
        String id = dataset.path("dataSetId").asText();
        String folder = folder(id, dataset.path("name").asText(id));
        ExportFormat format = ExportFormat.of(target);
        long seed = Objects.hash(id, timing.scheduled());
        long bytes = 0;
        ArrayNode results = Json.array();
        for (int part = 0; part < planned; part++) {
            byte[] whole = SampleRows.file(format, seed + part, settings.records, settings.rowGroupRows);
            bytes += whole.length;
            boolean csv = outcome == Outcome.WRONG_FORMAT && format.suffix().endsWith("parquet");
            String name = fileName(id, part) + (csv ? "csv" : format.suffix());
            results.addObject().put("sinkPath", "/" + folder).put("name", name).put("size", whole.length);
            boolean absent = outcome == Outcome.MISSING || (outcome == Outcome.PARTLY && part == planned - 1);
            if (!absent) {
                put(folder + "/" + name, content(whole, outcome, seed + part, part, csv));
            }
        }
        if (target.path("params").path("includeFileManifest").asBoolean() && outcome != Outcome.MISSING) {
            ObjectNode manifest = Json.object().put("flowRunId", runId);
            manifest.put("scheduledTime", timing.scheduled().toString()).set("exportResults", results);
            put(folder + "/manifest-" + flow.path("id").asText() + "-" + runId + ".json", Json.bytes(manifest));
        }
        return bytes;
    }

    private byte[] content(byte[] whole, Outcome outcome, long seed, int part, boolean csv) {
        return switch (outcome) {
            case EMPTY -> new byte[0];
            case TRUNCATED -> part == 0 ? SampleRows.damaged(whole) : whole;
            case WRONG_FORMAT -> csv ? SampleRows.csv(seed, settings.records) : SampleRows.json(seed, settings.records);
            default -> whole;
        };
    }

    private void put(String key, byte[] content) throws IOException {
        drop.write(key, content, timing.completed());
        keys.add(key);
    }

    private String folder(String id, String name) {
        DestinationKind kind = DestinationKind.ofFlowSpec(
                        flow.path("flowSpec").path("id").asText())
                .orElseThrow(() -> new IllegalArgumentException("not a flow spec for datasets"));
        String path = target.path("params").path(kind.pathParam()).asText();
        boolean absolute = kind == DestinationKind.SFTP && path.startsWith("/");
        String trimmed = path.replaceAll("^/+|/+$", "");
        String below = FolderNames.of(flow, sandbox, id, name, timing.exported(), settings.digits);
        String all = trimmed.isEmpty() ? below : trimmed + "/" + below;
        return absolute || settings.leadingSlash ? "/" + all : all;
    }

    /** {@code part-00000-tid-<digits>-<uuid>-<n>-1-c000.}, as observed (Flow Service §10). */
    private String fileName(String dataset, int part) {
        byte[] job = (runId + dataset).getBytes(StandardCharsets.UTF_8);
        UUID task = UUID.nameUUIDFromBytes(job);
        long tid = task.getMostSignificantBits() & Long.MAX_VALUE;
        int attempt = 100_000 + Math.floorMod(task.hashCode(), 800_000) + part;
        return String.format("part-%05d-tid-%019d-%s-%d-1-c000.", part, tid, task, attempt);
    }
}
