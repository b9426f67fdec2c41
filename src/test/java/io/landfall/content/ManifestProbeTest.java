package io.landfall.content;

import static org.assertj.core.api.Assertions.assertThat;

import io.landfall.model.Manifest;
import io.landfall.model.StoredFile;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ManifestProbeTest {
    private static final String FOLDER = "aep/orders/5ef3e3259ad2a1191ab7dd7d/exportTime=20261201030000";

    private final Listed listed = new Listed();

    private ManifestProbe read(String text, int piece) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        StoredFile file = new StoredFile(FOLDER + "/manifest-1-2.json", bytes.length, Instant.EPOCH);
        ManifestProbe probe = new ManifestProbe(file, FOLDER, listed, piece);
        try {
            while (probe.more()) {
                Range range = probe.next();
                probe.take(Arrays.copyOfRange(bytes, (int) range.from(), (int) range.last() + 1));
            }
        } catch (ShortReadException e) {
            throw new AssertionError(e);
        }
        assertThat(probe.finding()).isEqualTo(FileFinding.of());
        return probe;
    }

    private static String manifest(String results) {
        return "{\"flowRunId\":\"run-1\",\"more\":{\"exportResults\":[{}]},\"scheduledTime\":\"2026-12-01T03:00:00Z\","
                + "\"exportResults\":[" + results + "]}\n";
    }

    private static String entry(String sink, String name, Object size) {
        return "{\"sinkPath\":\"" + sink + "\",\"name\":\"" + name + "\",\"size\":" + size + ",\"x\":[{\"name\":1}]}";
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 64, 1 << 20})
    void eachFileOfTheFolderIsHeldAgainstWhatWasListed(int piece) {
        listed.add("part-0.json.gz", 10);
        listed.add("part-1.json.gz", 20);
        listed.add("part-9.json.gz", 90);
        ManifestProbe probe = read(
                manifest(entry("/" + FOLDER, "part-0.json.gz", 10) + ","
                        + entry("orders/5ef3e3259ad2a1191ab7dd7d/exportTime=20261201030000/", "part-1.json.gz", 21)
                        + ","
                        + entry("bucket/" + FOLDER, "part-2.json.gz", 30) + ","
                        + entry("aep/orders/other/exportTime=20261201030000", "part-7.json.gz", 70)),
                piece);
        assertThat(probe.manifest())
                .contains(new Manifest(
                        Optional.of("run-1"), Optional.of(Instant.parse("2026-12-01T03:00:00Z")), 3, 1, 1));
        assertThat(probe.remarks())
                .containsExactly(
                        "the manifest manifest-1-2.json names 3 files of this folder, 1 file not there: part-2.json.gz",
                        "the manifest manifest-1-2.json tells another size for 1 file: part-1.json.gz",
                        "the manifest manifest-1-2.json names 1 file of other folders too; not compared here");
    }

    @Test
    void whereAllIsAsTheManifestSaysThereIsNothingToRemark() {
        listed.add("part-0.json.gz", 10);
        ManifestProbe probe = read(manifest("{\"name\":\"part-0.json.gz\",\"size\":\"10\"}"), 100);
        assertThat(probe.manifest().orElseThrow().complete()).isTrue();
        assertThat(probe.remarks()).isEmpty();
        assertThat(read(manifest("{\"name\":\"part-0.json.gz\"}"), 100)
                        .manifest()
                        .orElseThrow()
                        .complete())
                .as("a size that is not told is not compared")
                .isTrue();
    }

    @Test
    void aManifestThatNamesNothingProvesNothing() {
        assertThat(read(manifest(""), 100).manifest().orElseThrow().complete()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{}",
                "null",
                "{\"exportResults\":{}}",
                "{\"exportResults\":[{\"size\":1}]}",
                "{\"exportResults\":[",
                "{\"exportResults\":[]",
                "<html>canary</html>",
                "{\"exportResults\":[]} canary",
                "[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]"
            })
    void whatIsNoManifestIsSaidToBeNoneAndNotQuoted(String text) {
        ManifestProbe probe = read(text, 9);
        assertThat(probe.manifest()).isEmpty();
        assertThat(probe.remarks()).hasSize(1).allMatch(r -> r.contains("cannot be used") && !r.contains("canary"));
    }

    @Test
    void aTimeThatIsNoneIsSaidAndTheRestIsUsed() {
        ManifestProbe probe =
                read("{\"scheduledTime\":\"to\u202emorrow\",\"exportResults\":[{\"name\":\"../a\\nb\"}]}", 100);
        assertThat(probe.manifest()).contains(new Manifest(Optional.empty(), Optional.empty(), 1, 1, 0));
        assertThat(probe.remarks())
                .containsExactly(
                        "the manifest manifest-1-2.json tells a scheduledTime that is none: to?morrow",
                        "the manifest manifest-1-2.json names 1 file of this folder, 1 file not there: a?b");
    }

    @Test
    void onlyFiveExamplesAreKept() {
        StringBuilder all = new StringBuilder(entry("", "part-00", 1));
        for (int i = 1; i < 100; i++) {
            all.append(',').append(entry("", String.format("part-%02d", i), 1));
        }
        assertThat(read(manifest(all.toString()), 512).remarks())
                .containsExactly("the manifest manifest-1-2.json names 100 files of this folder, 100 files not there:"
                        + " part-00, part-01, part-02, part-03, part-04");
    }

    @Test
    void listedFilesAreFoundByNameAndSize() {
        for (int i = 0; i < 30_000; i++) {
            listed.add("part-" + i, i);
        }
        for (int i = 0; i < 30_000; i++) {
            assertThat(listed.match("part-" + i, i)).isEqualTo(Listed.Match.SAME);
            assertThat(listed.match("part-" + i, i + 1)).isEqualTo(Listed.Match.OTHER_SIZE);
            assertThat(listed.match("part_" + i, i)).isEqualTo(Listed.Match.ABSENT);
        }
    }

    @Test
    void beyondWhatIsKeptTheNumberDecides() {
        for (int i = 0; i <= Listed.MOST; i++) {
            listed.add("part-" + i, i);
        }
        ManifestProbe probe = read(manifest(entry("", "gone", 1)), 100);
        assertThat(probe.manifest().orElseThrow().missing()).isZero();
        assertThat(probe.remarks()).anyMatch(r -> r.contains("number of files alone"));
        assertThat(List.of(listed.complete())).containsExactly(false);
    }
}
