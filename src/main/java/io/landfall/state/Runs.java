package io.landfall.state;

import io.landfall.model.Run;
import io.landfall.model.RunState;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.PreparedBatch;

/** The runs of dataflows as last reported. */
public final class Runs {
    private static final String PUT = """
            INSERT INTO run (run_id, flow_id, state, spelling, created_ms, updated_ms, started_ms, completed_ms,
                             records, files, records_by_dataset, failed_records, source_connection_id, errors)
            VALUES (:id, :flow, :state, :spelling, :created, :updated, :started, :completed,
                    :records, :files, :byDataset, :failed, :source, :errors)
            ON CONFLICT (run_id) DO UPDATE SET
                state = excluded.state, spelling = excluded.spelling, updated_ms = excluded.updated_ms,
                started_ms = excluded.started_ms, completed_ms = excluded.completed_ms, records = excluded.records,
                files = excluded.files, records_by_dataset = excluded.records_by_dataset,
                failed_records = excluded.failed_records, source_connection_id = excluded.source_connection_id,
                errors = excluded.errors
            WHERE excluded.updated_ms >= run.updated_ms
            """;

    private final Jdbi jdbi;

    public Runs(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** Keeps what was reported; an older report of a run never replaces a newer one. */
    public void put(List<Run> runs) {
        if (runs.isEmpty()) {
            return;
        }
        jdbi.useTransaction(h -> {
            PreparedBatch batch = h.prepareBatch(PUT);
            for (Run run : runs) {
                batch.bind("id", run.id())
                        .bind("flow", run.flowId())
                        .bind("state", run.state().name())
                        .bind("spelling", run.spelling())
                        .bind("created", run.createdAt().toEpochMilli())
                        .bind("updated", run.updatedAt().toEpochMilli())
                        .bind("started", Rows.millis(run.startedAt()))
                        .bind("completed", Rows.millis(run.completedAt()))
                        .bind("records", run.records().orElse(null))
                        .bind("files", run.files().orElse(null))
                        .bind("byDataset", Lines.of(counts(run)))
                        .bind("failed", run.failedRecords().orElse(null))
                        .bind("source", run.sourceConnectionId().orElse(null))
                        .bind("errors", Lines.of(run.errors()))
                        .add();
            }
            batch.execute();
        });
    }

    /** The runs of a dataflow that were created, or began, in {@code [from, to)}, oldest first. */
    public List<Run> between(String flowId, Instant from, Instant to) {
        return jdbi.withHandle(h -> h.createQuery("""
                SELECT * FROM run
                WHERE flow_id = :flow AND COALESCE(started_ms, created_ms) >= :from
                  AND COALESCE(started_ms, created_ms) < :to
                ORDER BY COALESCE(started_ms, created_ms), run_id
                """)
                .bind("flow", flowId)
                .bind("from", from.toEpochMilli())
                .bind("to", to.equals(Instant.MAX) ? Long.MAX_VALUE : to.toEpochMilli())
                .map((row, c) -> run(row))
                .list());
    }

    public Optional<Run> byId(String runId) {
        return jdbi.withHandle(h -> h.createQuery("SELECT * FROM run WHERE run_id = :id")
                .bind("id", runId)
                .map((row, c) -> run(row))
                .findOne());
    }

    private static Map<String, String> counts(Run run) {
        Map<String, String> text = new TreeMap<>();
        run.recordsByDataset().forEach((dataset, count) -> text.put(dataset, count.toString()));
        return text;
    }

    private static Map<String, Long> counts(String text) {
        return Lines.map(text).entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, e -> Long.valueOf(e.getValue())));
    }

    private static Run run(ResultSet row) throws SQLException {
        return new Run(
                row.getString("run_id"),
                row.getString("flow_id"),
                RunState.valueOf(row.getString("state")),
                row.getString("spelling"),
                Rows.time(row, "created_ms"),
                Rows.time(row, "updated_ms"),
                Rows.maybeTime(row, "started_ms"),
                Rows.maybeTime(row, "completed_ms"),
                Rows.maybeLong(row, "records"),
                Rows.maybeLong(row, "files"),
                counts(row.getString("records_by_dataset")),
                Rows.maybeLong(row, "failed_records"),
                Optional.ofNullable(row.getString("source_connection_id")),
                Lines.list(row.getString("errors")));
    }
}
