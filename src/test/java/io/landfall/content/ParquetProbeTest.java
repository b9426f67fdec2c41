package io.landfall.content;

import static org.apache.parquet.hadoop.metadata.CompressionCodecName.GZIP;
import static org.apache.parquet.hadoop.metadata.CompressionCodecName.UNCOMPRESSED;
import static org.assertj.core.api.Assertions.assertThat;

import io.landfall.content.FileFinding.Kind;
import io.landfall.content.FileFinding.Note;
import io.landfall.model.Compression;
import io.landfall.model.Depth;
import io.landfall.model.Format;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.Util;
import org.junit.jupiter.api.Test;

class ParquetProbeTest {

    @Test
    void aSmallFileIsReadOnceAndItsRowGroupsAddUp() {
        byte[] file = Parquets.file(1_000, 300, GZIP, 3);
        Reading reading = Reading.parquet(file);
        assertThat(reading.ranges()).containsExactly(new Range(0, file.length));
        assertThat(reading.finding()).isEqualTo(new FileFinding(Kind.GOOD, Optional.of(1_000L), List.of()));
    }

    @Test
    void ofALargeFileMagicAndTailAreReadWithinSixtyFourKibibytes() {
        byte[] file = Parquets.file(60_000, 20_000, UNCOMPRESSED, 3);
        assertThat(file.length).isGreaterThan(4 * Probe.FIRST_READ);
        Reading reading = Reading.of("a.parquet", file, Format.PARQUET, Compression.NONE, Depth.RECORDS);
        assertThat(reading.finding().records()).contains(60_000L);
        assertThat(reading.ranges()).hasSize(2);
        assertThat(reading.bytes()).isLessThanOrEqualTo(64 * 1024);
    }

    @Test
    void aLongFooterTakesOneReadMore() {
        byte[] file = Parquets.file(60, 2, GZIP, 60);
        Reading reading = Reading.parquet(file);
        assertThat(reading.finding().kind()).isEqualTo(Kind.GOOD);
        assertThat(reading.finding().records()).contains(60L);
        assertThat(reading.ranges()).hasSize(3);
        assertThat(reading.ranges().get(2).length()).isGreaterThan(Probe.FIRST_READ);
    }

    @Test
    void anotherCodecIsANoteAndNoFault() {
        byte[] plain = Parquets.file(10, 10, UNCOMPRESSED, 1);
        FileFinding finding = Reading.parquet(plain).finding();
        assertThat(finding.kind()).isEqualTo(Kind.GOOD);
        assertThat(finding.records()).contains(10L);
        assertThat(finding.notes()).containsExactly(new Note(Topic.OTHER_CODEC, "[UNCOMPRESSED]"));
    }

    @Test
    void aFileWithoutRowsIsEmpty() {
        FileFinding finding = Reading.parquet(Parquets.file(0, 10, GZIP, 1)).finding();
        assertThat(finding.kind()).isEqualTo(Kind.EMPTY);
        assertThat(finding.records()).contains(0L);
    }

    @Test
    void cutAnywhereItIsNeverGood() {
        byte[] file = Parquets.file(40, 15, GZIP, 2);
        for (int n = 0; n < file.length; n++) {
            FileFinding finding = Reading.parquet(Arrays.copyOf(file, n)).finding();
            assertThat(finding.kind()).as("cut to " + n).isEqualTo(n == 0 ? Kind.EMPTY : Kind.CORRUPT);
        }
    }

    @Test
    void aLargeFileThatIsCutIsNeverGood() {
        byte[] file = Parquets.file(20_000, 5_000, UNCOMPRESSED, 2);
        for (int cut : new int[] {1, 4, 7, 8, 9, 500, 100_000, file.length - 70_000}) {
            FileFinding finding = Reading.of(
                            "a.parquet",
                            Arrays.copyOf(file, file.length - cut),
                            Format.PARQUET,
                            Compression.NONE,
                            Depth.INTEGRITY)
                    .finding();
            assertThat(finding.kind()).as("cut by " + cut).isEqualTo(Kind.CORRUPT);
        }
    }

    @Test
    void damagedAnywhereItNeverThrows() {
        byte[] file = Parquets.file(40, 15, GZIP, 2);
        int footer = file.length - 8 - (file[file.length - 8] & 0xff) - 256 * (file[file.length - 7] & 0xff);
        int noticed = 0;
        for (int at = 0; at < file.length; at++) {
            for (byte value : new byte[] {0, (byte) 0xff, 0x7f, (byte) (file[at] ^ 1), (byte) (file[at] ^ 0x10)}) {
                byte[] damaged = file.clone();
                damaged[at] = value;
                Kind kind = Reading.parquet(damaged).finding().kind();
                if (at < 4 && value != file[at]) {
                    assertThat(kind).isEqualTo(Kind.WRONG_FORMAT);
                }
                if (at >= file.length - 4 && value != file[at]) {
                    assertThat(kind).isEqualTo(Kind.CORRUPT);
                }
                noticed += at >= footer && kind == Kind.CORRUPT ? 1 : 0;
            }
        }
        assertThat(noticed).isGreaterThan((file.length - footer));
    }

    @Test
    void aPieceMissingFromTheMiddleIsCorrupt() {
        byte[] file = Parquets.file(2_000, 500, GZIP, 2);
        byte[] hole = new byte[file.length - 1_000];
        System.arraycopy(file, 0, hole, 0, 2_000);
        System.arraycopy(file, 3_000, hole, 2_000, file.length - 3_000);
        assertThat(Reading.parquet(hole).finding().notes())
                .containsExactly(new Note(Topic.BAD_FOOTER, "a column that lies outside of the file"));
    }

    @Test
    void rowGroupsHaveToAddUpToTheRows() throws Exception {
        byte[] file = Parquets.file(40, 15, GZIP, 2);
        int length = ByteBuffer.wrap(file, file.length - 8, 4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .getInt();
        FileMetaData footer = Util.readFileMetaData(new ByteArrayInputStream(file, file.length - 8 - length, length));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(file, 0, file.length - 8 - length);
        Util.writeFileMetaData(footer.setNum_rows(41), out);
        int written = out.size() - (file.length - 8 - length);
        out.write(ByteBuffer.allocate(4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(written)
                .array());
        out.write(file, file.length - 4, 4);
        assertThat(Reading.parquet(out.toByteArray()).finding().notes())
                .containsExactly(new Note(Topic.BAD_FOOTER, "a number of rows that its row groups do not add up to"));
    }

    @Test
    void aFootersLengthThatCannotBeIsCorrupt() {
        byte[] file = Parquets.file(10, 10, GZIP, 1);
        for (byte[] length : new byte[][] {{0, 0, 0, 0}, {-1, -1, -1, -1}, {0, 0, 0, 16}}) {
            byte[] wrong = file.clone();
            System.arraycopy(length, 0, wrong, wrong.length - 8, 4);
            assertThat(Reading.parquet(wrong).finding().kind()).isEqualTo(Kind.CORRUPT);
        }
    }

    @Test
    void anEncryptedFooterIsSaidAndNotJudged() {
        byte[] file = Parquets.file(10, 10, GZIP, 1);
        byte[] mark = "PARE".getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(mark, 0, file, 0, 4);
        System.arraycopy(mark, 0, file, file.length - 4, 4);
        FileFinding finding = Reading.parquet(file).finding();
        assertThat(finding.kind()).isEqualTo(Kind.GOOD);
        assertThat(finding.records()).isEmpty();
        assertThat(finding.notes()).containsExactly(new Note(Topic.ENCRYPTED, ""));
    }

    @Test
    void somethingElseUnderAParquetNameIsTheWrongFormat() {
        Reading small = Reading.parquet(Reading.gzip("{}\n"));
        assertThat(small.finding().kind()).isEqualTo(Kind.WRONG_FORMAT);
        Reading large = Reading.parquet(Reading.lines(3_000).getBytes(StandardCharsets.UTF_8));
        assertThat(large.finding().kind()).isEqualTo(Kind.WRONG_FORMAT);
        assertThat(large.bytes()).isEqualTo(4);
    }
}
