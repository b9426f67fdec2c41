package io.landfall.storage;

import static io.landfall.model.Shown.shown;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Which folder is the slot's.
 *
 * @param own with a slash at its end; absent: none is there
 * @param byFileTime its name does not tell the slot, so only files written at or after the due time are the slot's
 * @param findings what is to be said about folders
 */
public record FolderChoice(Optional<String> own, boolean byFileTime, List<String> findings) {

    public FolderChoice {
        findings = List.copyOf(findings);
    }

    /** Of several folders the first at or after the run's start, else the last one; compared as times, not as text. */
    static FolderChoice of(List<FolderWalk.Found> found, boolean namesDataset, Optional<Instant> runStart) {
        if (found.isEmpty()) {
            return new FolderChoice(Optional.empty(), false, List.of());
        }
        List<FolderWalk.Found> inTime = found.stream()
                .sorted(Comparator.comparing(FolderChoice::at).thenComparing(FolderWalk.Found::folder))
                .toList();
        FolderWalk.Found own = inTime.stream()
                .filter(f -> runStart.isPresent()
                        && f.time().filter(t -> t.atOrAfter(runStart.get())).isPresent())
                .findFirst()
                .orElse(inTime.get(inTime.size() - 1));
        boolean byFileTime = own.time().map(ExportTime::coarse).orElse(true);
        List<String> findings = new ArrayList<>();
        inTime.stream()
                .filter(f -> f != own && !f.time().map(ExportTime::coarse).orElse(false))
                .limit(20)
                .forEach(f -> findings.add(
                        "UNEXPLAINED_FOLDER: " + shown(f.folder(), 200) + " is of this slot's time too; not counted"));
        if (byFileTime) {
            findings.add(
                    "the folder's name does not tell the slot: files written at or after the due time are counted");
        }
        if (!namesDataset) {
            findings.add("the folder template names no dataset: files of the export's datasets cannot be told apart");
        }
        return new FolderChoice(Optional.of(own.folder()), byFileTime, findings);
    }

    private static Instant at(FolderWalk.Found found) {
        return found.time().map(ExportTime::at).orElse(Instant.MIN);
    }
}
