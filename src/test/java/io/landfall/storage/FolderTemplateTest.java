package io.landfall.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.landfall.model.Dataset;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.TimeZone;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("zones")
class FolderTemplateTest {
    private static final Dataset DATASET = new Dataset("5ef3e3259ad2a1191ab7dd7d", "Web events");
    private static final Instant DUE = Instant.parse("2026-12-01T03:00:00Z");
    private static final Instant NEXT = Instant.parse("2026-12-01T06:00:00Z");

    private final TimeZone zone = TimeZone.getDefault();

    @AfterEach
    void restore() {
        TimeZone.setDefault(zone);
    }

    private static FolderTemplate of(String template) {
        return FolderTemplate.of("aep/orders", Optional.ofNullable(template), DATASET);
    }

    private static Optional<Instant> time(String template, String folder) {
        return of(template).match("aep/orders/" + folder).flatMap(m -> m.time().map(ExportTime::at));
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTC", "America/New_York", "Pacific/Kiritimati", "Asia/Kolkata"})
    void readsTwelveAndFourteenDigitsAsUtcInAnyZone(String id) {
        TimeZone.setDefault(TimeZone.getTimeZone(id));
        assertThat(time(null, DATASET.id() + "/exportTime=202612010302"))
                .contains(Instant.parse("2026-12-01T03:02:00Z"));
        assertThat(time(null, DATASET.id() + "/exportTime=20261201030259"))
                .contains(Instant.parse("2026-12-01T03:02:59Z"));
        assertThat(of(null).begin("", DUE, NEXT).after())
                .isEqualTo("aep/orders/5ef3e3259ad2a1191ab7dd7d/exportTime=202612010300");
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "%DATETIME(YYYYMMdd_HHmmss)%, 20281231_235958, 2028-12-31T23:59:58Z",
                "%DATETIME(yyyy-MM-dd'T'HH.mm)%, 2027-01-01T00.30, 2027-01-01T00:30:00Z",
                "%DATETIME(YYYY/MM/dd/HH)%, 2026/12/31/23, 2026-12-31T23:00:00Z",
                "%DATETIME(ddMMYYYY)%, 31122026, 2026-12-31T00:00:00Z",
                "%DATETIME(yyMMDD)%, 261231, 2026-12-31T00:00:00Z",
                "run-%EXPORT_TIME%-x, run-exportTime=202612010300-x, 2026-12-01T03:00:00Z",
                "%DATASET_NAME%/%EXPORT_TIME%, Web_events/exportTime=202612010300, 2026-12-01T03:00:00Z",
                "%DATASET_NAME%/%EXPORT_TIME%, Web%20events/exportTime=202612010300, 2026-12-01T03:00:00Z",
                "%DESTINATION%/%SANDBOX_NAME%/%EXPORT_TIME%, S3/prod/exportTime=202612010300, 2026-12-01T03:00:00Z",
                "%NEW_MACRO(1)%_%DATETIME(YYYYMMdd)%, anything_20261201, 2026-12-01T00:00:00Z",
            })
    void readsMacros(String template, String folder, Instant at) {
        assertThat(time(template, folder)).contains(at);
    }

    /** Java's own formatter takes YYYY for the year of the week: 2027-01-01 would lie in 2026-W53. */
    @Test
    void capitalYearIsTheCalendarYear() {
        assertThat(time("%DATETIME(YYYYMMdd)%", "20271231")).contains(Instant.parse("2027-12-31T00:00:00Z"));
        assertThat(time("%DATETIME(YYYYMMdd)%", "20270101")).contains(Instant.parse("2027-01-01T00:00:00Z"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "exportTime=20261201030",
                "exportTime=2026120103021",
                "exportTime=202613010302",
                "exportTime=20261201030261x",
                "exporttime=202612010302",
                "xexportTime=202612010302"
            })
    void otherNamesAreNoFolders(String name) {
        assertThat(of(null).match("aep/orders/" + DATASET.id() + "/" + name)).isEmpty();
    }

    @Test
    void regularExpressionsInNamesAreText() {
        FolderTemplate template = FolderTemplate.of("a.b(c/", Optional.of("x+%EXPORT_TIME%"), DATASET);
        assertThat(template.match("a.b(c/x+exportTime=202612010300")).isPresent();
        assertThat(template.match("a-b(c/xxexportTime=202612010300")).isEmpty();
    }

    @Test
    void foldersOnTheWayMatchInPart() {
        FolderTemplate template = of("%DATETIME(YYYY/MM/dd)%/%DATASET_ID%");
        FolderTemplate.Match year = template.match("/aep/orders/2026/").orElseThrow();
        assertThat(year.whole()).isFalse();
        assertThat(year.time()).contains(new ExportTime(Instant.parse("2026-01-01T00:00:00Z"), ChronoUnit.YEARS));
        assertThat(template.match("aep/orders/2026/12/01/" + DATASET.id())
                        .orElseThrow()
                        .whole())
                .isTrue();
        assertThat(template.match("aep/orders/2026/12/01/other")).isEmpty();
        assertThat(template.match("aep/orders/2026/12/01/" + DATASET.id() + "/more"))
                .isEmpty();
    }

    @Test
    void theSpanCoversTheSlotAlone() {
        Span span = of(null).begin("", DUE, NEXT);
        String base = "aep/orders/5ef3e3259ad2a1191ab7dd7d/";
        assertThat(span.folder()).isEqualTo(base);
        assertThat(span.prefix()).isEqualTo(base + "exportTime=202612010");
        assertThat(span.holds(base + "exportTime=202612010259/")).isFalse();
        assertThat(span.holds(base + "exportTime=20261201025959/")).isFalse();
        assertThat(span.holds(base + "exportTime=202612010300/")).isTrue();
        assertThat(span.holds(base + "exportTime=20261201030000/")).isTrue();
        assertThat(span.holds(base + "exportTime=20261201055959/")).isTrue();
        assertThat(span.holds(base + "exportTime=202612010600/")).isFalse();
        assertThat(span.holds(base + "exportTime=20261201060000/")).isFalse();
    }

    @Test
    void aPathMayBeEmptyOrHaveSlashes() {
        assertThat(FolderTemplate.of("", Optional.empty(), DATASET)
                        .begin("/", DUE, NEXT)
                        .folder())
                .isEqualTo("/5ef3e3259ad2a1191ab7dd7d/");
        assertThat(FolderTemplate.of("/aep//orders/", Optional.empty(), DATASET)
                        .begin("", DUE, NEXT)
                        .folder())
                .isEqualTo("aep/orders/5ef3e3259ad2a1191ab7dd7d/");
    }

    @Test
    void theLastSlotHasNoEnd() {
        Span span = of(null).begin("", DUE, Instant.MAX);
        assertThat(span.until()).isEmpty();
        assertThat(span.holds(span.folder() + "exportTime=20990101000000/")).isTrue();
        assertThat(span.holds(span.folder() + "exportTime=202612010259/")).isFalse();
    }

    @Test
    void aTemplateWithoutMacrosIsOneFolder() {
        Span span = of("daily/all").begin("", DUE, NEXT);
        assertThat(span.holds("aep/orders/daily/all/")).isTrue();
        assertThat(span.holds("aep/orders/daily/all2/")).isFalse();
        assertThat(span.holds("aep/orders/daily/al/")).isFalse();
    }
}
