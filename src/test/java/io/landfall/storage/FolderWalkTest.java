package io.landfall.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.landfall.model.Dataset;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The search on a made-up store that pages two sub-folders at a time. */
@Tag("zones")
class FolderWalkTest {
    private static final Dataset DATASET = new Dataset("5ef3e3259ad2a1191ab7dd7d", "Web events");
    private static final String BASE = "aep/orders/" + DATASET.id() + "/";
    private static final Instant DUE = Instant.parse("2026-12-01T03:00:00Z");
    private static final Instant NEXT = Instant.parse("2026-12-01T06:00:00Z");

    private final TreeSet<String> folders = new TreeSet<>();
    private final List<String> touched = new ArrayList<>();

    private FolderChoice search(String template, Instant due, Instant next, Optional<Instant> runStart) {
        FolderWalk walk =
                new FolderWalk(FolderTemplate.of("aep/orders", Optional.ofNullable(template), DATASET), due, next);
        while (walk.more()) {
            walk.take(page(walk.cursor()));
        }
        return walk.choose(runStart, Set.of());
    }

    private FolderChoice search(Optional<Instant> runStart) {
        return search(null, DUE, NEXT, runStart);
    }

    private Page page(Cursor cursor) {
        Span span = cursor.span();
        String after = cursor.place().map(p -> ((Cursor.Key) p).last()).orElse(span.after());
        Set<String> level = new TreeSet<>();
        for (String folder : folders) {
            int end = folder.indexOf('/', span.folder().length());
            if (folder.startsWith(span.folder()) && end > 0) {
                String sub = folder.substring(0, end + 1);
                if (span.holds(sub) && sub.compareTo(after) > 0) {
                    level.add(sub);
                }
            }
        }
        List<String> two = level.stream().limit(2).toList();
        touched.addAll(two);
        return new Page(
                List.of(),
                two,
                level.size() > 2 ? Optional.of(cursor.on(new Cursor.Key(two.get(1)))) : Optional.empty());
    }

    @Test
    void nothingThere() {
        assertThat(search(Optional.empty()).own()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"exportTime=202612010300", "exportTime=20261201030000", "exportTime=20261201055959"})
    void theOneInTheSlot(String name) {
        folders.add(BASE + "exportTime=202612010259/");
        folders.add(BASE + name + "/");
        folders.add(BASE + "exportTime=202612010600/");
        FolderChoice choice = search(Optional.empty());
        assertThat(choice.own()).contains(BASE + name + "/");
        assertThat(choice.findings()).isEmpty();
        assertThat(touched).containsExactly(BASE + name + "/");
    }

    @Test
    void ofSeveralTheFirstFromTheRunsStartOnAndTheOthersAreTold() {
        folders.add(BASE + "exportTime=202612010301/");
        folders.add(BASE + "exportTime=20261201034000/");
        folders.add(BASE + "exportTime=202612010345/");
        FolderChoice choice = search(Optional.of(Instant.parse("2026-12-01T03:39:30Z")));
        assertThat(choice.own()).contains(BASE + "exportTime=20261201034000/");
        assertThat(choice.findings())
                .hasSize(2)
                .allMatch(f -> f.startsWith("UNEXPLAINED_FOLDER"))
                .anyMatch(f -> f.contains("202612010301"))
                .anyMatch(f -> f.contains("202612010345"));
    }

    @Test
    void theRunsStartIsCutToTheNamesMinute() {
        folders.add(BASE + "exportTime=202612010340/");
        folders.add(BASE + "exportTime=202612010350/");
        assertThat(search(Optional.of(Instant.parse("2026-12-01T03:40:30Z"))).own())
                .contains(BASE + "exportTime=202612010340/");
    }

    @Test
    void withoutARunTheLastOne() {
        folders.add(BASE + "exportTime=202612010301/");
        folders.add(BASE + "exportTime=202612010345/");
        assertThat(search(Optional.empty()).own()).contains(BASE + "exportTime=202612010345/");
    }

    @Test
    void keysWithALeadingSlashAreFoundToo() {
        folders.add("/" + BASE + "exportTime=202612010302/");
        assertThat(search(Optional.empty()).own()).contains("/" + BASE + "exportTime=202612010302/");
    }

    @Test
    void yearsOfHistoryAreNotTouched() {
        DateTimeFormatter name = DateTimeFormatter.ofPattern("uuuuMMddHHmmss").withZone(ZoneOffset.UTC);
        for (Instant t = DUE.minus(Duration.ofDays(700));
                t.isBefore(DUE.plus(Duration.ofDays(30)));
                t = t.plusSeconds(10_800)) {
            folders.add(BASE + "exportTime=" + name.format(t.plusSeconds(30)) + "/");
        }
        assertThat(search(Optional.empty()).own()).contains(BASE + "exportTime=20261201030030/");
        assertThat(touched).hasSize(1);
    }

    @Test
    void aTemplateOverSeveralLevelsIsWalkedOnlyWhereTheTimeFits() {
        for (int day = 1; day <= 28; day++) {
            for (String month : List.of("10", "11", "12")) {
                folders.add(String.format("aep/orders/2026/%s/%02d/Web_events/", month, day));
                folders.add(String.format("aep/orders/2026/%s/%02d/Other/", month, day));
            }
        }
        FolderChoice choice = search("%DATETIME(YYYY/MM/dd)%/%DATASET_NAME%", DUE, NEXT, Optional.empty());
        assertThat(choice.own()).contains("aep/orders/2026/12/01/Web_events/");
        assertThat(choice.byFileTime()).isTrue();
        assertThat(touched).noneMatch(f -> f.matches(".*/(10|11)/../") || f.matches(".*/12/(0[2-9]|[12].)/.+"));
    }

    @Test
    void unknownMacrosMatchOneSegment() {
        folders.add("aep/orders/Amazon S3/prod/exportTime=202612010302/");
        folders.add("aep/orders/Amazon S3/deeper/prod/exportTime=202612010303/");
        FolderChoice choice = search("%DESTINATION%/%SANDBOX_NAME%/%EXPORT_TIME%", DUE, NEXT, Optional.empty());
        assertThat(choice.own()).contains("aep/orders/Amazon S3/prod/exportTime=202612010302/");
        assertThat(choice.findings()).anyMatch(f -> f.contains("names no dataset"));
    }

    /** Whatever the slot and the name's form: the narrowed search finds exactly what looking at all names would. */
    @Test
    void theNarrowSearchLosesNothing() {
        SplittableRandom random = new SplittableRandom(7);
        List<String> templates = List.of(
                "%DATASET_ID%/%EXPORT_TIME%",
                "%DATETIME(YYYYMMdd_HHmmss)%",
                "%DATETIME(YYYYMMddHH)%",
                "%DATETIME(YYYY-MM)%/%DATETIME(dd-HHmm)%",
                "%DATETIME(YYYY)%/%DATETIME(MM)%/%EXPORT_TIME%",
                "%DATETIME(ddMMYYYYHHmm)%");
        for (int round = 0; round < 300; round++) {
            String template = templates.get(round % templates.size());
            Instant due = Instant.parse("2026-12-30T00:00:00Z").plusSeconds(random.nextInt(6 * 86_400));
            Instant next = due.plusSeconds(List.of(10_800, 43_200, 86_400).get(random.nextInt(3)));
            folders.clear();
            for (int i = 0; i < 60; i++) {
                Instant t = due.plusSeconds(random.nextInt(-90_000, 190_000)).truncatedTo(ChronoUnit.SECONDS);
                folders.add("aep/orders/" + written(template, t, random.nextBoolean()) + "/");
            }
            FolderTemplate compiled = FolderTemplate.of("aep/orders", Optional.of(template), DATASET);
            long expected = folders.stream()
                    .map(f -> compiled.match(f).orElseThrow().time().orElseThrow())
                    .filter(t -> t.in(due, next))
                    .count();
            FolderWalk walk = new FolderWalk(compiled, due, next);
            Set<String> seen = new TreeSet<>();
            while (walk.more()) {
                Page page = page(walk.cursor());
                walk.take(page);
                page.folders().stream()
                        .filter(f -> compiled.match(f)
                                .filter(m -> m.whole() && m.time().orElseThrow().in(due, next))
                                .isPresent())
                        .forEach(seen::add);
            }
            assertThat(seen).as("%s %s %s %s", template, due, next, folders).hasSize((int) expected);
            assertThat(walk.choose(Optional.empty(), Set.of()).own().isPresent())
                    .isEqualTo(expected > 0);
        }
    }

    private static String written(String template, Instant t, boolean seconds) {
        LocalDateTime utc = LocalDateTime.ofInstant(t, ZoneOffset.UTC);
        String text = template.replace("%DATASET_ID%", DATASET.id())
                .replace(
                        "%EXPORT_TIME%",
                        "exportTime="
                                + utc.format(DateTimeFormatter.ofPattern(seconds ? "uuuuMMddHHmmss" : "uuuuMMddHHmm")));
        for (String pattern :
                List.of("YYYYMMdd_HHmmss", "YYYYMMddHH", "YYYY-MM", "dd-HHmm", "ddMMYYYYHHmm", "YYYY", "MM")) {
            String java = pattern.replace("YYYY", "uuuu");
            text = text.replace("%DATETIME(" + pattern + ")%", utc.format(DateTimeFormatter.ofPattern(java)));
        }
        return text;
    }
}
