package io.landfall.faults;

import static io.landfall.faults.Looker.FOLDER;
import static io.landfall.faults.Looker.request;
import static io.landfall.faults.Looker.within;
import static org.assertj.core.api.Assertions.assertThat;

import io.landfall.emulator.ExportFormat;
import io.landfall.emulator.SampleRows;
import io.landfall.model.Depth;
import io.landfall.model.Landing;
import io.landfall.model.Look;
import io.landfall.model.Manifest;
import io.landfall.model.Storage;
import io.landfall.model.Trouble;
import io.landfall.runtime.LogLines;
import io.landfall.storage.LookRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every kind of store has to keep to, on a real server of its protocol and through the routes as delivered. */
abstract class StoreConformance<S extends TestStore> {
    static final byte[] JSON = SampleRows.file(ExportFormat.JSON_GZ, 1, 100, 50);
    static final String NAME = "/part-00000-tid-1-c000.json.gz";

    S store;
    Looker looker;

    abstract S start() throws Exception;

    @BeforeEach
    void begin() throws Exception {
        store = start();
        looker = new Looker();
    }

    @AfterEach
    void end() {
        looker.close();
        store.close();
    }

    @Test
    void countsExactlyAroundAPage() {
        countsExactly(1, 999, 1000, 1001);
    }

    @Test
    void countsExactlyOverSeveralPages() {
        countsExactly(5001, 10_001);
    }

    private void countsExactly(int... each) {
        Storage storage = store.storage();
        int before = 0;
        for (int n : each) {
            store.fill(FOLDER, before, n);
            Landing landing = looker.seen(request(storage, Depth.PRESENCE));
            assertThat(landing.files()).isEqualTo(n);
            assertThat(landing.bytes()).isEqualTo(3L * n);
            assertThat(landing.folder()).contains(FOLDER);
            before = n;
        }
    }

    @Test
    void nothingThereIsNothingSeen() {
        assertThat(looker.seen(request(store.storage(), Depth.INTEGRITY))).isEqualTo(Landing.none());
    }

    @Test
    void onlyTheSlotsFolderCounts() {
        String base = FOLDER.substring(0, FOLDER.lastIndexOf('=') + 1);
        store.put(base + "202612010259" + NAME, JSON);
        store.put(base + "20261201025959" + NAME, JSON);
        store.put(base + "20261201030130" + NAME, JSON);
        store.put(base + "202612010600" + NAME, JSON);
        store.put(base + "20261201060000" + NAME, JSON);
        store.put("aep/orders/other/exportTime=202612010301" + NAME, JSON);
        Landing landing = looker.seen(request(store.storage(), Depth.INTEGRITY));
        assertThat(landing.folder()).contains(base + "20261201030130");
        assertThat(landing.files()).isEqualTo(1);
        assertThat(landing.findings()).noneMatch(f -> f.contains("UNEXPLAINED_FOLDER"));
    }

    @Test
    void aSecondFolderOfTheSlotIsToldAndNotCounted() {
        String base = FOLDER.substring(0, FOLDER.lastIndexOf('=') + 1);
        store.put(base + "202612010302" + NAME, JSON);
        store.put(base + "20261201044510" + NAME, JSON);
        Landing landing = looker.seen(request(store.storage(), Depth.INTEGRITY));
        assertThat(landing.files()).isEqualTo(1);
        assertThat(landing.folder()).contains(base + "202612010302");
        assertThat(landing.findings())
                .anyMatch(f -> f.startsWith("UNEXPLAINED_FOLDER") && f.contains("20261201044510"));
    }

    @Test
    void filesAreLookedInto() {
        store.put(FOLDER + "/part-0.json.gz", JSON);
        store.put(FOLDER + "/part-1.json.gz", SampleRows.damaged(JSON));
        store.put(FOLDER + "/part-2.json.gz", new byte[0]);
        store.put(FOLDER + "/part-3.json.gz", SampleRows.json(1, 10));
        store.put(FOLDER + "/part-4.gz.parquet", SampleRows.file(ExportFormat.GZ_PARQUET, 1, 100, 50));
        store.put(FOLDER + "/_SUCCESS", new byte[0]);
        store.put(FOLDER + "/manifest-1-2.json", new byte[10]);
        Landing landing = looker.seen(request(store.storage(), Depth.INTEGRITY));
        assertThat(landing.files()).isEqualTo(5);
        assertThat(landing.corrupt()).isEqualTo(1);
        assertThat(landing.empty()).isEqualTo(1);
        assertThat(landing.wrongFormat()).isEqualTo(2);
    }

    @Test
    void aBigFileIsReadAtItsHeadAndTail() {
        byte[] big = SampleRows.file(ExportFormat.JSON_GZ, 3, 40_000, 50);
        assertThat(big.length).isGreaterThan(1_000_000);
        store.put(FOLDER + NAME, big);
        Landing landing = looker.seen(request(store.storage(), Depth.INTEGRITY));
        assertThat(landing.files()).isEqualTo(1);
        assertThat(landing.bytes()).isEqualTo(big.length);
        assertThat(landing.corrupt() + landing.wrongFormat()).isZero();
        assertThat(landing.findings()).anyMatch(f -> f.contains("middle"));
    }

    @Test
    void aBigFileIsCountedToItsEndAndACutReadIsRepeated() {
        byte[] big = SampleRows.file(ExportFormat.JSON_GZ, 3, 40_000, 50);
        store.put(FOLDER + NAME, big);
        store.put(FOLDER + "/part-1.json.gz", JSON);
        Storage storage = store.storage();
        looker.seen(request(storage, Depth.PRESENCE));
        store.tap().drop();
        store.tap().cutAfter(500_000, 1);
        Landing landing = looker.seen(request(storage, Depth.RECORDS));
        assertThat(store.tap().cutsLeft()).isZero();
        assertThat(landing.records()).contains(40_100L);
        assertThat(landing.findings()).isEmpty();
    }

    private void manifest(String folder, String scheduled, String... names) {
        StringBuilder results = new StringBuilder();
        for (String name : names) {
            results.append(results.length() == 0 ? "" : ",")
                    .append("{\"sinkPath\":\"/" + folder + "\",\"name\":\"" + name + "\",\"size\":" + JSON.length
                            + "}");
        }
        String text =
                "{\"flowRunId\":\"run-1\",\"scheduledTime\":\"" + scheduled + "\",\"exportResults\":[" + results + "]}";
        store.put(folder + "/manifest-1-2.json", text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aManifestSaysWhetherTheSetIsComplete() {
        store.put(FOLDER + "/part-0.json.gz", JSON);
        store.put(FOLDER + "/part-1.json.gz", JSON);
        Storage storage = store.storage();
        manifest(FOLDER, "2026-12-01T03:00:00Z", "part-0.json.gz", "part-1.json.gz");
        assertThat(looker.seen(request(storage, Depth.INTEGRITY)).manifest())
                .contains(new Manifest(Optional.of("run-1"), Optional.of(Looker.DUE), 2, 0, 0));
        manifest(FOLDER, "2026-12-01T03:00:00Z", "part-0.json.gz", "part-1.json.gz", "part-2.json.gz");
        Landing landing = looker.seen(request(storage, Depth.INTEGRITY));
        assertThat(landing.manifest().orElseThrow().missing()).isEqualTo(1);
        assertThat(landing.findings()).anyMatch(f -> f.contains("1 file not there: part-2.json.gz"));
        assertThat(looker.seen(request(storage, Depth.PRESENCE)).findings())
                .anyMatch(f -> f.contains("was not read (verify=presence)"));
    }

    @Test
    void aFileOfAnotherSizeThanTheManifestsIsDamaged() {
        store.put(FOLDER + "/part-0.json.gz", SampleRows.file(ExportFormat.JSON_GZ, 9, 300, 50));
        manifest(FOLDER, "2026-12-01T03:00:00Z", "part-0.json.gz");
        Landing landing = looker.seen(request(store.storage(), Depth.INTEGRITY));
        assertThat(landing.corrupt()).isEqualTo(1);
        assertThat(landing.findings()).anyMatch(f -> f.contains("another size for 1 file: part-0.json.gz"));
    }

    @Test
    void aFolderIsAnotherSlotsWhereItsManifestSaysSo() {
        String base = FOLDER.substring(0, FOLDER.lastIndexOf('=') + 1);
        store.put(FOLDER + "/part-0.json.gz", JSON);
        manifest(FOLDER, "2026-12-01T00:00:00Z", "part-0.json.gz");
        Storage storage = store.storage();
        Landing none = looker.seen(request(storage, Depth.INTEGRITY));
        assertThat(none.folder()).isEmpty();
        assertThat(none.files()).isZero();
        assertThat(none.manifest().orElseThrow().scheduledTime()).contains(Instant.parse("2026-12-01T00:00:00Z"));
        assertThat(none.findings())
                .anyMatch(f -> f.startsWith("UNEXPLAINED_FOLDER") && f.contains("2026-12-01T00:00:00Z"));
        store.put(base + "20261201050101/part-0.json.gz", JSON);
        store.put(base + "20261201050101/part-1.json.gz", JSON);
        Landing next = looker.seen(request(storage, Depth.INTEGRITY));
        assertThat(next.folder()).contains(base + "20261201050101");
        assertThat(next.files()).isEqualTo(2);
    }

    @Test
    void recordsAreNotCountedBeyondTheBudgetAndThatIsSaid() {
        byte[] big = SampleRows.file(ExportFormat.JSON_GZ, 3, 3_000, 50);
        assertThat(big.length).isGreaterThan(70_000);
        store.put(FOLDER + NAME, big);
        store.put(FOLDER + "/part-1.json.gz", big);
        LookRequest request = request(store.storage(), Depth.RECORDS);
        assertThat(looker.seen(within(request, 2L * big.length)).records()).contains(6_000L);
        Landing spent = looker.seen(within(request, 2L * big.length - 1));
        assertThat(spent.records()).isEmpty();
        assertThat(spent.files()).isEqualTo(2);
        assertThat(spent.corrupt() + spent.wrongFormat() + spent.empty()).isZero();
        assertThat(spent.findings())
                .anyMatch(f -> f.contains("1 file whose records were not counted"))
                .anyMatch(f -> f.contains("verify.byte-budget"));
    }

    @Test
    void namesAreData() {
        for (String name : new String[] {
            "${body}", "{{home}}", "a b+c%20%2F", "*", "?x", "[1]", "back\\slash", "..", "q'\"<&>", "\u202eright", "ünï"
        }) {
            store.put(FOLDER + "/x" + name + ".json.gz", JSON);
        }
        Landing landing = looker.seen(request(store.storage(), Depth.INTEGRITY));
        assertThat(landing.corrupt() + landing.empty() + landing.wrongFormat()).isZero();
        assertThat(landing.settled()).isTrue();
        if (store.keepsBackslashes()) {
            assertThat(landing.files()).isEqualTo(11);
            assertThat(landing.findings()).isEmpty();
        } else {
            assertThat(landing.files()).isEqualTo(10);
            assertThat(landing.findings()).singleElement().asString().startsWith("sub-folders of the slot's folder: 1");
        }
    }

    @Test
    void aYoungSetIsNotSettledUnlessTheRunsFilesAreThere() {
        store.put(FOLDER + NAME, JSON);
        LookRequest plain = request(store.storage(), Depth.PRESENCE);
        assertThat(looker.seen(settling(plain, Optional.empty())).settled()).isFalse();
        assertThat(looker.seen(settling(plain, Optional.of(2L))).settled()).isFalse();
        assertThat(looker.seen(settling(plain, Optional.of(1L))).settled()).isTrue();
        assertThat(looker.seen(plain).settled()).isTrue();
    }

    private static LookRequest settling(LookRequest r, Optional<Long> filesSaid) {
        return new LookRequest(
                r.storage(),
                r.path(),
                r.dataset(),
                r.due(),
                r.next(),
                r.folder(),
                r.format(),
                r.compression(),
                r.depth(),
                filesSaid,
                r.runStart(),
                Duration.ofMinutes(2),
                r.budget());
    }

    @Test
    void aFolderWithoutATimeIsJudgedByItsFilesTimes() {
        store.put("aep/orders/all" + NAME, JSON);
        LookRequest past = inFolder("all", Instant.now().minusSeconds(3600));
        LookRequest future = inFolder("all", Instant.now().plusSeconds(3600));
        assertThat(looker.seen(past).files()).isEqualTo(1);
        assertThat(looker.seen(past).findings()).anyMatch(f -> f.contains("does not tell the slot"));
        assertThat(looker.seen(future).files()).isZero();
    }

    private LookRequest inFolder(String template, Instant due) {
        LookRequest r = request(store.storage(), Depth.PRESENCE);
        return new LookRequest(
                r.storage(),
                r.path(),
                r.dataset(),
                due,
                due.plusSeconds(10_800),
                Optional.of(template),
                r.format(),
                r.compression(),
                r.depth(),
                r.filesSaid(),
                Optional.empty(),
                r.settle(),
                r.budget());
    }

    @Test
    void aFileThatGrowsIsNotDamagedAndNotSettled() {
        store.put(FOLDER + NAME, SampleRows.damaged(JSON));
        Storage storage = store.storage();
        looker.before("direct://files-" + storage.routes(), () -> store.put(FOLDER + NAME, JSON));
        Landing landing = looker.seen(request(storage, Depth.INTEGRITY));
        assertThat(landing.corrupt()).isZero();
        assertThat(landing.files()).isEqualTo(1);
        assertThat(landing.settled()).isFalse();
        assertThat(landing.findings()).anyMatch(f -> f.contains("1 files changed"));
        assertThat(looker.seen(request(storage, Depth.INTEGRITY)).settled()).isTrue();
    }

    @Test
    void aFileThatShrinksIsNotDamagedAndNotSettled() {
        store.put(FOLDER + NAME, JSON);
        Storage storage = store.storage();
        looker.before("direct://files-" + storage.routes(), () -> store.put(FOLDER + NAME, new byte[5]));
        Landing landing = looker.seen(request(storage, Depth.INTEGRITY));
        assertThat(landing.corrupt()).isZero();
        assertThat(landing.settled()).isFalse();
    }

    @Test
    void aFileThatVanishesIsNotThere() {
        store.put(FOLDER + NAME, JSON);
        store.put(FOLDER + "/part-1.json.gz", JSON);
        Storage storage = store.storage();
        looker.before("direct://files-" + storage.routes(), () -> store.delete(FOLDER + NAME));
        Landing landing = looker.seen(request(storage, Depth.INTEGRITY));
        assertThat(landing.files()).isEqualTo(1);
        assertThat(landing.settled()).isFalse();
        assertThat(landing.findings()).anyMatch(f -> f.contains("1 went away"));
    }

    @Test
    void aDeniedListingIsTroubleAndOverOnceItIsAllowed() {
        store.put(FOLDER + NAME, JSON);
        Storage storage = store.storage();
        store.denyListing(true);
        try (LogLines log = LogLines.ofCamelsErrors()) {
            assertThat(looker.barred(request(storage, Depth.PRESENCE)).kind()).isEqualTo(Trouble.Kind.DENIED);
            assertThat(log.all()).as("the look's answer is enough").isEmpty();
        }
        store.denyListing(false);
        assertThat(looker.seen(request(storage, Depth.PRESENCE)).files()).isEqualTo(1);
    }

    @Test
    void wrongCredentialsAreDenied() {
        Trouble trouble = looker.barred(request(store.withWrongCredentials(), Depth.PRESENCE));
        assertThat(trouble.kind()).isEqualTo(Trouble.Kind.DENIED);
        assertThat(trouble.what()).startsWith("storage:");
    }

    @Test
    void withoutReaderCredentialsThoseOfAdobeRead() {
        store.put(FOLDER + NAME, JSON);
        Storage s = store.storage();
        Storage adobes = new Storage(s.name(), s.type(), s.place(), s.reader(), Map.of(), s.concurrency(), s.timeout());
        assertThat(looker.seen(request(adobes, Depth.INTEGRITY)).files()).isEqualTo(1);
    }

    @Test
    void noMoreRequestsAreUnderWayThanTheStorageAllows() throws Exception {
        store.fill(FOLDER, 0, 60);
        Storage s = store.storage();
        Storage two = new Storage(s.name(), s.type(), s.place(), s.adobe(), s.reader(), 2, s.timeout());
        ExecutorService slots = Executors.newFixedThreadPool(3);
        try {
            List<Future<Landing>> looks = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                looks.add(slots.submit(() -> looker.seen(request(two, Depth.INTEGRITY))));
            }
            for (Future<Landing> look : looks) {
                assertThat(look.get().files()).isEqualTo(60);
            }
        } finally {
            slots.shutdownNow();
        }
        assertThat(looker.mostReadsAtOnce()).isBetween(1, 2);
    }

    @Test
    void aStoreThatIsDownIsUnreachable() {
        Trouble trouble = looker.barred(request(store.unreachable(), Depth.PRESENCE));
        assertThat(trouble.kind()).isEqualTo(Trouble.Kind.UNREACHABLE);
    }

    @Test
    void aStoreThatHangsTimesOutAndHoldsNobodyForEver() {
        store.put(FOLDER + NAME, JSON);
        Storage storage = store.storage();
        looker.seen(request(storage, Depth.PRESENCE));
        Storage hasty = within(store.storage(), Duration.ofMillis(300));
        store.hang(true);
        long began = System.nanoTime();
        Trouble trouble = looker.barred(request(hasty, Depth.PRESENCE));
        assertThat(trouble.kind()).isEqualTo(Trouble.Kind.TIMED_OUT);
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(8));
    }

    @Test
    void aWireThatSwallowsAllTimesOut() {
        store.put(FOLDER + NAME, JSON);
        Storage hasty = within(store.storage(), Duration.ofMillis(400));
        looker.seen(request(hasty, Depth.PRESENCE));
        store.tap().silent(true);
        assertThat(looker.barred(request(hasty, Depth.PRESENCE)).kind()).isEqualTo(Trouble.Kind.TIMED_OUT);
    }

    @Test
    void aConnectionThatEndedMeanwhileIsMadeAgain() {
        store.put(FOLDER + NAME, JSON);
        Storage storage = store.storage();
        looker.seen(request(storage, Depth.INTEGRITY));
        store.tap().drop();
        assertThat(looker.seen(request(storage, Depth.INTEGRITY)).files()).isEqualTo(1);
    }

    @Test
    void aListingThatIsCutIsTroubleOrWholeButNeverShort() {
        store.fill(FOLDER, 0, 2001);
        int barred = 0;
        for (int bytes : new int[] {100, 1_000, 20_000, 60_000, 100_000, 150_000, 200_000, 250_000, 300_000}) {
            store.tap().drop();
            store.tap().cutAfter(bytes, 1);
            Look look = looker.look(request(store.storage(), Depth.PRESENCE));
            if (look instanceof Look.Seen seen) {
                assertThat(seen.landing().files()).isEqualTo(2001);
            } else {
                barred++;
                assertThat(((Look.Barred) look).trouble().kind())
                        .isIn(Trouble.Kind.UNREACHABLE, Trouble.Kind.BROKEN_ANSWER);
            }
        }
        store.tap().cutAfter(20_000, Integer.MAX_VALUE);
        assertThat(looker.barred(request(store.storage(), Depth.PRESENCE)).kind())
                .isIn(Trouble.Kind.UNREACHABLE, Trouble.Kind.BROKEN_ANSWER);
        if (repeatsPages()) {
            assertThat(barred).isZero();
        }
    }

    /** Whether a page that was cut can be asked for again; else the whole listing has to begin anew, at the next look. */
    abstract boolean repeatsPages();

    @Test
    void aReadThatIsCutIsRepeatedAndNeverDamage() {
        byte[] file = SampleRows.file(ExportFormat.JSON_GZ, 3, 2_000, 50);
        assertThat(file.length).isBetween(50_000, 65_536);
        store.put(FOLDER + NAME, file);
        Storage storage = store.storage();
        looker.seen(request(storage, Depth.PRESENCE));
        store.tap().drop();
        store.tap().cutAfter(40_000, 1);
        Landing landing = looker.seen(request(storage, Depth.INTEGRITY));
        assertThat(store.tap().cutsLeft()).isZero();
        assertThat(landing.corrupt()).isZero();
        assertThat(landing.records()).contains(2_000L);
    }
}
