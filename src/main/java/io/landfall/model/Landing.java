package io.landfall.model;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What the storage holds for one dataset of one slot, to the depth that was asked.
 *
 * @param folder the folder that belongs to the slot; absent when none does
 * @param files data files only, without markers and temporary objects
 * @param bytes of the data files
 * @param newest when the newest data file was written
 * @param records counted in all files; absent where they were not all counted
 * @param empty files of zero bytes, or of zero records
 * @param wrongFormat files whose suffix or head is not the declared format
 * @param corrupt files whose head is right and the rest is not
 * @param settled false while the set may still be changing
 * @param manifest of the run, where there is one and it was read
 * @param findings what was seen, checked and not checked, in words
 */
public record Landing(
        Optional<String> folder,
        long files,
        long bytes,
        Optional<Instant> newest,
        Optional<Long> records,
        long empty,
        long wrongFormat,
        long corrupt,
        boolean settled,
        Optional<Manifest> manifest,
        List<String> findings) {

    public Landing {
        findings = List.copyOf(findings);
    }

    /** One without a manifest. */
    public Landing(
            Optional<String> folder,
            long files,
            long bytes,
            Optional<Instant> newest,
            Optional<Long> records,
            long empty,
            long wrongFormat,
            long corrupt,
            boolean settled,
            List<String> findings) {
        this(folder, files, bytes, newest, records, empty, wrongFormat, corrupt, settled, Optional.empty(), findings);
    }

    /** A storage that was asked and has nothing for the slot. */
    public static Landing none() {
        return new Landing(Optional.empty(), 0, 0, Optional.empty(), Optional.empty(), 0, 0, 0, true, List.of());
    }
}
