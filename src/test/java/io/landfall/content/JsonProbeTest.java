package io.landfall.content;

import static io.landfall.content.Reading.gzip;
import static io.landfall.content.Reading.lines;
import static org.assertj.core.api.Assertions.assertThat;

import io.landfall.content.FileFinding.Kind;
import io.landfall.content.FileFinding.Note;
import io.landfall.model.Compression;
import io.landfall.model.Depth;
import io.landfall.model.Format;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonProbeTest {

    @Test
    void aSmallFileIsReadOnceAndCounted() {
        byte[] file = gzip(lines(300));
        Reading reading = Reading.json(file);
        assertThat(reading.ranges()).containsExactly(new Range(0, file.length));
        assertThat(reading.finding().kind()).isEqualTo(Kind.GOOD);
        assertThat(reading.finding().records()).contains(300L);
        assertThat(reading.finding().notes()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}|1",
                "{}\\n|1",
                "{}\\n{}|2",
                "{}\\n\\n  \\n{}\\n\\n|2",
                "\\n\\n{\"a\":1}\\n|1",
                "{}\\r\\n{}\\r\\n|2",
                "  {\"a\":\"}{\"} \\t\\n|1"
            })
    void linesAreCountedWithOrWithoutLastNewlineAndWithoutBlankOnes(String text, long records) {
        String content = text.replace("\\n", "\n").replace("\\r", "\r").replace("\\t", "\t");
        FileFinding finding = Reading.json(gzip(content)).finding();
        assertThat(finding.kind()).isEqualTo(Kind.GOOD);
        assertThat(finding.records()).contains(records);
    }

    @Test
    void severalMembersAreOneFile() {
        String text = lines(20);
        byte[] file = gzip(text.substring(0, 100), text.substring(100, 101), "", text.substring(101));
        assertThat(Reading.json(file).finding())
                .isEqualTo(Reading.json(gzip(text)).finding());
    }

    @Test
    void everyFieldOfTheHeaderIsPassedOver() throws Exception {
        byte[] plain = lines(3).getBytes(StandardCharsets.UTF_8);
        for (int flags : new int[] {2, 4, 8, 16, 2 | 4 | 8 | 16, 4 | 16}) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            out.write(new byte[] {0x1f, (byte) 0x8b, 8, (byte) flags, 0, 0, 0, 0, 0, 3});
            if ((flags & 4) != 0) {
                out.write(new byte[] {3, 0, 9, 9, 9});
            }
            if ((flags & 8) != 0) {
                out.write(new byte[] {'n', 0});
            }
            if ((flags & 16) != 0) {
                out.write(new byte[] {'c', 'c', 0});
            }
            if ((flags & 2) != 0) {
                out.write(new byte[] {1, 2});
            }
            deflated(out, plain);
            byte[] file = out.toByteArray();
            assertThat(Reading.json(file).finding().records())
                    .as("flags " + flags)
                    .contains(3L);
            for (int n = 1; n < file.length; n++) {
                assertThat(Reading.json(Arrays.copyOf(file, n)).finding().kind())
                        .isNotEqualTo(Kind.GOOD);
            }
        }
    }

    private static void deflated(ByteArrayOutputStream out, byte[] plain) {
        Deflater deflater = new Deflater(9, true);
        deflater.setInput(plain);
        deflater.finish();
        byte[] buffer = new byte[plain.length + 100];
        out.write(buffer, 0, deflater.deflate(buffer));
        deflater.end();
        CRC32 crc = new CRC32();
        crc.update(plain);
        for (long value : new long[] {crc.getValue(), plain.length}) {
            for (int i = 0; i < 4; i++) {
                out.write((int) (value >>> 8 * i));
            }
        }
    }

    @Test
    void cutAnywhereItIsNeverGood() {
        byte[] file = gzip(lines(6));
        for (int n = 0; n < file.length; n++) {
            FileFinding finding = Reading.json(Arrays.copyOf(file, n)).finding();
            assertThat(finding.kind()).as("cut to " + n).isEqualTo(n == 0 ? Kind.EMPTY : Kind.CORRUPT);
            assertThat(finding.records()).isEmpty();
        }
    }

    @Test
    void cutInALaterMemberItIsNotGood() {
        byte[] first = gzip(lines(3));
        byte[] both = gzip(lines(3), lines(2));
        for (int n = first.length + 1; n < both.length; n++) {
            assertThat(Reading.json(Arrays.copyOf(both, n)).finding().notes())
                    .as("cut to " + n)
                    .extracting(Note::topic)
                    .containsExactly(Topic.TRUNCATED);
        }
    }

    @Test
    void damagedAnywhereItIsGoodOnlyWhereTheContentIsWhatItWas() throws Exception {
        String text = lines(6);
        byte[] file = gzip(text);
        int good = 0;
        for (int at = 0; at < file.length; at++) {
            for (int bit = 1; bit < 256; bit <<= 1) {
                byte[] damaged = file.clone();
                damaged[at] ^= (byte) bit;
                FileFinding finding = Reading.json(damaged).finding();
                if (finding.kind() == Kind.GOOD) {
                    good++;
                    assertThat(finding.records()).contains(6L);
                    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(damaged))) {
                        assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8))
                                .isEqualTo(text);
                    }
                } else {
                    assertThat(finding.kind())
                            .as("bit " + bit + " at " + at)
                            .isEqualTo(at < 2 ? Kind.WRONG_FORMAT : Kind.CORRUPT);
                }
            }
        }
        // the header's time, flags that mean nothing, extra flags and system, and what is left of the last deflate byte
        assertThat(good).isBetween(6 * 8, 6 * 8 + 4 + 7);
    }

    @Test
    void aDamagedChecksumIsNamedAndNoByteOfTheFileIs() {
        byte[] file = gzip("{\"secret\":\"canary\"}\n");
        file[file.length - 8] ^= 1;
        FileFinding finding = Reading.json(file).finding();
        assertThat(finding.notes()).containsExactly(new Note(Topic.DAMAGED_GZIP, "a checksum that does not match"));
        assertThat(finding.toString()).doesNotContain("canary");
    }

    @Test
    void paddingBehindTheLastMemberIsAllowedAnythingElseIsNot() {
        byte[] file = gzip(lines(2));
        byte[] padded = Arrays.copyOf(file, file.length + 512);
        assertThat(Reading.json(padded).finding().records()).contains(2L);
        padded[padded.length - 1] = 'x';
        assertThat(Reading.json(padded).finding().kind()).isEqualTo(Kind.CORRUPT);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[{\"a\":1},{\"a\":2}]|JSON_ARRAY",
                "[\\n{\"a\":1}\\n]|JSON_ARRAY",
                "{\\n  \"a\": 1\\n}\\n|NOT_NDJSON",
                "id,name\\n1,x\\n|NOT_NDJSON",
                "\"text\"|NOT_NDJSON",
                "<html></html>|NOT_NDJSON",
                "\uFEFF{}\\n|NOT_NDJSON"
            })
    void whatIsNotOneObjectPerLineIsTheWrongFormat(String text, Topic topic) {
        FileFinding finding = Reading.json(gzip(text.replace("\\n", "\n"))).finding();
        assertThat(finding.kind()).isEqualTo(Kind.WRONG_FORMAT);
        assertThat(finding.notes()).extracting(Note::topic).containsExactly(topic);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}\n{\"a\":\n", "{}\n7\n{}\n", "{}\n{\"cut\":\"of"})
    void aBadLineBehindAGoodOneIsDamage(String text) {
        FileFinding finding = Reading.json(gzip(text)).finding();
        assertThat(finding.kind()).isEqualTo(Kind.CORRUPT);
        assertThat(finding.notes()).containsExactly(new Note(Topic.DAMAGED_LINES, "line 2"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", " \r\n\n"})
    void noLineIsEmpty(String text) {
        FileFinding finding = Reading.json(gzip(text)).finding();
        assertThat(finding.kind()).isEqualTo(Kind.EMPTY);
        assertThat(finding.records()).contains(0L);
    }

    @Test
    void plainJsonUnderAGzipNameIsTheWrongFormat() {
        FileFinding finding =
                Reading.json("{\"a\":1}\n".getBytes(StandardCharsets.UTF_8)).finding();
        assertThat(finding.notes()).containsExactly(new Note(Topic.NOT_GZIP, ""));
        assertThat(finding.kind()).isEqualTo(Kind.WRONG_FORMAT);
    }

    @Test
    void ofALargeFileHeadAndTailAreReadAndTheFindingSaysSo() {
        byte[] file = gzip(lines(4_000));
        assertThat(file.length).isGreaterThan(2 * Probe.FIRST_READ);
        Reading reading = Reading.json(file);
        assertThat(reading.ranges())
                .containsExactly(new Range(0, Probe.FIRST_READ), new Range(file.length - 4096L, 4096));
        assertThat(reading.finding().kind()).isEqualTo(Kind.GOOD);
        assertThat(reading.finding().records()).isEmpty();
        assertThat(reading.finding().notes()).containsExactly(new Note(Topic.MIDDLE_NOT_READ, ""));
        Reads budgetSpent = new Reads(Probe.FIRST_READ, Reads.LARGEST_PIECE, false);
        assertThat(Reading.of("a.json.gz", file, Format.JSON, Compression.GZIP, Depth.RECORDS, budgetSpent)
                        .finding()
                        .notes())
                .extracting(Note::topic)
                .containsExactly(Topic.MIDDLE_NOT_READ, Topic.NOT_COUNTED);
    }

    @Test
    void theFirstReadDecidesBetweenOneReadAndTwo() {
        byte[] file = gzip(lines(4_000));
        byte[] exact = new byte[Probe.FIRST_READ];
        System.arraycopy(file, 0, exact, 0, exact.length);
        assertThat(Reading.json(exact).ranges()).hasSize(1);
        assertThat(Reading.json(exact).finding().notes())
                .extracting(Note::topic)
                .containsExactly(Topic.TRUNCATED);
        byte[] oneMore = Arrays.copyOf(file, Probe.FIRST_READ + 1);
        assertThat(Reading.json(oneMore).ranges())
                .containsExactly(new Range(0, Probe.FIRST_READ), new Range(Probe.FIRST_READ, 1));
    }

    @Test
    void aLengthInTheTrailerAloneNeverMakesALargeFileCorrupt() {
        byte[] file = gzip(lines(4_000));
        file[file.length - 1] ^= 0x55;
        assertThat(Reading.json(file).finding().kind()).isEqualTo(Kind.GOOD);
    }

    @Test
    void aLargeFileIsFoundOutByItsHeadAndByATailNeverWritten() {
        byte[] good = gzip(lines(4_000));
        byte[] head = good.clone();
        Arrays.fill(head, 3_000, 3_100, (byte) 0xff);
        Reading reading = Reading.json(head);
        assertThat(reading.finding().kind()).isEqualTo(Kind.CORRUPT);
        assertThat(reading.ranges()).hasSize(1);

        byte[] tail = good.clone();
        Arrays.fill(tail, good.length - 50_000, good.length, (byte) 0);
        assertThat(Reading.json(tail).finding().kind()).isEqualTo(Kind.CORRUPT);

        assertThat(Reading.json(gzip("[" + lines(4_000))).finding().kind()).isEqualTo(Kind.WRONG_FORMAT);
    }

    @Test
    void aBombIsLeftAlone() {
        byte[] most = gzip("{\"a\":\"" + " ".repeat(60 << 20) + "\"}\n");
        assertThat(most.length).isLessThan(Probe.FIRST_READ);
        assertThat(Reading.json(most).finding().records()).contains(1L);
        byte[] file = gzip(" ".repeat(65 << 20) + "{}\n");
        Reading reading = Reading.json(Arrays.copyOf(file, Math.min(file.length, Probe.FIRST_READ)));
        assertThat(reading.finding().records()).isEmpty();
        assertThat(reading.finding().notes()).containsExactly(new Note(Topic.INFLATES_TOO_FAR, "beyond 64 MiB"));
    }

    @Test
    void plainJsonIsReadAsItIs() {
        byte[] text = lines(50).getBytes(StandardCharsets.UTF_8);
        assertThat(plain(text).finding().records()).contains(50L);
        assertThat(plain(Arrays.copyOf(text, text.length - 5)).finding().kind()).isEqualTo(Kind.CORRUPT);
        byte[] large = lines(2_000).getBytes(StandardCharsets.UTF_8);
        assertThat(plain(large).finding().kind()).isEqualTo(Kind.GOOD);
        assertThat(plain(Arrays.copyOf(large, large.length - 5)).finding().kind())
                .isEqualTo(Kind.CORRUPT);
    }

    private static Reading plain(byte[] content) {
        return Reading.of("part-0.json", content, Format.JSON, Compression.NONE, Depth.INTEGRITY);
    }
}
