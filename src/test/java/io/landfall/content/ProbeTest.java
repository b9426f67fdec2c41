package io.landfall.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.landfall.content.FileFinding.Kind;
import io.landfall.content.FileFinding.Note;
import io.landfall.model.Compression;
import io.landfall.model.Depth;
import io.landfall.model.Format;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ProbeTest {

    @ParameterizedTest
    @CsvSource({
        "part-0.json.gz, JSON, GZIP, true",
        "part-0.json, JSON, GZIP, false",
        "part-0.json, JSON, NONE, true",
        "part-0.gz, JSON, GZIP, false",
        "part-0.JSON.GZ, JSON, GZIP, false",
        "part-0.gz.parquet, PARQUET, GZIP, true",
        "part-0.parquet, PARQUET, GZIP, false",
        "part-0.c000.parquet, PARQUET, NONE, true",
        "part-0.gz.parquet, PARQUET, NONE, false",
        "part-0.c000.snappy.parquet, PARQUET, NONE, false",
        "part-0.c000.snappy.parquet, PARQUET, GZIP, false",
        "part-0.parquet.crc, PARQUET, NONE, false",
        "report.csv, JSON, GZIP, false"
    })
    void namesAloneTellAWrongSuffixAtEveryDepth(String name, Format format, Compression compression, boolean fits) {
        assertThat(DataFiles.suffixFits(name, format, compression)).isEqualTo(fits);
        for (Depth depth : Depth.values()) {
            Probe probe = Probe.of(Reading.named(name, new byte[90_000]), format, compression, depth, Reading.READS);
            assertThat(probe.more()).isEqualTo(fits && depth != Depth.PRESENCE);
            if (!fits) {
                assertThat(probe.finding().kind()).isEqualTo(Kind.WRONG_FORMAT);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Depth.class)
    void zeroBytesAreEmptyWithoutReading(Depth depth) {
        Probe probe =
                Probe.of(Reading.named("a.json.gz", new byte[0]), Format.JSON, Compression.GZIP, depth, Reading.READS);
        assertThat(probe.more()).isFalse();
        assertThat(probe.finding().kind()).isEqualTo(Kind.EMPTY);
        assertThat(probe.finding().records()).isEmpty();
    }

    @Test
    void presenceReadsNothingAndCountsNothing() {
        Reading reading = Reading.of("a.json.gz", Reading.gzip("{}\n"), Format.JSON, Compression.GZIP, Depth.PRESENCE);
        assertThat(reading.ranges()).isEmpty();
        assertThat(reading.finding()).isEqualTo(FileFinding.of());
    }

    @Test
    void aBodyOfAnotherLengthIsTheTransportsFaultAndCanBeRepeated() throws Exception {
        byte[] file = Reading.gzip(Reading.lines(10));
        Probe probe = Probe.of(
                Reading.named("a.json.gz", file), Format.JSON, Compression.GZIP, Depth.INTEGRITY, Reading.READS);
        for (int length : new int[] {0, 1, file.length - 1, file.length + 1}) {
            assertThatThrownBy(() -> probe.take(Arrays.copyOf(file, length)))
                    .isInstanceOf(ShortReadException.class)
                    .hasMessageContaining("asked for " + file.length + " bytes");
            assertThat(probe.more()).isTrue();
            assertThatThrownBy(probe::finding).isInstanceOf(IllegalStateException.class);
        }
        probe.take(file);
        assertThat(probe.finding().records()).contains(10L);
        assertThatThrownBy(probe::next).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void theFirstReadCanBeSet() {
        byte[] file = Reading.gzip(Reading.lines(100));
        Probe probe = Probe.of(
                Reading.named("a.json.gz", file),
                Format.JSON,
                Compression.GZIP,
                Depth.INTEGRITY,
                new Reads(1024, 1024, true));
        assertThat(probe.next()).isEqualTo(new Range(0, 1024));
    }

    @Test
    void theHeaviestKindComesFirst() {
        FileFinding finding =
                FileFinding.of(Note.of(Topic.MIDDLE_NOT_READ), Note.of(Topic.TRUNCATED), Note.of(Topic.JSON_ARRAY));
        assertThat(finding.kind()).isEqualTo(Kind.WRONG_FORMAT);
    }

    @ParameterizedTest
    @CsvSource({
        "part-00000-tid-1-c000.json.gz, true",
        "part-0.gz.parquet, true",
        "sub/part-0.gz.parquet, true",
        "_SUCCESS, false",
        "_temporary/0/part-0.gz.parquet, false",
        "_$azuretmpfolder$, false",
        "_$azuretmpfolder$/part-0.json.gz, false",
        "exportTime_$folder$, false",
        ".part-0.json.gz.crc, false",
        ".hidden/part-0.json.gz, false",
        "part-0.json.gz.part, false",
        "sub/, false",
        "'', false",
        "manifest-5ef-77.json, false",
        "manifest-5ef-77.json.gz, true",
        "../../part-0.json.gz, false",
        "report.csv, true"
    })
    void markersTemporaryObjectsAndManifestsAreNoData(String name, boolean data) {
        assertThat(DataFiles.isData(name)).isEqualTo(data);
    }
}
