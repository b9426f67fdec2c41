package io.landfall.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import io.landfall.model.Slot;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TimeZone;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FolderTimeTest {
    private static final Instant DUE = Instant.parse("2026-12-01T03:00:00Z");
    private static final Slot SLOT = new Slot(null, DUE, Instant.parse("2026-12-01T06:00:00Z"), DUE);
    private final TimeZone zone = TimeZone.getDefault();

    @AfterEach
    void restore() {
        TimeZone.setDefault(zone);
    }

    @ParameterizedTest
    @ValueSource(strings = {"America/New_York", "Asia/Kathmandu", "Pacific/Auckland"})
    void twelveAndFourteenDigitsAreUtc(String id) {
        TimeZone.setDefault(TimeZone.getTimeZone(id));
        assertThat(FolderTime.parse("exportTime=202612010300").orElseThrow().at())
                .isEqualTo(DUE);
        assertThat(FolderTime.parse("exportTime=20240405230601/").orElseThrow().at())
                .isEqualTo(Instant.parse("2024-04-05T23:06:01Z"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "exportTime=",
                "exportTime=2026120103",
                "exportTime=2026120103000",
                "exportTime=202613010300",
                "exportTime=202602290300",
                "exportTime=202612012400",
                "exportTime=2026120103000x",
                "exportTime=+2612010300",
                "exportTime=\u0662\u0660\u0662\u0666\u0661\u0662\u0660\u0661\u0660\u0663\u0660\u0660",
                "exporttime=202612010300",
                "202612010300",
                "../exportTime=202612010300"
            })
    void anythingElseIsNone(String name) {
        assertThat(FolderTime.parse(name)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "202612010259, false",
        "202612010300, true",
        "20261201025959, false",
        "20261201030000, true",
        "20261201055959, true",
        "202612010600, false",
        "20261201060000, false",
        "202712010300, false"
    })
    void aFolderBelongsToTheSlotInWhoseTimeItsTimeLies(String digits, boolean in) {
        assertThat(FolderTime.ofDigits(digits).orElseThrow().in(SLOT)).isEqualTo(in);
    }

    @Test
    void aNameWithoutSecondsIsComparedWithoutThem() {
        Slot odd = new Slot(null, DUE.plusSeconds(42), DUE.plusSeconds(3 * 3600 + 42), DUE);
        assertThat(FolderTime.ofDigits("202612010300").orElseThrow().in(odd)).isTrue();
        assertThat(FolderTime.ofDigits("202612010600").orElseThrow().in(odd)).isFalse();
        assertThat(FolderTime.ofDigits("20261201030000").orElseThrow().in(odd)).isFalse();
    }

    @Test
    void theLastSlotTakesAllLaterFolders() {
        Slot last = new Slot(null, DUE, Instant.MAX, DUE);
        assertThat(FolderTime.ofDigits("999912312359").orElseThrow().in(last)).isTrue();
    }

    @Test
    void ofSeveralFoldersTheFirstAtOrAfterTheRunsStart() {
        List<String> names = List.of(
                "exportTime=202612010410",
                "exportTime=20261201030012",
                "other",
                "exportTime=20261201020000",
                "exportTime=20261201033000");
        Folders folders = Folders.choose(SLOT, names, Optional.of(Instant.parse("2026-12-01T03:15:00Z")));
        assertThat(folders.own()).contains("exportTime=20261201033000");
        assertThat(folders.unexplained()).containsExactly("exportTime=20261201030012", "exportTime=202612010410");
    }

    @Test
    void aFolderOfTheSlotsOwnTimeServesARunThatStartedLater() {
        Optional<Instant> start = Optional.of(Instant.parse("2026-12-01T03:04:05Z"));
        assertThat(Folders.choose(SLOT, List.of("exportTime=20261201030000"), start)
                        .own())
                .contains("exportTime=20261201030000");
        assertThat(Folders.choose(SLOT, List.of("exportTime=202612010304"), start)
                        .own())
                .contains("exportTime=202612010304");
        assertThat(Folders.choose(SLOT, List.of(), start)).isEqualTo(new Folders(Optional.empty(), List.of()));
    }
}
