package io.landfall.state;

import io.landfall.model.Compression;
import io.landfall.model.Dataflow;
import io.landfall.model.Dataset;
import io.landfall.model.Export;
import io.landfall.model.ExportKey;
import io.landfall.model.Format;
import io.landfall.model.Schedule;
import io.landfall.model.Target;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** Which exports are watched, and their dataflows as last read. */
public final class Dataflows {
    private final Jdbi jdbi;

    public Dataflows(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** When Landfall first saw the export: now, unless it was seen before. */
    public Instant firstSeen(ExportKey export, Instant now) {
        return jdbi.withHandle(h -> seen(h, export).orElseGet(() -> {
            h.createUpdate("""
                    INSERT INTO export_seen (export_key, first_seen_ms) VALUES (:key, :now)
                    ON CONFLICT (export_key) DO NOTHING
                    """)
                    .bind("key", export.toString())
                    .bind("now", now.toEpochMilli())
                    .execute();
            return seen(h, export).orElseThrow();
        }));
    }

    private static Optional<Instant> seen(Handle h, ExportKey export) {
        return h.createQuery("SELECT first_seen_ms FROM export_seen WHERE export_key = :key")
                .bind("key", export.toString())
                .map((row, c) -> Rows.time(row, "first_seen_ms"))
                .findOne();
    }

    /** As {@link #put(ExportKey, Dataflow, Instant)}, of many at once. */
    public void put(Map<ExportKey, Dataflow> flows, Instant readAt) {
        jdbi.useTransaction(h -> flows.forEach((export, flow) -> put(export, flow, readAt)));
    }

    /** Keeps a dataflow as read at a time, and its datasets, the new ones as known since then. */
    public void put(ExportKey export, Dataflow flow, Instant readAt) {
        jdbi.useTransaction(h -> {
            h.createUpdate("""
                    INSERT INTO dataflow (export_key, flow_id, name, state, created_ms, start_ms, every_ms, end_ms,
                                          folder_template, source_connection_id, target_connection_id, read_ms,
                                          gone_ms)
                    VALUES (:key, :id, :name, :state, :created, :start, :every, :end, :folder, :source, :target, :read,
                            NULL)
                    ON CONFLICT (export_key) DO UPDATE SET
                        flow_id = excluded.flow_id, name = excluded.name, state = excluded.state,
                        created_ms = excluded.created_ms, start_ms = excluded.start_ms, every_ms = excluded.every_ms,
                        end_ms = excluded.end_ms, folder_template = excluded.folder_template,
                        source_connection_id = excluded.source_connection_id,
                        target_connection_id = excluded.target_connection_id, read_ms = excluded.read_ms,
                        gone_ms = NULL
                    """)
                    .bind("key", export.toString())
                    .bind("id", flow.id())
                    .bind("name", flow.name())
                    .bind("state", flow.state())
                    .bind("created", flow.createdAt().toEpochMilli())
                    .bind("start", flow.schedule().start().toEpochMilli())
                    .bind("every", flow.schedule().every().toMillis())
                    .bind("end", Rows.millis(flow.schedule().end()))
                    .bind("folder", flow.folderTemplate().orElse(null))
                    .bind("source", flow.sourceConnectionId())
                    .bind("target", flow.targetConnectionId())
                    .bind("read", readAt.toEpochMilli())
                    .execute();
            for (Dataset dataset : flow.datasets()) {
                h.createUpdate("""
                        INSERT INTO dataset (export_key, source_connection_id, dataset_id, name, since_ms)
                        VALUES (:key, :source, :dataset, :name, COALESCE(
                            (SELECT MIN(since_ms) FROM dataset WHERE export_key = :key AND dataset_id = :dataset), :now))
                        ON CONFLICT (export_key, source_connection_id, dataset_id) DO UPDATE SET name = excluded.name
                        """)
                        .bind("key", export.toString())
                        .bind("source", flow.sourceConnectionId())
                        .bind("dataset", dataset.id())
                        .bind("name", dataset.name())
                        .bind("now", readAt.toEpochMilli())
                        .execute();
            }
        });
    }

    /** Keeps where and how the dataflow writes. */
    public void putTarget(ExportKey export, Target target) {
        jdbi.useHandle(h -> h.createUpdate("""
                INSERT INTO dataflow_target (export_key, path, format, compression)
                VALUES (:key, :path, :format, :compression)
                ON CONFLICT (export_key) DO UPDATE SET
                    path = excluded.path, format = excluded.format, compression = excluded.compression
                """)
                .bind("key", export.toString())
                .bind("path", target.path())
                .bind("format", target.format().name())
                .bind("compression", target.compression().name())
                .execute());
    }

    /** Where and how the dataflow writes, as last read; kept for watched dataflows only. */
    public Optional<Target> target(ExportKey export) {
        return jdbi.withHandle(h -> h.createQuery("SELECT * FROM dataflow_target WHERE export_key = :key")
                .bind("key", export.toString())
                .map((row, c) -> new Target(
                        row.getString("path"),
                        Format.valueOf(row.getString("format")),
                        Compression.valueOf(row.getString("compression"))))
                .findOne());
    }

    /**
     * The dataflow does not exist any more, or not yet. Of an export that declares no schedule the last one is kept: its
     * slots go on, and that none of them lands is told.
     */
    public void gone(Export export, Instant now) {
        String key = export.key().toString();
        jdbi.useHandle(h -> {
            if (export.schedule().isEmpty()) {
                h.execute(
                        "UPDATE dataflow SET gone_ms = ? WHERE export_key = ? AND gone_ms IS NULL",
                        now.toEpochMilli(),
                        key);
            } else {
                h.execute("DELETE FROM dataflow WHERE export_key = ?", key);
            }
        });
    }

    public Optional<Dataflow> of(ExportKey export) {
        return jdbi.withHandle(h -> h.createQuery("SELECT * FROM dataflow WHERE export_key = :key")
                .bind("key", export.toString())
                .map((row, c) -> flow(row, datasets(h, export, row.getString("source_connection_id"))))
                .findOne());
    }

    /**
     * A dataflow as it was last read.
     *
     * @param gone whether it did not exist any more then, and only its schedule goes on
     */
    public record Kept(Dataflow flow, boolean gone) {}

    /** The dataflows of a sandbox ({@code platform/sandbox}), by export; in as many questions for one as for many. */
    public Map<ExportKey, Kept> in(String scope) {
        return jdbi.withHandle(h -> {
            Map<String, List<Dataset>> datasets = new HashMap<>();
            h.createQuery("""
                    SELECT d.export_key, d.dataset_id, d.name FROM dataset d
                    JOIN dataflow f ON f.export_key = d.export_key AND f.source_connection_id = d.source_connection_id
                    WHERE f.export_key LIKE :scope ORDER BY d.dataset_id
                    """)
                    .bind("scope", scope + "/%")
                    .map((row, c) -> datasets.computeIfAbsent(row.getString("export_key"), k -> new ArrayList<>())
                            .add(new Dataset(row.getString("dataset_id"), row.getString("name"))))
                    .list();
            Map<ExportKey, Kept> flows = new HashMap<>();
            h.createQuery("SELECT * FROM dataflow WHERE export_key LIKE :scope")
                    .bind("scope", scope + "/%")
                    .map((row, c) -> {
                        String key = row.getString("export_key");
                        Dataflow flow = flow(row, datasets.getOrDefault(key, List.of()));
                        return Map.entry(
                                ExportKey.parse(key),
                                new Kept(flow, Rows.maybeTime(row, "gone_ms").isPresent()));
                    })
                    .forEach(e -> flows.put(e.getKey(), e.getValue()));
            return flows;
        });
    }

    /** The datasets of one of the source connections that the export has had; empty when it is not known. */
    public List<Dataset> datasets(ExportKey export, String sourceConnectionId) {
        return jdbi.withHandle(h -> datasets(h, export, sourceConnectionId));
    }

    /** Since when the dataset belongs to the export, as far as Landfall saw. */
    public Optional<Instant> since(ExportKey export, String datasetId) {
        return jdbi.withHandle(h -> h.createQuery("""
                SELECT MIN(since_ms) AS since_ms FROM dataset WHERE export_key = :key AND dataset_id = :dataset
                """)
                .bind("key", export.toString())
                .bind("dataset", datasetId)
                .map((row, c) -> Rows.maybeTime(row, "since_ms"))
                .one());
    }

    private static List<Dataset> datasets(Handle h, ExportKey export, String sourceConnectionId) {
        return h.createQuery("""
                SELECT dataset_id, name FROM dataset
                WHERE export_key = :key AND source_connection_id = :source ORDER BY dataset_id
                """)
                .bind("key", export.toString())
                .bind("source", sourceConnectionId)
                .map((row, c) -> new Dataset(row.getString("dataset_id"), row.getString("name")))
                .list();
    }

    private static Dataflow flow(ResultSet row, List<Dataset> datasets) throws SQLException {
        return new Dataflow(
                row.getString("flow_id"),
                row.getString("name"),
                row.getString("state"),
                Rows.time(row, "created_ms"),
                new Schedule(
                        Rows.time(row, "start_ms"),
                        Duration.ofMillis(row.getLong("every_ms")),
                        Rows.maybeTime(row, "end_ms")),
                Optional.ofNullable(row.getString("folder_template")),
                row.getString("source_connection_id"),
                row.getString("target_connection_id"),
                datasets);
    }
}
