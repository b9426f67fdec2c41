package io.landfall.bench;

import com.sun.management.OperatingSystemMXBean;
import io.landfall.content.Probe;
import io.landfall.content.Range;
import io.landfall.content.Reads;
import io.landfall.emulator.ExportFormat;
import io.landfall.emulator.SampleRows;
import io.landfall.model.Compression;
import io.landfall.model.Depth;
import io.landfall.model.Format;
import io.landfall.model.StoredFile;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * How fast the records of many {@code gz.parquet} files are counted from their footers, beside DuckDB's
 * {@code parquet_file_metadata}; in turn, in one process, from files in the page cache. Called by
 * {@code bench/parquet-records}.
 */
final class ParquetRecords {
    private final Path folder;
    private long read;
    private long most;

    private ParquetRecords(Path folder) {
        this.folder = folder;
    }

    /** @param args folder for the files, how many, rows of each, rounds */
    public static void main(String[] args) throws Exception {
        Path folder = Path.of(args[0]);
        int files = Integer.parseInt(args[1]);
        int rows = Integer.parseInt(args[2]);
        fill(folder, files, rows);
        ParquetRecords bench = new ParquetRecords(folder);
        List<Double> own = new ArrayList<>();
        List<Double> duck = new ArrayList<>();
        List<Double> ratio = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute("SET threads = 1");
            for (int round = -1; round < Integer.parseInt(args[3]); round++) {
                double theirs = took(files * (long) rows, () -> bench.duck(statement));
                double ours = took(files * (long) rows, bench::landfall);
                if (round >= 0) {
                    duck.add(theirs);
                    own.add(ours);
                    ratio.add(theirs / ours);
                }
            }
        }
        System.out.printf(
                Locale.ROOT,
                "%,d files of %,d records, processor time: Landfall %.2f s (%s), DuckDB %.2f s (%s): %.2f times as fast (%s)%n",
                files,
                rows,
                Samples.median(own),
                Samples.spread(own),
                Samples.median(duck),
                Samples.spread(duck),
                Samples.median(ratio),
                Samples.spread(ratio));
        System.out.printf(
                Locale.ROOT,
                "bytes read of a file: %,d at most, of %,d%n",
                bench.most,
                Files.size(folder.resolve("part-0.gz.parquet")));
    }

    private interface Count {
        long records() throws IOException, SQLException;
    }

    /** Seconds of the process's processor time. */
    private static double took(long expected, Count count) throws Exception {
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long began = system.getProcessCpuTime();
        long records = count.records();
        double seconds = (system.getProcessCpuTime() - began) / 1e9;
        if (records != expected) {
            throw new IllegalStateException(records + " records, not " + expected);
        }
        return seconds;
    }

    private long duck(Statement statement) throws SQLException {
        try (ResultSet sum = statement.executeQuery(
                "SELECT sum(num_rows) FROM parquet_file_metadata('" + folder + "/*.gz.parquet')")) {
            sum.next();
            return sum.getLong(1);
        }
    }

    private long landfall() throws IOException {
        long records = 0;
        try (Stream<Path> files = Files.list(folder)) {
            for (Path path : (Iterable<Path>) files::iterator) {
                records += count(path);
            }
        }
        return records;
    }

    private long count(Path path) throws IOException {
        StoredFile stored = new StoredFile(path.getFileName().toString(), Files.size(path), Instant.EPOCH);
        Reads reads = Reads.within(Runtime.getRuntime().maxMemory(), 8, true);
        Probe probe = Probe.of(stored, Format.PARQUET, Compression.GZIP, Depth.RECORDS, reads);
        read = 0;
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
            while (probe.more()) {
                Range range = probe.next();
                byte[] bytes = new byte[range.length()];
                file.seek(range.from());
                file.readFully(bytes);
                read += bytes.length;
                probe.take(bytes);
            }
        }
        most = Math.max(most, read);
        return probe.finding().records().orElseThrow();
    }

    private static void fill(Path folder, int files, int rows) throws IOException {
        Files.createDirectories(folder);
        byte[] content = SampleRows.file(ExportFormat.GZ_PARQUET, 1, rows, Math.max(1, rows / 4));
        for (int i = 0; i < files; i++) {
            Path path = folder.resolve("part-" + i + ".gz.parquet");
            if (!Files.exists(path)) {
                Files.write(path, content);
            }
        }
    }
}
