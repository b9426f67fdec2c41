package io.landfall.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.landfall.model.StoredFile;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class KeyRangesTest {
    private static final String FOLDER = "aep/e\uD83D\uDE00/exportTime=202612010302/";
    private static final int PAGE = 100;
    private static final int LANES = 8;

    /** A store in memory that lists as S3 does. */
    private static final class Bucket {
        private final TreeSet<String> keys = new TreeSet<>(KeyOrder::compare);
        private int pages;

        Bucket(int n, IntFunction<String> names) {
            IntStream.range(0, n).forEach(i -> keys.add(FOLDER + names.apply(i)));
        }

        Page page(Cursor cursor) {
            pages++;
            Span span = cursor.span();
            String from = cursor.place().map(p -> ((Cursor.Key) p).last()).orElse(span.after());
            List<StoredFile> files = new ArrayList<>();
            Set<String> folders = new TreeSet<>(KeyOrder::compare);
            String last = null;
            for (String key : keys.tailSet(from, false)) {
                int cut = key.indexOf('/', FOLDER.length());
                String entry = cut < 0 ? key : key.substring(0, cut + 1);
                if (from.startsWith(entry) || folders.contains(entry)) {
                    continue;
                }
                if (files.size() + folders.size() == PAGE) {
                    return page(span, files, folders, span.past(last) ? null : cursor.on(new Cursor.Key(last)));
                }
                last = entry;
                if (cut < 0) {
                    files.add(new StoredFile(key, 3, Instant.EPOCH));
                } else {
                    folders.add(entry);
                }
            }
            return page(span, files, folders, null);
        }

        private static Page page(Span span, List<StoredFile> files, Set<String> folders, Cursor next) {
            return new Page(
                    files.stream().filter(f -> span.holds(f.key())).toList(),
                    folders.stream().filter(span::holds).toList(),
                    Optional.ofNullable(next));
        }
    }

    /** What listing came to. */
    private record Listed(List<String> entries, int rounds, int widest, int pages) {}

    private static Listed list(Bucket bucket, Optional<Long> said) {
        KeyRanges ranges = KeyRanges.all(FOLDER, LANES, said);
        List<String> entries = new ArrayList<>();
        int rounds = 0;
        int widest = 0;
        while (!ranges.cursors().isEmpty()) {
            List<Page> pages = ranges.cursors().stream().map(bucket::page).toList();
            for (Page page : pages) {
                page.files().forEach(file -> entries.add(file.key()));
                entries.addAll(page.folders());
            }
            widest = Math.max(widest, pages.size());
            ranges.take(pages);
            rounds++;
        }
        return new Listed(entries, rounds, widest, bucket.pages);
    }

    private static String uuid(int i) {
        return new UUID(new Random(i * 7919L).nextLong(), new Random(i).nextLong()).toString();
    }

    /** Sizes are above what is cut; how many rounds there may be says how good the guesses have to be. */
    static List<Arguments> names() {
        int n = 60_000;
        return List.of(
                Arguments.of("numbers", n, 1.6, name(i -> String.format("part-%05d-tid-1-c000.json.gz", i))),
                Arguments.of("six digits among five", 200_000, 1.6, name(i -> String.format("part-%05d-c000", i))),
                Arguments.of("one number and random names", n, 1.6, name(i -> "part-00000-" + uuid(i) + ".json.gz")),
                Arguments.of("random names", n, 1.6, name(KeyRangesTest::uuid)),
                Arguments.of("upper case", n, 1.6, name(i -> uuid(i).toUpperCase(Locale.ROOT))),
                Arguments.of("a long common prefix", n, 1.6, name(i -> "x".repeat(700) + uuid(i))),
                Arguments.of("numbers without zeros", n, 2.5, name(i -> "f" + i)),
                Arguments.of("two heaps", n, 4, name(i -> (i % 2 == 0 ? "!" : "~") + String.format("%06d", i))),
                Arguments.of("most behind the rest", n, 4, name(i -> (i < 300 ? "a" : "zz") + uuid(i))),
                Arguments.of("sub-folders", n, 9, name(i -> String.format("%05d%s", i, i % 3 == 0 ? "/a/b" : ""))),
                Arguments.of("folder names that begin others", n, 9, name(i -> i % 2 == 0 ? "p" + i : "p" + i + "/x")),
                Arguments.of("beyond ASCII", n, 9, name(i -> new String(Character.toChars(0x4e00 + i % 20_000)) + i)),
                Arguments.of("surrogates and others", n, 9, name(KeyRangesTest::wild)),
                Arguments.of("control characters", n, 9, name(i -> "\u0001\n" + (char) (1 + i % 40) + i)));
    }

    private static IntFunction<String> name(IntFunction<String> names) {
        return names;
    }

    private static String wild(int i) {
        Random random = new Random(i);
        StringBuilder name = new StringBuilder();
        for (int k = 0; k < 6; k++) {
            int c = new int[] {
                        random.nextInt(0x20),
                        0x20 + random.nextInt(0x5f),
                        0xe000 + random.nextInt(0x1ff0),
                        0x1f600 + random.nextInt(64)
                    }
                    [random.nextInt(4)];
            name.appendCodePoint(c == 0 ? 1 : c);
        }
        return name + (random.nextInt(5) == 0 ? "" : Integer.toString(i));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("names")
    void eachEntryIsListedOnceWhateverTheNames(String what, int n, double slack, IntFunction<String> names) {
        Bucket bucket = new Bucket(n, names);
        Set<String> expected = new HashSet<>();
        for (String key : bucket.keys) {
            int cut = key.indexOf('/', FOLDER.length());
            expected.add(cut < 0 ? key : key.substring(0, cut + 1));
        }
        Listed listed = list(bucket, Optional.of((long) n));
        assertThat(listed.entries().size()).isEqualTo(expected.size());
        assertThat(new HashSet<>(listed.entries()).equals(expected)).isTrue();
        assertThat(listed.widest()).isLessThanOrEqualTo(LANES);
        int pages = expected.size() / PAGE;
        assertThat((double) listed.rounds()).isLessThan(slack * pages / LANES);
        assertThat((double) listed.pages()).as("requests").isLessThan(pages * 1.3);
    }

    @Test
    void aFolderOfWhichTheRunSaysLessIsListedInOneRangeUntilItTurnsOutToBeLarge() {
        Listed small = list(new Bucket(20_000, KeyRangesTest::uuid), Optional.of(KeyRanges.MANY - 1));
        assertThat(small.widest()).isEqualTo(1);
        assertThat(small.entries()).hasSize(20_000);
        Listed large = list(new Bucket(100_000, KeyRangesTest::uuid), Optional.empty());
        assertThat(large.widest()).isEqualTo(LANES);
        assertThat(large.entries().size()).isEqualTo(100_000);
        assertThat(new HashSet<>(large.entries()).size()).isEqualTo(100_000);
    }

    @Test
    void aStoreThatGoesOnByAnythingButAKeyIsListedInOneRange() {
        KeyRanges ranges = KeyRanges.all(FOLDER, LANES, Optional.of(1_000_000L));
        Cursor on = ranges.cursors().get(0).on(new Cursor.Place() {});
        List<StoredFile> files = IntStream.range(0, PAGE)
                .mapToObj(i -> new StoredFile(FOLDER + uuid(i), 3, Instant.EPOCH))
                .toList();
        ranges.take(List.of(new Page(files, List.of(), Optional.of(on))));
        assertThat(ranges.cursors()).containsExactly(on);
    }

    @Test
    void everyRangeHasItsPage() {
        KeyRanges ranges = KeyRanges.all(FOLDER, LANES, Optional.empty());
        assertThatThrownBy(() -> ranges.take(List.of())).isInstanceOf(IllegalArgumentException.class);
        assertThat(ranges.cursors()).containsExactly(Cursor.at(Span.all(FOLDER)));
    }
}
