package io.landfall.promises;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.landfall.emulator.Catalogue;
import io.landfall.emulator.Exporter;
import io.landfall.emulator.LocalWorld;
import io.landfall.emulator.Outcome;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The table of verdicts, for every kind of store, format, depth and fault: each fault is a slot of its own, all are
 * exported over the real protocols and looked at by one {@code verify}.
 */
class VerdictTableTest {
    private static final Duration EVERY = Duration.ofHours(3);

    /** The newest slot is in its grace, the others are over. */
    private static final Duration NEWEST = Duration.ofMinutes(30);

    /**
     * A kind of store.
     *
     * @param name of the local world's storage
     * @param keepsTimes whether its files can bear the times of the run; else all have landed just now, which is late
     * @param deny forbids Landfall to list, or allows it again
     */
    record Store(String name, boolean keepsTimes, BiConsumer<LocalWorld, Boolean> deny) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static final List<Store> STORES = List.of(
            new Store("lake", true, (world, denied) -> world.s3().faults().denyListing(denied)),
            new Store("archive", true, (world, denied) -> world.gcs().faults().denyListing(denied)),
            new Store("dropbox", true, (world, denied) -> world.sftp().denyListing(denied)),
            new Store("blobs", true, (world, denied) -> world.azure().faults().denyListing(denied)),
            new Store(
                    "directories",
                    true,
                    (world, denied) -> world.azure().faults().denyListing(denied)),
            new Store("zone", true, (world, denied) -> world.azure().faults().denyListing(denied)));

    /** What Adobe writes: the declared format and compression. */
    enum Form {
        JSON_GZ("json", "gzip"),
        GZ_PARQUET("parquet", "gzip"),
        PARQUET("parquet", "none");

        private final String format;
        private final String compression;

        Form(String format, String compression) {
            this.format = format;
            this.compression = compression;
        }
    }

    /** One slot, oldest first: how it went, what is to be said, and how many data files there are. */
    enum Fault {
        NONE(Outcome.ON_TIME, "LANDED", 2),
        LATE(Outcome.LATE, "LANDED_LATE", 2),
        NOTHING_NEW(Outcome.NOTHING_TO_EXPORT, "NOTHING_TO_EXPORT", 0),
        NO_RUN(Outcome.NOT_STARTED, "NOT_STARTED", 0),
        FAILED(Outcome.RUN_FAILED, "RUN_FAILED", 0),
        STUCK(Outcome.RUN_STUCK, "RUN_STUCK", 0),
        NO_FILES(Outcome.MISSING, "MISSING", 0),
        ONE_FILE_SHORT(Outcome.PARTLY, "INCOMPLETE", 1),
        ZERO_BYTES(Outcome.EMPTY, "EMPTY", 2),
        OTHER_FORMAT(Outcome.WRONG_FORMAT, "WRONG_FORMAT", 2),
        CUT(Outcome.TRUNCATED, "CORRUPT", 2),
        STORE_DENIES(Outcome.ON_TIME, "UNKNOWN", 0),
        NOT_YET(Outcome.NOT_STARTED, "WAITING", 0);

        private final Outcome outcome;
        private final String verdict;
        private final int files;

        Fault(Outcome outcome, String verdict, int files) {
            this.outcome = outcome;
            this.verdict = verdict;
            this.files = files;
        }
    }

    @TempDir
    private static Path folder;

    private static Stage stage;
    private static Instant first;
    private static final Map<String, JsonNode> RESULTS = new HashMap<>();

    @BeforeAll
    static void exportAndVerify() {
        stage = new Stage(folder);
        first = Instant.now()
                .minus(NEWEST)
                .minus(EVERY.multipliedBy(Fault.values().length - 1L))
                .truncatedTo(ChronoUnit.SECONDS);
        Exporter exporter = stage.world.exporter();
        exporter.script((flow, slot) -> fault(slot).outcome);
        exporter.pastRunsAtOnce(true);
        for (Store store : STORES) {
            for (Form form : Form.values()) {
                for (String depth : List.of("integrity", "records")) {
                    declare(name(store, form, depth), store, form, depth);
                }
            }
        }
        Stage.Ended applied = stage.command("apply");
        assertThat(applied.code()).as(applied.out() + applied.err()).isZero();
        exporter.late().forEach(due -> exporter.deliverLate(due.flowId(), due.slot()));

        STORES.forEach(store -> store.deny().accept(stage.world, true));
        take(stage.command("verify", "--json", "--slot", due(Fault.STORE_DENIES).toString()));
        STORES.forEach(store -> store.deny().accept(stage.world, false));
        take(stage.command(
                "verify",
                "--json",
                "--from",
                first.toString(),
                "--to",
                due(Fault.STORE_DENIES).toString()));
        take(stage.command("verify", "--json", "--slot", due(Fault.NOT_YET).toString()));
    }

    private static void declare(String name, Store store, Form form, String depth) {
        String export = "export." + name + ".";
        stage.key(export + "datasets", Catalogue.ORDERS.id());
        stage.key(export + "storage", store.name());
        stage.key(export + "path", "aep/" + name);
        stage.key(export + "format", form.format);
        stage.key(export + "compression", form.compression);
        stage.key(export + "every", "3h");
        stage.key(export + "start", first.toString());
        stage.key(export + "end", first.plus(300, ChronoUnit.DAYS).toString());
        stage.key(export + "grace", "150m");
        stage.key(export + "first-grace", "150m");
        stage.key(export + "verify", depth);
    }

    private static void take(Stage.Ended verified) {
        assertThat(verified.code()).as(verified.err()).isIn(0, 2);
        for (JsonNode result : verified.json().path("results")) {
            RESULTS.put(
                    result.path("export").asText() + "@" + result.path("slot").asText(), result);
        }
    }

    @AfterAll
    static void end() {
        stage.close();
    }

    static Stream<Object[]> table() {
        return STORES.stream()
                .flatMap(store -> Stream.of(Form.values())
                        .flatMap(form -> Stream.of("integrity", "records")
                                .flatMap(depth -> Stream.of(Fault.values())
                                        .map(fault -> new Object[] {store, form, depth, fault}))));
    }

    @ParameterizedTest(name = "{0} {1} {2} {3}")
    @MethodSource("table")
    void eachFaultHasItsVerdict(Store store, Form form, String depth, Fault fault) {
        JsonNode result = RESULTS.get(name(store, form, depth) + "@" + due(fault));
        assertThat(result).isNotNull();
        boolean late = fault == Fault.NONE && !store.keepsTimes();
        assertThat(result.path("verdict").asText())
                .as(result.toPrettyString())
                .isEqualTo(late ? "LANDED_LATE" : fault.verdict);
        assertThat(result.path("files").asInt()).as(result.toPrettyString()).isEqualTo(fault.files);
        assertThat(result.path("findings")).isNotEmpty();
        if (fault == Fault.NONE) {
            assertThat(result.path("records").asLong()).isEqualTo(120);
        }
    }

    private static String name(Store store, Form form, String depth) {
        return store.name() + "-" + form.name().toLowerCase(Locale.ROOT).replace('_', '-') + "-" + depth;
    }

    private static Instant due(Fault fault) {
        return first.plus(EVERY.multipliedBy(fault.ordinal()));
    }

    private static Fault fault(Instant slot) {
        return Fault.values()[(int) Duration.between(first, slot).dividedBy(EVERY)];
    }
}
