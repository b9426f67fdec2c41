package io.landfall.content;

import static org.assertj.core.api.Assertions.assertThat;

import io.landfall.content.FileFinding.Note;
import io.landfall.model.Landing;
import io.landfall.model.StoredFile;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TallyTest {
    private static final Instant T = Instant.parse("2026-12-01T03:05:00Z");

    private static StoredFile file(String name, long bytes) {
        return new StoredFile("aep/x/" + name, bytes, T);
    }

    private static FileFinding good(long records) {
        return FileFinding.of(Optional.of(records), List.of());
    }

    @Test
    void nothingIsNothing() {
        Landing landing = new Tally(Optional.of("aep/x")).landing(true);
        assertThat(landing)
                .isEqualTo(new Landing(
                        Optional.of("aep/x"), 0, 0, Optional.empty(), Optional.empty(), 0, 0, 0, true, List.of()));
    }

    @Test
    void recordsAreSaidOnlyWhenEveryFileWasCounted() {
        Tally tally = new Tally(Optional.empty());
        tally.add(file("a", 10), good(3));
        tally.add(new StoredFile("aep/x/b", 5, T.plusMillis(7)), good(0));
        assertThat(tally.landing(true).records()).contains(3L);
        assertThat(tally.landing(true).newest()).contains(T.plusMillis(7));
        tally.add(file("c", 90_000), FileFinding.of(Note.of(Topic.MIDDLE_NOT_READ)));
        Landing landing = tally.landing(false);
        assertThat(landing.records()).isEmpty();
        assertThat(landing.files()).isEqualTo(3);
        assertThat(landing.bytes()).isEqualTo(90_015);
        assertThat(landing.settled()).isFalse();
        assertThat(landing.findings()).containsExactly("1 file whose middle was not read: c");
    }

    @Test
    void anyNumberOfThreadsAndAnyOrderGiveTheSame() throws Exception {
        Landing alone = fill(IntStream.range(0, 1_968), 1);
        assertThat(fill(IntStream.range(0, 1_968).map(i -> 1_967 - i), 4)).isEqualTo(alone);
        assertThat(alone.files()).isEqualTo(1_968);
        assertThat(alone.corrupt()).isEqualTo(492);
        assertThat(alone.empty()).isEqualTo(492);
        assertThat(alone.wrongFormat()).isEqualTo(492);
        assertThat(alone.findings())
                .contains("492 files that are cut short: part-00000, part-00004, part-00008, part-00012, part-00016"
                        + " and 487 more");
        assertThat(alone.findings()).last().asString().startsWith("492 files whose columns");
    }

    private static Landing fill(IntStream numbers, int threads) throws Exception {
        Tally tally = new Tally(Optional.of("f"));
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        List<Integer> all = numbers.boxed().toList();
        CountDownLatch done = new CountDownLatch(threads);
        for (int t = 0; t < threads; t++) {
            int mine = t;
            pool.execute(() -> {
                for (int i = mine; i < all.size(); i += threads) {
                    int n = all.get(i);
                    Topic topic = List.of(Topic.TRUNCATED, Topic.WRONG_SUFFIX, Topic.NO_RECORDS, Topic.OTHER_CODEC)
                            .get(n % 4);
                    tally.add(file(String.format("part-%05d", n), n), FileFinding.of(new Note(topic, "")));
                }
                done.countDown();
            });
        }
        assertThat(done.await(30, TimeUnit.SECONDS)).isTrue();
        pool.shutdownNow();
        return tally.landing(true);
    }

    @Test
    void namesAreShownAsDataAndCutAndOthersAreCounted() {
        Tally tally = new Tally(Optional.empty());
        FileFinding cut = FileFinding.of(Note.of(Topic.TRUNCATED));
        tally.add(file("a\u001b[31m\n\u202e${x}{{y}}", 1), cut);
        tally.add(file("b".repeat(1_024), 1), cut);
        tally.pass(file("_SUCCESS", 0));
        assertThat(tally.landing(true).findings())
                .containsExactly(
                        "2 files that are cut short: a?[31m??${x}{{y}}, " + "b".repeat(79) + "…" + "b".repeat(40),
                        "1 other object (markers, temporary objects, manifests) not counted");
    }
}
