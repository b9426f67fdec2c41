package io.landfall.emulator;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;

/** Made-up events in the shape of exported files; the same seed gives the same bytes. */
public final class SampleRows {

    private static final List<String> TYPES =
            List.of("web.pageView", "commerce.purchase", "commerce.checkout", "login");

    /** One record of an event dataset. */
    record Row(String id, Instant timestamp, String eventType, double amount) {}

    private SampleRows() {}

    /**
     * A genuine file.
     *
     * @param rowGroupRows the most rows of a Parquet row group; ignored for JSON
     */
    public static byte[] file(ExportFormat format, long seed, int records, int rowGroupRows) {
        return switch (format) {
            case GZ_PARQUET -> ParquetBytes.write(rows(seed, records), rowGroupRows, true);
            case PARQUET -> ParquetBytes.write(rows(seed, records), rowGroupRows, false);
            case JSON_GZ -> gzip(json(seed, records));
            case JSON -> json(seed, records);
        };
    }

    /** The same file, damaged: the Parquet footer gone, the gzip stream cut in its middle. */
    public static byte[] damaged(byte[] file) {
        return Arrays.copyOf(file, Math.max(12, file.length * 2 / 3));
    }

    /** One JSON object per line, a line end behind the last. */
    public static byte[] json(long seed, int records) {
        StringBuilder lines = new StringBuilder();
        for (Row row : rows(seed, records)) {
            lines.append("{\"_id\":\"").append(row.id());
            lines.append("\",\"timestamp\":\"").append(row.timestamp());
            lines.append("\",\"eventType\":\"").append(row.eventType());
            lines.append("\",\"amount\":").append(row.amount()).append("}\n");
        }
        return lines.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** A header and one line per record. */
    public static byte[] csv(long seed, int records) {
        StringBuilder lines = new StringBuilder("_id,timestamp,eventType,amount\n");
        for (Row row : rows(seed, records)) {
            lines.append(row.id()).append(',').append(row.timestamp()).append(',');
            lines.append(row.eventType()).append(',').append(row.amount()).append('\n');
        }
        return lines.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static List<Row> rows(long seed, int records) {
        SplittableRandom random = new SplittableRandom(seed);
        return IntStream.range(0, records)
                .mapToObj(i -> new Row(
                        String.format("%016x-%08x", random.nextLong(), i),
                        Instant.ofEpochSecond(1_790_000_000L + random.nextInt(10_000_000)),
                        TYPES.get(random.nextInt(TYPES.size())),
                        random.nextInt(1_000_000) / 100.0))
                .toList();
    }

    static byte[] gzip(byte[] plain) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(plain);
        } catch (IOException inMemory) {
            throw new UncheckedIOException(inMemory);
        }
        return out.toByteArray();
    }
}
