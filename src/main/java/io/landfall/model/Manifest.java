package io.landfall.model;

import java.time.Instant;
import java.util.Optional;

/**
 * What a run's own manifest says of a folder, held against what lies there (Flow Service §10).
 *
 * @param run {@code flowRunId}, untrusted text; absent where it is not told
 * @param scheduledTime the due time that the run was for; overrules the run's start
 * @param files how many files of this folder it names
 * @param missing those of which no file of that name is there
 * @param differing those whose file has another size
 */
public record Manifest(
        Optional<String> run, Optional<Instant> scheduledTime, long files, long missing, long differing) {

    /** Whether each file that it names is there, and there is one. */
    public boolean complete() {
        return files > 0 && missing == 0 && differing == 0;
    }

    /** Whose it is, alone. */
    public Manifest withoutFiles() {
        return new Manifest(run, scheduledTime, 0, 0, 0);
    }

    /** Of two manifests of one folder: their files together, in the name of the first. */
    public Manifest and(Manifest other) {
        return new Manifest(
                run.or(other::run),
                scheduledTime.or(other::scheduledTime),
                files + other.files,
                missing + other.missing,
                differing + other.differing);
    }
}
