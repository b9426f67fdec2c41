package io.landfall.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.apache.parquet.format.CompressionCodec;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.Util;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExporterTest {

    private static final Instant NOW = Instant.parse("2026-12-01T12:00:00Z");
    private static final Instant START = NOW.minus(Duration.ofHours(9));

    @TempDir
    Path folder;

    private LocalWorld world;

    @BeforeEach
    void start() {
        world = LocalWorld.start(Clock.fixed(NOW, ZoneOffset.UTC), folder);
    }

    @AfterEach
    void stop() {
        world.close();
    }

    @Test
    void writesGenuineParquetToS3() throws Exception {
        String flow = s3Flow("PARQUET", "GZIP");

        Delivery delivery = world.exporter().export(flow, START, Outcome.ON_TIME);

        assertThat(delivery.keys())
                .hasSize(4)
                .allMatch(
                        key -> key.matches(
                                "aep/orders/[0-9a-f]{24}"
                                        + "/exportTime=20261201030200/part-0000[01]-tid-\\d{19}-[0-9a-f-]{36}-\\d{6}-1-c000\\.gz\\.parquet"));
        assertThat(world.s3().keys(LocalWorld.BUCKET)).containsExactlyInAnyOrderElementsOf(delivery.keys());
        byte[] file = world.s3().get(LocalWorld.BUCKET, delivery.keys().get(0));
        FileMetaData footer = footer(file);
        assertThat(footer.getNum_rows()).isEqualTo(60);
        assertThat(footer.getRow_groups()).hasSize(3);
        assertThat(footer.getRow_groups()
                        .get(0)
                        .getColumns()
                        .get(0)
                        .getMeta_data()
                        .getCodec())
                .isEqualTo(CompressionCodec.GZIP);
        JsonNode run = world.sandbox().runs(flow).get(0);
        assertThat(run.at("/metrics/fileSummary/outputFileCount").asInt()).isEqualTo(4);
        assertThat(run.at("/metrics/recordSummary/outputRecordCount").asLong())
                .isEqualTo(delivery.records())
                .isEqualTo(240);
        assertThat(run.at("/metrics/durationSummary/startedAtUTC").asLong())
                .isEqualTo(START.plusSeconds(60).toEpochMilli());
    }

    @Test
    void writesPlainParquetToo() throws Exception {
        Delivery delivery = world.exporter().export(s3Flow("PARQUET", "NONE"), START, Outcome.ON_TIME);

        String key = delivery.keys().get(0);
        assertThat(key).endsWith("c000.parquet").doesNotContain(".gz.");
        FileMetaData footer = footer(world.s3().get(LocalWorld.BUCKET, key));
        assertThat(footer.getRow_groups()
                        .get(0)
                        .getColumns()
                        .get(0)
                        .getMeta_data()
                        .getCodec())
                .isEqualTo(CompressionCodec.UNCOMPRESSED);
    }

    @Test
    void writesGenuineJsonBySftp() throws Exception {
        world.exporter().exportTimeDigits(12);
        Delivery delivery = world.exporter().export(sftpFlow("adobe-writes"), START, Outcome.ON_TIME);

        assertThat(delivery.keys()).hasSize(2).allMatch(key -> key.contains("/exportTime=202612010302/"));
        Path file = folder.resolve("dropbox").resolve(delivery.keys().get(0));
        assertThat(Files.getLastModifiedTime(file).toInstant()).isEqualTo(START.plus(Duration.ofMinutes(4)));
        String text = unzip(Files.readAllBytes(file));
        assertThat(text).endsWith("}\n");
        assertThat(text.lines())
                .hasSize(60)
                .allSatisfy(line ->
                        assertThat(Json.parse(line).path("_id").asText()).isNotEmpty());
    }

    @Test
    void refusedCredentialsMakeTheRunFail() throws Exception {
        String flow = sftpFlow("wrong");

        assertThat(world.exporter().export(flow, START, Outcome.ON_TIME).keys()).isEmpty();

        assertThat(world.sandbox()
                        .runs(flow)
                        .get(0)
                        .at("/metrics/statusSummary/status")
                        .asText())
                .isEqualTo("failed");
    }

    @Test
    void everyOutcomeLooksAsItShould() throws Exception {
        String flow = s3Flow("JSON", "GZIP");
        world.exporter().size(1, 5);

        assertThat(export(flow, 0, Outcome.NOT_STARTED).runId()).isNull();
        assertThat(export(flow, 1, Outcome.RUN_FAILED).keys()).isEmpty();
        assertThat(export(flow, 2, Outcome.RUN_STUCK).keys()).isEmpty();
        assertThat(world.sandbox().runs(flow))
                .extracting(run -> run.at("/metrics/statusSummary/status").asText())
                .containsExactly("inProgress", "failed");
        assertThat(export(flow, 3, Outcome.MISSING))
                .satisfies(d -> assertThat(d.records()).isEqualTo(10))
                .satisfies(d -> assertThat(d.keys()).isEmpty());
        assertThat(export(flow, 4, Outcome.NOTHING_TO_EXPORT).records()).isZero();
        Delivery partly = export(flow, 5, Outcome.PARTLY);
        assertThat(partly.keys()).hasSize(2);
        assertThat(world.sandbox()
                        .runs(flow)
                        .get(0)
                        .at("/metrics/fileSummary/outputFileCount")
                        .asInt())
                .isEqualTo(4);
        assertThat(content(export(flow, 6, Outcome.EMPTY), 0)).isEmpty();
        byte[] cut = content(export(flow, 7, Outcome.TRUNCATED), 0);
        assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> unzip(cut)))
                .isInstanceOf(java.io.EOFException.class);
        byte[] plain = content(export(flow, 8, Outcome.WRONG_FORMAT), 0);
        assertThat(new String(plain, StandardCharsets.UTF_8)).startsWith("{\"_id\"");
        Delivery split = world.exporter()
                .export(
                        flow,
                        NOW,
                        id -> id.equals(Catalogue.ORDERS.id()) ? Outcome.ON_TIME : Outcome.NOTHING_TO_EXPORT);
        assertThat(split.keys()).singleElement().asString().contains(Catalogue.ORDERS.id());
    }

    @Test
    void lateSlotsComeWhenAskedFor() throws Exception {
        String flow = s3Flow("PARQUET", "GZIP");
        assertThat(world.exporter().export(flow, START, Outcome.LATE).runId()).isNull();
        assertThat(world.exporter().late()).containsExactly(new Exporter.Due(flow, START));

        Delivery delivery = world.exporter().deliverLate(flow, START);

        assertThat(delivery.keys()).hasSize(4).allMatch(key -> key.contains("exportTime=20261201030200"));
        assertThat(world.exporter().late()).isEmpty();
        assertThat(world.sandbox()
                        .runs(flow)
                        .get(0)
                        .at("/metrics/durationSummary/completedAtUTC")
                        .asLong())
                .isEqualTo(NOW.toEpochMilli());
    }

    @Test
    void producesThePastAtOnceAndThenWhatBecomesDue() throws Exception {
        world.exporter().size(1, 3).script((name, slot) -> slot.equals(START) ? Outcome.RUN_FAILED : Outcome.ON_TIME);
        world.exporter().pastRunsAtOnce(true);

        String flow = s3Flow("PARQUET", "GZIP");

        assertThat(world.sandbox().runs(flow)).hasSize(4);
        assertThat(world.s3().keys(LocalWorld.BUCKET)).hasSize(6);
        assertThat(world.sandbox()
                        .find(EntityKind.FLOW, flow)
                        .orElseThrow()
                        .path("createdAt")
                        .asLong())
                .isEqualTo(START.minusSeconds(3600).toEpochMilli());
        assertThat(world.exporter().tick(NOW)).isEmpty();
        assertThat(world.exporter().tick(NOW.plus(Duration.ofHours(3)))).hasSize(1);
        assertThat(world.exporter().catchUp(NOW.plus(Duration.ofHours(9)))).hasSize(2);
    }

    @Test
    void namesFoldersByTheTemplateAndWritesManifests() throws Exception {
        String flow = s3Flow("PARQUET", "GZIP");
        world.sandbox()
                .edit(
                        EntityKind.FLOW,
                        flow,
                        f -> ((ObjectNode) f.path("scheduleParams"))
                                .put(
                                        "foldernameTemplate",
                                        "%DESTINATION%_%DATASET_ID%/%DATETIME(YYYYMMdd_HHmmss)%/%SANDBOX_NAME%"));
        String target = world.sandbox()
                .find(EntityKind.FLOW, flow)
                .orElseThrow()
                .at("/targetConnectionIds/0")
                .asText();
        world.sandbox()
                .edit(
                        EntityKind.TARGET_CONNECTION,
                        target,
                        t -> ((ObjectNode) t.path("params")).put("includeFileManifest", true));

        List<String> keys =
                world.exporter().export(flow, START, Outcome.ON_TIME).keys();

        assertThat(keys).hasSize(6);
        assertThat(keys.get(0))
                .startsWith("aep/orders/Amazon S3_" + Catalogue.ORDERS.id() + "/20261201_030200/prod/part-");
        JsonNode manifest = Json.parse(world.s3().get(LocalWorld.BUCKET, keys.get(2)));
        assertThat(manifest.path("scheduledTime").asText()).isEqualTo("2026-12-01T03:00:00Z");
        assertThat(manifest.path("exportResults")).hasSize(2);
    }

    private Delivery export(String flow, int slot, Outcome outcome) {
        return world.exporter().export(flow, START.plus(Duration.ofHours(slot)), outcome);
    }

    private byte[] content(Delivery delivery, int file) {
        return world.s3().get(LocalWorld.BUCKET, delivery.keys().get(file));
    }

    private String s3Flow(String type, String compression) {
        Keys keys = new Keys(world.properties());
        String base = world.sandbox()
                .create(
                        EntityKind.BASE_CONNECTION,
                        Bodies.s3Base(
                                keys.of("storage.lake.adobe.access-key"), keys.of("storage.lake.adobe.secret-key")));
        return flow(DestinationKind.S3, base, type, compression, Catalogue.ORDERS, Catalogue.RETURNS);
    }

    private String sftpFlow(String password) {
        String base = world.sandbox().create(EntityKind.BASE_CONNECTION, Bodies.sftpBase("adobe", password));
        return flow(DestinationKind.SFTP, base, "JSON", "GZIP", Catalogue.ORDERS);
    }

    private String flow(DestinationKind kind, String base, String type, String compression, Dataset... datasets) {
        Sandbox sandbox = world.sandbox();
        String source = sandbox.create(EntityKind.SOURCE_CONNECTION, Bodies.source(datasets));
        String target = sandbox.create(
                EntityKind.TARGET_CONNECTION, Bodies.target(kind, base, "aep/orders", type, compression));
        return sandbox.create(EntityKind.FLOW, Bodies.flow(kind, "landfall/orders", source, target, START));
    }

    private record Keys(java.util.Map<String, String> keys) {
        String of(String key) {
            return keys.get(key);
        }
    }

    private static FileMetaData footer(byte[] file) throws Exception {
        assertThat(new String(file, 0, 4, StandardCharsets.US_ASCII)).isEqualTo("PAR1");
        assertThat(new String(file, file.length - 4, 4, StandardCharsets.US_ASCII))
                .isEqualTo("PAR1");
        int length = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getInt(file.length - 8);
        return Util.readFileMetaData(new ByteArrayInputStream(file, file.length - 8 - length, length));
    }

    private static String unzip(byte[] packed) throws java.io.IOException {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
