package io.landfall.runtime;

import io.landfall.model.Shown;
import io.landfall.model.StorageType;
import io.landfall.model.Trouble;
import io.landfall.storage.ReaderIdentity;
import io.landfall.storage.StoreFailures;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the trial of a storage says of its host key, its region and the rights of who reads; pure. */
final class StorageCheckup {
    private static final String LIST = "list";
    private static final String READ = "read";
    private static final String HOST_KEY = "host key";
    private static final String REGION = "region";

    private final StorageTrial trial;
    private final String of;

    StorageCheckup(StorageTrial trial) {
        this.trial = trial;
        this.of = "storage " + trial.name();
    }

    List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        Optional<Trouble> listing = trial.trouble().filter(t -> trial.listingFailed());
        if (trial.storage().type() == StorageType.SFTP) {
            findings.add(hostKey(listing));
        }
        if (trial.storage().type() == StorageType.S3
                && trial.storage().at("endpoint").isEmpty()) {
            findings.add(region(listing));
        }
        boolean told = findings.stream().anyMatch(f -> f.state() == Finding.State.FAIL);
        findings.add(told ? Finding.notTried(LIST, of, "see the line above") : list(listing));
        findings.add(read(listing));
        return findings;
    }

    private Finding hostKey(Optional<Trouble> listing) {
        if (listing.filter(t -> t.kind() == Trouble.Kind.HOST_KEY_CHANGED).isPresent()) {
            return failed(HOST_KEY, listing.get());
        }
        boolean shown = listing.isEmpty() || listing.get().kind() == Trouble.Kind.DENIED;
        return shown
                ? Finding.ok(
                        HOST_KEY,
                        of,
                        "the server shows the one in " + trial.storage().need("known-hosts"))
                : Finding.notTried(HOST_KEY, of, "the server did not come to show one");
    }

    private Finding region(Optional<Trouble> listing) {
        if (listing.filter(StoreFailures::otherRegion).isPresent()) {
            return failed(REGION, listing.get());
        }
        return listing.isEmpty()
                ? Finding.ok(
                        REGION, of, "the bucket answers in " + trial.storage().need("region"))
                : Finding.notTried(REGION, of, "the bucket did not answer");
    }

    private Finding list(Optional<Trouble> listing) {
        return listing.map(trouble -> failed(LIST, trouble))
                .orElseGet(() -> Finding.ok(
                        LIST,
                        of,
                        where() + " can be listed as " + identity()
                                + (trial.empty() ? ", and nothing is there yet" : "")));
    }

    private Finding read(Optional<Trouble> listing) {
        if (listing.isPresent()) {
            return Finding.notTried(READ, of, "nothing could be listed");
        }
        if (trial.trouble().isPresent()) {
            return failed(READ, trial.trouble().get());
        }
        if (!trial.read()) {
            return Finding.notTried(READ, of, "there is no data file below " + where() + " yet");
        }
        return Finding.ok(READ, of, Shown.shown(trial.file().orElseThrow().key()) + " can be read as " + identity());
    }

    private Finding failed(String what, Trouble trouble) {
        return Finding.fail(what, of, trouble.detail() + " (as " + identity() + ", " + where() + ")", trouble.remedy());
    }

    private String identity() {
        return ReaderIdentity.of(trial.storage());
    }

    private String where() {
        return trial.folder().isEmpty() ? "its top folder" : "folder " + trial.folder();
    }
}
