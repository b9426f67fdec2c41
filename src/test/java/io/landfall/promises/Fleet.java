package io.landfall.promises;

import io.landfall.emulator.EntityKind;
import io.landfall.emulator.Outcome;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jdbi.v3.core.Jdbi;

/**
 * Several {@code landfall run}, each a process of its own, on one PostgreSQL, with many slots to check.
 *
 * <p>Nothing of a check is a stand-in: it is handed on by a poll, taken through db-scheduler, judged, and recorded through
 * the fence. Only the slots and runs are written straight into the database instead of read from Flow Service 100 at a
 * time. No verdict here is final, so that a second one would be recorded. A trigger notes each time that a verdict is.
 */
final class Fleet implements AutoCloseable {
    /** What is to be found out about most exports. */
    enum Check {
        /** Their dataflows were disabled, which is known: a check is the work of Landfall and its database alone. */
        PAUSED,
        /** Their runs say that there was nothing to export: a check lists the slot's own folder in the S3 server. */
        EMPTY
    }

    private static final int FAILED = 5;
    private static final String EVERY = "CAST(10800000 AS BIGINT)";

    final Stage stage;
    final Jdbi jdbi;
    private final List<Child> all = new ArrayList<>();
    private final Path config;
    private final List<String> slots = new ArrayList<>();

    /**
     * Declares and provisions, and makes slots due.
     *
     * @param exports whose slots are looked at once
     * @param failing exports whose runs failed, with five slots each
     * @param slotsEach how many slots each of the others has, the newest ten minutes old
     */
    Fleet(Path folder, EmbeddedPostgres postgres, Check check, int exports, int failing, int slotsEach)
            throws SQLException {
        String database = "fleet_" + System.nanoTime();
        try (Connection admin = postgres.getPostgresDatabase().getConnection();
                Statement create = admin.createStatement()) {
            create.execute("CREATE DATABASE " + database);
        }
        String url = postgres.getJdbcUrl("postgres", database);
        jdbi = Jdbi.create(url);
        stage = new Stage(folder)
                .forget("storage.archive.")
                .forget("storage.dropbox.")
                .forget("storage.blobs.")
                .forget("storage.zone.")
                .forget("storage.directories.")
                .key("state.url", url)
                .key("poll.cron", "0/5 * * * * ?")
                .startIn(Duration.ofHours(-3L * (slotsEach - 1)).minusMinutes(10));
        for (int i = 0; i < exports + failing; i++) {
            stage.export(name(i, exports), "lake", "json", Outcome.ON_TIME).seenBefore(name(i, exports));
        }
        Stage.Ended applied = stage.command("apply");
        if (applied.code() != 0) {
            throw new IllegalStateException(applied.out() + applied.err());
        }
        config = stage.config();
        watch();
        for (int i = 0; i < exports; i++) {
            if (check == Check.PAUSED) {
                stage.world.sandbox().edit(EntityKind.FLOW, flow(name(i, exports)), f -> f.put("state", "disabled"));
            } else {
                runs(name(i, exports), "SUCCEEDED", 0, slotsEach);
            }
            due(name(i, exports), 0, slotsEach);
        }
        for (int i = exports; i < exports + failing; i++) {
            runs(name(i, exports), "FAILED", slotsEach - FAILED, slotsEach);
            due(name(i, exports), slotsEach - FAILED, slotsEach);
        }
    }

    private static String name(int i, int exports) {
        return i < exports ? "usual-" + i : "failing-" + i;
    }

    private String flow(String export) {
        return stage.world
                .sandbox()
                .flowsNamed("landfall/" + export)
                .get(0)
                .path("id")
                .asText();
    }

    private void watch() {
        jdbi.useHandle(h -> {
            h.execute("CREATE TABLE recorded (n BIGSERIAL, slot TEXT NOT NULL, verdict TEXT NOT NULL)");
            h.execute("CREATE FUNCTION note() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
                    + " INSERT INTO recorded (slot, verdict) VALUES (NEW.export_key || '/' || NEW.due_ms, NEW.verdict);"
                    + " RETURN NEW; END $$");
            h.execute("CREATE TRIGGER note AFTER INSERT OR UPDATE ON verdict FOR EACH ROW EXECUTE FUNCTION note()");
        });
    }

    private void runs(String export, String state, int from, int to) {
        String flow = flow(export);
        jdbi.useHandle(h -> h.createUpdate(
                        "INSERT INTO run (run_id, flow_id, state, spelling, created_ms, updated_ms, started_ms,"
                                + " completed_ms, records, files, records_by_dataset, failed_records, errors)"
                                + " SELECT :flow || '-' || k, :flow, :state, :state, t, t, t, t, 0, 0, '', 0, ''"
                                + " FROM (SELECT k, :start + k * " + EVERY + " + 1000 AS t"
                                + " FROM generate_series(:from, :to - 1) k) due")
                .bind("flow", flow)
                .bind("state", state)
                .bind("start", stage.start().toEpochMilli())
                .bind("from", from)
                .bind("to", to)
                .execute());
    }

    private void due(String export, int from, int to) {
        slots.addAll(
                jdbi.withHandle(h -> h.createQuery("INSERT INTO slot (export_key, due_ms, deadline_ms, next_look_ms)"
                                + " SELECT :key, :start + k * " + EVERY + ", :start + k * " + EVERY + " + 5000, :now"
                                + " FROM generate_series(:from, :to - 1) k RETURNING export_key || '/' || due_ms")
                        .bind("key", "default/prod/" + export)
                        .bind("start", stage.start().toEpochMilli())
                        .bind("now", Instant.now().toEpochMilli())
                        .bind("from", from)
                        .bind("to", to)
                        .mapTo(String.class)
                        .list()));
    }

    /** What is due, each by {@code platform/sandbox/export/milliseconds}. */
    List<String> slots() {
        return List.copyOf(slots);
    }

    /** The same for what was recorded, once for each time. */
    List<String> recorded() {
        return jdbi.withHandle(h -> h.createQuery("SELECT slot FROM recorded ORDER BY n")
                .mapTo(String.class)
                .list());
    }

    int recordings() {
        return count("SELECT COUNT(*) FROM recorded");
    }

    int count(String sql) {
        return jdbi.withHandle(h -> h.createQuery(sql).mapTo(Integer.class).one());
    }

    /** One more replica; it need not be ready yet. */
    Child another() throws IOException {
        Child child = new Child(config, "run");
        all.add(child);
        return child;
    }

    /** Waits until it is so. */
    static void until(String what, Duration atMost, BooleanSupplier so) {
        long end = System.nanoTime() + atMost.toNanos();
        while (!so.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("not within " + atMost + ": " + what);
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }
    }

    /** Waits until as much is recorded; a minute without anything new is too long. */
    void untilRecorded(int many) {
        for (int seen = recordings(); seen < many; seen = recordings()) {
            int before = seen;
            until("more than " + before + " of " + many, Duration.ofSeconds(60), () -> recordings() > before);
        }
    }

    /** Waits until no check waits and none is under way. */
    void untilNoWorkIsLeft() {
        until("no work left", Duration.ofSeconds(60), () -> count("SELECT COUNT(*) FROM work_verify") == 0);
    }

    /** The lines that the replicas have said so far with these words in them. */
    List<String> said(String words) {
        return all.stream()
                .flatMap(child -> child.said().stream())
                .filter(line -> line.contains(words))
                .toList();
    }

    @Override
    public void close() throws InterruptedException {
        for (Child child : all) {
            child.kill();
        }
        stage.close();
    }
}
