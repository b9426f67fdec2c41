package io.landfall.state;

import io.landfall.model.Depth;
import io.landfall.model.ExportKey;
import io.landfall.model.Judgement;
import io.landfall.model.Landing;
import io.landfall.model.SlotKey;
import io.landfall.model.Verdict;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** The latest verdict on each dataset of each slot, with its evidence. */
public final class Verdicts {
    private final Jdbi jdbi;

    public Verdicts(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** A verdict as it was recorded; {@code dataset} is {@code *} where no dataset was known. */
    public record Recorded(
            SlotKey slot,
            String dataset,
            Verdict verdict,
            Depth depth,
            Optional<String> runId,
            Optional<String> folder,
            long files,
            long bytes,
            Optional<Instant> newest,
            Optional<Long> records,
            List<String> findings,
            Instant checkedAt) {}

    /**
     * Records a verdict unless the slot's dataset has landed already, or a newer look was recorded.
     *
     * @return whether it was recorded
     */
    public boolean put(Handle h, Judgement judgement) {
        Landing landing = judgement.landing().orElse(Landing.none());
        int rows = h.createUpdate("""
                INSERT INTO verdict (export_key, due_ms, dataset_id, verdict, depth, run_id, folder, files, bytes,
                                     newest_ms, records, findings, checked_ms)
                VALUES (:key, :due, :dataset, :verdict, :depth, :run, :folder, :files, :bytes,
                        :newest, :records, :findings, :checked)
                ON CONFLICT (export_key, due_ms, dataset_id) DO UPDATE SET
                    verdict = excluded.verdict, depth = excluded.depth, run_id = excluded.run_id,
                    folder = excluded.folder, files = excluded.files, bytes = excluded.bytes,
                    newest_ms = excluded.newest_ms, records = excluded.records, findings = excluded.findings,
                    checked_ms = excluded.checked_ms
                WHERE verdict.verdict NOT IN ('LANDED', 'LANDED_LATE') AND verdict.checked_ms <= excluded.checked_ms
                """)
                .bind("key", judgement.slot().export().toString())
                .bind("due", judgement.slot().due().toEpochMilli())
                .bind("dataset", judgement.dataset())
                .bind("verdict", judgement.verdict().name())
                .bind("depth", judgement.depth().name())
                .bind("run", judgement.run().map(r -> r.id()).orElse(null))
                .bind("folder", landing.folder().orElse(null))
                .bind("files", landing.files())
                .bind("bytes", landing.bytes())
                .bind("newest", Rows.millis(landing.newest()))
                .bind("records", landing.records().orElse(null))
                .bind("findings", Lines.of(judgement.findings()))
                .bind("checked", judgement.checkedAt().toEpochMilli())
                .execute();
        return rows == 1;
    }

    /** The row that stands for a slot whose datasets were not known yet goes when they are. */
    public void datasetsKnown(Handle h, SlotKey slot) {
        h.createUpdate("DELETE FROM verdict WHERE export_key = :key AND due_ms = :due AND dataset_id = '*'")
                .bind("key", slot.export().toString())
                .bind("due", slot.due().toEpochMilli())
                .execute();
    }

    public List<Recorded> of(SlotKey slot) {
        return between(slot.export(), slot.due(), slot.due().plusMillis(1));
    }

    /** The verdicts of an export on slots in {@code [from, to)}, oldest first. */
    public List<Recorded> between(ExportKey export, Instant from, Instant to) {
        return jdbi.withHandle(h -> h.createQuery("""
                SELECT * FROM verdict WHERE export_key = :key AND due_ms >= :from AND due_ms < :to
                ORDER BY due_ms, dataset_id
                """)
                .bind("key", export.toString())
                .bind("from", from.toEpochMilli())
                .bind("to", to.toEpochMilli())
                .map((row, c) -> recorded(row))
                .list());
    }

    /** The verdicts on the newest slots of an export, oldest first. */
    public List<Recorded> newest(ExportKey export, int slots) {
        return jdbi.withHandle(h -> h.createQuery("""
                SELECT * FROM verdict WHERE export_key = :key AND due_ms IN (
                    SELECT DISTINCT due_ms FROM verdict WHERE export_key = :key ORDER BY due_ms DESC LIMIT :slots)
                ORDER BY due_ms, dataset_id
                """)
                .bind("key", export.toString())
                .bind("slots", slots)
                .map((row, c) -> recorded(row))
                .list());
    }

    /** The latest verdict on a slot whose deadline has passed; absent where none was recorded. */
    public record Passed(Instant due, String dataset, Optional<Verdict> verdict) {}

    /** The slots in {@code [from, to)} whose deadline has passed, oldest first, without those that landed. */
    public List<Passed> passed(ExportKey export, Instant from, Instant to, Instant now) {
        return jdbi.withHandle(h -> h.createQuery("""
                SELECT s.due_ms, v.dataset_id, v.verdict FROM slot s
                LEFT JOIN verdict v ON v.export_key = s.export_key AND v.due_ms = s.due_ms
                WHERE s.export_key = :key AND s.due_ms >= :from AND s.due_ms < :to AND s.deadline_ms <= :now
                    AND (v.verdict IS NULL OR v.verdict NOT IN ('LANDED', 'LANDED_LATE'))
                ORDER BY s.due_ms, v.dataset_id
                """)
                .bind("key", export.toString())
                .bind("from", from.toEpochMilli())
                .bind("to", to.toEpochMilli())
                .bind("now", now.toEpochMilli())
                .map((row, c) -> new Passed(
                        Rows.time(row, "due_ms"),
                        Optional.ofNullable(row.getString("dataset_id")).orElse("*"),
                        Optional.ofNullable(row.getString("verdict")).map(Verdict::valueOf)))
                .list());
    }

    private static Recorded recorded(ResultSet row) throws SQLException {
        return new Recorded(
                new SlotKey(ExportKey.parse(row.getString("export_key")), Rows.time(row, "due_ms")),
                row.getString("dataset_id"),
                Verdict.valueOf(row.getString("verdict")),
                Depth.valueOf(row.getString("depth")),
                Optional.ofNullable(row.getString("run_id")),
                Optional.ofNullable(row.getString("folder")),
                row.getLong("files"),
                row.getLong("bytes"),
                Rows.maybeTime(row, "newest_ms"),
                Rows.maybeLong(row, "records"),
                Lines.list(row.getString("findings")),
                Rows.time(row, "checked_ms"));
    }
}
