package io.landfall.content;

import io.landfall.model.Compression;
import io.landfall.model.Depth;
import io.landfall.model.Format;
import io.landfall.model.StoredFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;

/** Drives a probe over bytes in memory as a route does over a store, and keeps what it read. */
record Reading(FileFinding finding, List<Range> ranges) {
    static final Reads READS = new Reads(Probe.FIRST_READ, Reads.LARGEST_PIECE, true);
    static final Instant WRITTEN = Instant.parse("2026-12-01T03:05:00Z");

    long bytes() {
        return ranges.stream().mapToLong(Range::length).sum();
    }

    static StoredFile named(String name, byte[] content) {
        return new StoredFile("aep/orders/5ef/exportTime=20261201030000/" + name, content.length, WRITTEN);
    }

    static Reading json(byte[] content) {
        return of("part-0.json.gz", content, Format.JSON, Compression.GZIP, Depth.INTEGRITY);
    }

    static Reading parquet(byte[] content) {
        return of("part-0.gz.parquet", content, Format.PARQUET, Compression.GZIP, Depth.INTEGRITY);
    }

    static Reading of(String name, byte[] content, Format format, Compression compression, Depth depth) {
        return of(name, content, format, compression, depth, READS);
    }

    static Reading of(String name, byte[] content, Format format, Compression compression, Depth depth, Reads reads) {
        Probe probe = Probe.of(named(name, content), format, compression, depth, reads);
        List<Range> ranges = new ArrayList<>();
        try {
            while (probe.more()) {
                Range range = probe.next();
                ranges.add(range);
                probe.take(Arrays.copyOfRange(content, (int) range.from(), (int) range.last() + 1));
            }
        } catch (ShortReadException e) {
            throw new UncheckedIOException(e);
        }
        return new Reading(probe.finding(), ranges);
    }

    static byte[] gzip(String... members) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (String member : members) {
            try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
                gzip.write(member.getBytes(StandardCharsets.UTF_8));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return out.toByteArray();
    }

    /** Lines that do not compress well, so that the file is about 60 bytes a line. */
    static String lines(int n) {
        Random random = new Random(11);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < n; i++) {
            byte[] noise = new byte[30];
            random.nextBytes(noise);
            text.append("{\"id\":").append(i).append(",\"v\":\"");
            for (byte b : noise) {
                text.append(Integer.toHexString(b & 0xff));
            }
            text.append("\"}\n");
        }
        return text.toString();
    }
}
