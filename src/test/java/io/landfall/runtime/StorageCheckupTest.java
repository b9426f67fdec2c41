package io.landfall.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.landfall.model.Secret;
import io.landfall.model.Storage;
import io.landfall.model.StorageType;
import io.landfall.model.StoredFile;
import io.landfall.model.Trouble;
import io.landfall.storage.Page;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StorageCheckupTest {
    private static final Storage AMAZON = new Storage(
            "lake",
            StorageType.S3,
            Map.of("bucket", "acme-lake", "region", "eu-west-1"),
            Map.of(),
            Map.of("access-key", new Secret("AKIACANARY"), "secret-key", new Secret("canary")),
            8,
            Duration.ofSeconds(30));

    private final StorageTrial trial = new StorageTrial(AMAZON, "aep/");

    private static Page page(List<String> folders, String... keys) {
        return new Page(
                java.util.Arrays.stream(keys)
                        .map(k -> new StoredFile(k, k.contains("empty") ? 0 : 7, Instant.EPOCH))
                        .toList(),
                folders,
                Optional.empty());
    }

    private List<String> lines() {
        return new StorageCheckup(trial)
                .findings().stream()
                        .map(f -> f.state().word() + " " + f.what() + ": " + f.said())
                        .toList();
    }

    private static Trouble trouble(String detail) {
        return new Trouble("storage:lake", Trouble.Kind.REJECTED, detail, "look at storage.lake.region");
    }

    @Test
    void aBucketOfAnotherRegionIsSaidOnce() {
        trial.barred(trouble("HTTP 301 PermanentRedirect: use the endpoint s3.eu-central-1.amazonaws.com"));
        assertThat(lines())
                .containsExactly(
                        "FAIL region: HTTP 301 PermanentRedirect: use the endpoint s3.eu-central-1.amazonaws.com (as"
                                + " reader.access-key AKIA…, folder aep/)",
                        "not tried list: see the line above",
                        "not tried read: nothing could be listed");
    }

    @Test
    void whatCannotBeListedSaysNothingOfTheRegion() {
        trial.barred(trouble("HTTP 403 AccessDenied"));
        assertThat(lines())
                .containsExactly(
                        "not tried region: the bucket did not answer",
                        "FAIL list: HTTP 403 AccessDenied (as reader.access-key AKIA…, folder aep/)",
                        "not tried read: nothing could be listed");
    }

    @Test
    void goesDownTheLastFolderToTheFirstDataFile() {
        trial.take(page(List.of("aep/a/", "aep/b/")));
        assertThat(trial.cursor().span().folder()).isEqualTo("aep/b/");
        trial.take(page(List.of("aep/b/c/"), "aep/b/_SUCCESS", "aep/b/empty.json.gz"));
        assertThat(trial.reading()).isFalse();
        trial.take(page(List.of("aep/b/c/d/"), "aep/b/c/part-0.json.gz"));
        assertThat(trial.listing()).isFalse();
        assertThat(trial.piece().file().key()).isEqualTo("aep/b/c/part-0.json.gz");
        trial.wasRead();
        assertThat(lines())
                .containsExactly(
                        "ok region: the bucket answers in eu-west-1",
                        "ok list: folder aep/ can be listed as reader.access-key AKIA…",
                        "ok read: aep/b/c/part-0.json.gz can be read as reader.access-key AKIA…");
    }

    @Test
    void aFileThatWentAwayMeanwhileWasNotTried() {
        trial.take(page(List.of(), "aep/part-0.json.gz"));
        trial.nothingToRead();
        assertThat(lines()).last().isEqualTo("not tried read: there is no data file below folder aep/ yet");
    }

    @Test
    void foldersWithoutEndEnd() {
        String folder = "aep/";
        int pages = 0;
        while (trial.listing()) {
            folder += "x/";
            trial.take(page(List.of(folder)));
            pages++;
        }
        assertThat(pages).isEqualTo(8);
    }
}
