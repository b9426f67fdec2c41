package io.landfall.content;

import static io.landfall.content.Reading.gzip;
import static io.landfall.content.Reading.lines;
import static org.assertj.core.api.Assertions.assertThat;

import io.landfall.content.FileFinding.Kind;
import io.landfall.content.FileFinding.Note;
import io.landfall.model.Compression;
import io.landfall.model.Depth;
import io.landfall.model.Format;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.zip.GZIPOutputStream;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecordsProbeTest {
    private static final int PIECE = 1024;

    private static Reading count(byte[] content, int piece) {
        return Reading.of(
                "part-0.json.gz", content, Format.JSON, Compression.GZIP, Depth.RECORDS, new Reads(1024, piece, true));
    }

    @ParameterizedTest
    @ValueSource(ints = {1024, 1025, 4099, 1 << 20})
    void aFileOfAnySizeIsCountedPieceByPiece(int piece) {
        byte[] file = gzip(lines(4_000));
        Reading reading = count(file, piece);
        assertThat(reading.finding()).isEqualTo(FileFinding.of(Optional.of(4_000L), List.of()));
        assertThat(reading.bytes()).isEqualTo(file.length);
        assertThat(reading.ranges()).hasSize((file.length + piece - 1) / piece);
        assertThat(reading.ranges()).allMatch(r -> r.length() <= piece);
    }

    /** Wherever members and pieces end: the same lines. */
    @Test
    void membersMayEndAnywhere() {
        SplittableRandom random = new SplittableRandom(5);
        String text = lines(400) + "\n  \n" + lines(300).stripTrailing();
        for (int round = 0; round < 200; round++) {
            int a = random.nextInt(text.length());
            int b = random.nextInt(a, text.length());
            byte[] file = gzip(text.substring(0, a), text.substring(a, b), "", text.substring(b));
            assertThat(count(file, PIECE + random.nextInt(3_000)).finding().records())
                    .as("members of %d and %d", a, b)
                    .contains(700L);
        }
    }

    /** Against the plain way of counting: newlines anywhere, eight bytes at a time or not. */
    @Test
    void linesOfAnyLengthAreCountedAsOneByOne() {
        SplittableRandom random = new SplittableRandom(9);
        for (int round = 0; round < 2_000; round++) {
            StringBuilder text = new StringBuilder();
            long records = 0;
            for (int i = random.nextInt(12); i >= 0; i--) {
                int form = random.nextInt(5);
                text.append(
                        switch (form) {
                            case 0 -> "";
                            case 1 -> " ".repeat(random.nextInt(20)) + "\r";
                            case 2 -> "{}";
                            case 3 -> "{\"\u0a8a\u008a\":\"" + "x".repeat(random.nextInt(40)) + "\"}";
                            default -> "\t{" + " ".repeat(random.nextInt(17)) + "} ";
                        });
                text.append('\n');
                records += form > 1 ? 1 : 0;
            }
            byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
            Lines lines = new Lines();
            for (int at = 0; at < bytes.length; ) {
                int to = Math.min(bytes.length, at + 1 + random.nextInt(30));
                lines.feed(bytes, at, to);
                at = to;
            }
            lines.end();
            assertThat(lines.fault()).isNull();
            assertThat(lines.count()).isEqualTo(records);
        }
    }

    @Test
    void cutAnywhereItIsNeverGoodAndNeverCounted() {
        byte[] file = gzip(lines(60), lines(40));
        assertThat(file.length).isGreaterThan(3 * PIECE);
        for (int n = PIECE + 1; n < file.length; n += 7) {
            FileFinding finding = count(Arrays.copyOf(file, n), PIECE).finding();
            assertThat(finding.records()).as("cut to " + n).isEmpty();
            assertThat(finding.notes()).extracting(Note::topic).containsExactly(Topic.TRUNCATED);
        }
    }

    @Test
    void damageInTheMiddleIsFoundAndEndsTheReading() {
        byte[] file = gzip(lines(2_000));
        Arrays.fill(file, file.length / 2, file.length / 2 + 200, (byte) 0xff);
        Reading reading = count(file, PIECE);
        assertThat(reading.finding().kind()).isEqualTo(Kind.CORRUPT);
        assertThat(reading.finding().records()).isEmpty();
        assertThat(reading.bytes()).isLessThan(file.length * 3L / 4);
    }

    @Test
    void aChecksumThatDoesNotMatchIsDamageHoweverLargeTheFile() {
        byte[] file = gzip(lines(2_000));
        file[file.length - 7] ^= 1;
        assertThat(count(file, PIECE).finding().notes())
                .containsExactly(new Note(Topic.DAMAGED_GZIP, "a checksum that does not match"));
    }

    @Test
    void aWrongLineFarBehindIsToldByItsNumber() {
        String text = lines(900) + "7\n" + lines(2_000);
        Reading reading = count(gzip(text), PIECE);
        assertThat(reading.finding().notes()).containsExactly(new Note(Topic.DAMAGED_LINES, "line 901"));
        assertThat(reading.bytes()).isLessThan(gzip(text).length);
    }

    @Test
    void anArrayIsSeenInTheFirstPiece() {
        Reading reading = count(gzip("[" + lines(4_000)), PIECE);
        assertThat(reading.finding().kind()).isEqualTo(Kind.WRONG_FORMAT);
        assertThat(reading.ranges()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"'', 0", "' \n\n', 0"})
    void noLineIsEmpty(String text, long records) {
        FileFinding finding = count(gzip(text), PIECE).finding();
        assertThat(finding.kind()).isEqualTo(Kind.EMPTY);
        assertThat(finding.records()).contains(records);
    }

    @Test
    void plainJsonIsCountedToo() {
        byte[] text = lines(2_000).stripTrailing().getBytes(StandardCharsets.UTF_8);
        Reading reading =
                Reading.of("a.json", text, Format.JSON, Compression.NONE, Depth.RECORDS, new Reads(1024, PIECE, true));
        assertThat(reading.finding().records()).contains(2_000L);
        assertThat(reading.bytes()).isEqualTo(text.length);
    }

    /** 300 MiB in 300 KB: what is held is one piece, and it is left once it is beyond all measure. */
    @Test
    void aBombIsLeftSoonAndNotHeld() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            byte[] blanks = new byte[1 << 20];
            Arrays.fill(blanks, (byte) ' ');
            for (int i = 0; i < 300; i++) {
                gzip.write(blanks);
            }
        }
        byte[] file = out.toByteArray();
        assertThat(file.length).isLessThan(400_000);
        Reading reading = count(file, 64 << 10);
        assertThat(reading.finding().records()).isEmpty();
        assertThat(reading.finding().notes()).extracting(Note::topic).containsExactly(Topic.INFLATES_TOO_FAR);
        assertThat(reading.bytes()).isLessThan(file.length / 2);
    }

    @Test
    void parquetIsReadAsForIntegrity() {
        byte[] file = Parquets.file(20_000, 5_000, CompressionCodecName.GZIP, 2);
        Reading reading =
                Reading.of("a.gz.parquet", file, Format.PARQUET, Compression.GZIP, Depth.RECORDS, Reading.READS);
        assertThat(reading.finding().records()).contains(20_000L);
        assertThat(reading.bytes()).isLessThanOrEqualTo(64 << 10);
    }

    @Test
    void onlyLargeJsonCostsMoreThanIntegrity() {
        byte[] large = new byte[70_000];
        assertThat(cost(Format.JSON, Depth.RECORDS, large)).isEqualTo(70_000);
        assertThat(cost(Format.JSON, Depth.INTEGRITY, large)).isZero();
        assertThat(cost(Format.PARQUET, Depth.RECORDS, large)).isZero();
        assertThat(cost(Format.JSON, Depth.RECORDS, new byte[1_000])).isZero();
    }

    private static long cost(Format format, Depth depth, byte[] content) {
        return Probe.forRecords(Reading.named("a", content), format, depth);
    }

    @Test
    void piecesAreLargeButNeverMoreThanASixteenthOfTheHeapAltogether() {
        assertThat(Reads.within(8L << 30, 8, true).piece()).isEqualTo(Reads.LARGEST_PIECE);
        assertThat(Reads.within(256L << 20, 8, true).piece()).isEqualTo(2 << 20);
        assertThat(Reads.within(256L << 20, 32, true).piece()).isEqualTo(512 << 10);
        assertThat(Reads.within(16L << 20, 64, true).piece()).isEqualTo(Probe.FIRST_READ);
    }
}
