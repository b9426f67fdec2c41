package io.landfall.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.landfall.content.Probe;
import io.landfall.model.Compression;
import io.landfall.model.Dataset;
import io.landfall.model.Depth;
import io.landfall.model.Format;
import io.landfall.model.Landing;
import io.landfall.model.Look;
import io.landfall.model.Storage;
import io.landfall.model.StorageType;
import io.landfall.model.StoredFile;
import io.landfall.model.Trouble;
import io.landfall.storage.ByteBudget;
import io.landfall.storage.LookRequest;
import io.landfall.storage.Page;
import io.landfall.storage.Piece;
import java.net.SocketTimeoutException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LookingTest {
    private static final Instant DUE = Instant.parse("2026-12-01T03:00:00Z");
    private static final Instant NOW = Instant.parse("2026-12-01T03:20:00Z");
    private static final String FOLDER = "aep/5ef3e3259ad2a1191ab7dd7d/exportTime=202612010301/";
    private static final Storage LAKE =
            new Storage("lake", StorageType.S3, Map.of("bucket", "b"), Map.of(), Map.of(), 8, Duration.ofSeconds(30));

    private final Looking looking = new Looking(Clock.fixed(NOW, ZoneOffset.UTC));

    private static LookRequest request(Depth depth, Optional<Long> filesSaid) {
        return new LookRequest(
                LAKE,
                "aep",
                new Dataset("5ef3e3259ad2a1191ab7dd7d", "Web events"),
                DUE,
                DUE.plusSeconds(10_800),
                Optional.empty(),
                Format.PARQUET,
                Compression.GZIP,
                depth,
                filesSaid,
                Optional.of(DUE),
                Duration.ofMinutes(2),
                new ByteBudget(1_000_000));
    }

    private LookingAt inFolder(LookRequest request) {
        LookingAt look = looking.begin(request);
        assertThat(look.searching()).isTrue();
        looking.found(look, new Page(List.of(), List.of(FOLDER), Optional.empty()));
        assertThat(look.searching()).isFalse();
        looking.choose(look);
        assertThat(look.listing()).isTrue();
        return look;
    }

    private static StoredFile file(String name, long bytes, Instant modified) {
        return new StoredFile(FOLDER + name, bytes, modified);
    }

    private static Page last(StoredFile... files) {
        return new Page(List.of(files), List.of(), Optional.empty());
    }

    private Landing seen(LookingAt look) {
        return ((Look.Seen) looking.seen(look)).landing();
    }

    @Test
    void whatTheListingTellsIsNotRead() {
        LookingAt look = inFolder(request(Depth.INTEGRITY, Optional.empty()));
        StoredFile good = file("part-1.gz.parquet", 500, DUE);
        List<StoredFile> unread = looking.unread(
                look,
                List.of(last(
                        good,
                        file("part-2.gz.parquet", 0, DUE),
                        file("part-3.json.gz", 5, DUE),
                        file("_SUCCESS", 0, DUE),
                        file("part-4.gz.parquet.part", 5, DUE))));
        assertThat(unread).containsExactly(good);
        assertThat(look.listing()).isFalse();
        assertThat(seen(look).empty()).isEqualTo(1);
        assertThat(seen(look).wrongFormat()).isEqualTo(1);
        assertThat(seen(look).files()).isEqualTo(2);
    }

    @Test
    void recordsOfParquetAndOfIntegrityTakeNothingOfTheBudget() {
        LookRequest request = request(Depth.RECORDS, Optional.empty());
        LookingAt look = inFolder(request);
        looking.probe(look, file("part-1.gz.parquet", 1L << 40, DUE));
        assertThat(request.budget().take(1_000_000)).isTrue();
        assertThat(request.budget().take(1)).isFalse();
        assertThat(request.budget().spent()).isTrue();
    }

    @Test
    void aPieceIsWhatTheProbeWants() {
        LookingAt look = inFolder(request(Depth.INTEGRITY, Optional.empty()));
        StoredFile file = file("part-1.gz.parquet", 500, DUE);
        Probe probe = looking.probe(look, file);
        assertThat(looking.piece(file, probe)).isEqualTo(new Piece(file, 0, 500));
    }

    @Test
    void aSetIsSettledByItsAgeOrByTheRunsCount() {
        Instant young = NOW.minusSeconds(119);
        Instant old = NOW.minusSeconds(120);
        assertThat(settled(Optional.empty(), young)).isFalse();
        assertThat(settled(Optional.empty(), old)).isTrue();
        assertThat(settled(Optional.of(1L), young)).isTrue();
        assertThat(settled(Optional.of(2L), young)).isFalse();
        assertThat(settled(Optional.of(0L), young)).isFalse();
    }

    private boolean settled(Optional<Long> filesSaid, Instant modified) {
        LookingAt look = inFolder(request(Depth.PRESENCE, filesSaid));
        looking.unread(look, List.of(last(file("part-1.gz.parquet", 5, modified))));
        return seen(look).settled();
    }

    @Test
    void noFolderIsNothingLanded() {
        LookingAt look = looking.begin(request(Depth.PRESENCE, Optional.empty()));
        int pages = 0;
        while (look.searching()) {
            looking.found(look, new Page(List.of(), List.of(), Optional.empty()));
            pages++;
        }
        looking.choose(look);
        assertThat(pages).as("without and with a leading slash").isEqualTo(2);
        assertThat(look.listing()).isFalse();
        assertThat(seen(look)).isEqualTo(Landing.none());
    }

    @Test
    void subFoldersOfTheSlotsFolderAreTold() {
        LookingAt look = inFolder(request(Depth.PRESENCE, Optional.empty()));
        looking.unread(look, List.of(new Page(List.of(), List.of(FOLDER + "a/", FOLDER + "b/"), Optional.empty())));
        assertThat(seen(look).findings()).anyMatch(f -> f.contains("2, not looked into"));
    }

    @Test
    void whatCannotBeSeenIsBarredInTheStoragesName() {
        LookingAt look = looking.begin(request(Depth.PRESENCE, Optional.empty()));
        Look barred = looking.barred(look, new RuntimeException(new SocketTimeoutException("Read timed out")));
        assertThat(barred).isInstanceOfSatisfying(Look.Barred.class, b -> {
            assertThat(b.trouble().what()).isEqualTo("storage:lake");
            assertThat(b.trouble().kind()).isEqualTo(Trouble.Kind.TIMED_OUT);
        });
    }
}
