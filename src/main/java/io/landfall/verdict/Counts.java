package io.landfall.verdict;

import io.landfall.model.Landing;
import io.landfall.model.Manifest;
import io.landfall.model.Reconcile;
import io.landfall.model.Run;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * The run's own counts beside what landed, over all datasets of the slot. With {@code reconcile=off}, and without a run,
 * there are none. A count below zero counts as missing (Flow Service §9.2).
 */
final class Counts {
    private final Inspection inspection;
    private final Optional<Run> run;
    private final List<String> ids;

    Counts(Inspection inspection, Optional<Run> run) {
        this.inspection = inspection;
        this.run = inspection.reconcile() == Reconcile.OFF ? Optional.empty() : run;
        this.ids = inspection.ids();
    }

    static Optional<Long> told(Optional<Long> count) {
        return count.filter(n -> n >= 0);
    }

    Optional<Long> records() {
        return run.flatMap(r -> told(r.records()));
    }

    Optional<Long> files() {
        return run.flatMap(r -> told(r.files()));
    }

    boolean failedRecords() {
        return run.flatMap(r -> told(r.failedRecords())).orElse(0L) > 0;
    }

    boolean alone() {
        return ids.size() == 1;
    }

    /** How many records of this dataset the run says it wrote. */
    Optional<Long> expected(String dataset) {
        Optional<Long> own = perDataset(dataset);
        return own.isPresent() ? own : records().filter(total -> alone() || total == 0 || oneFolder());
    }

    /** Whether the run says that it wrote something of this dataset; of several without own counts, of any. */
    Optional<Boolean> wrote(String dataset) {
        Optional<Long> expected = expected(dataset);
        if (expected.isPresent()) {
            return expected.map(n -> n > 0);
        }
        return records().or(this::files).map(n -> n > 0);
    }

    /** Files over all datasets; absent while one of them has not been seen. */
    Optional<Long> landedFiles() {
        return sum(ids, landing -> Optional.of(landing.files()));
    }

    /** Whether fewer files landed than the run says; never while a dataset has not been seen. */
    boolean shortOfFiles() {
        return files().isPresent()
                && landedFiles().filter(n -> n < files().get()).isPresent();
    }

    /** Whether all that the run wrote landed in the other datasets, by their counted records. */
    boolean othersHoldAll(String dataset) {
        List<String> others = ids.stream().filter(id -> !id.equals(dataset)).toList();
        return records().isPresent()
                && sum(others, Counts::recordsOf)
                        .filter(n -> n >= records().get())
                        .isPresent();
    }

    /** Whether this dataset's counted records reach its own count. */
    boolean reached(String dataset) {
        Optional<Long> expected = expected(dataset);
        return expected.isPresent()
                && inspection
                        .landing(dataset)
                        .flatMap(Counts::recordsOf)
                        .filter(n -> n >= expected.get())
                        .isPresent();
    }

    /**
     * Whether a shortfall of files is this dataset's, which has some: one without files takes it first, then those whose
     * records are not known to be all there, else each.
     */
    boolean blamedForFiles(String dataset) {
        if (!shortOfFiles() || completeByManifest(dataset) || ids.stream().anyMatch(this::takesShortfall)) {
            return false;
        }
        return !reached(dataset)
                || ids.stream().filter(this::open).allMatch(id -> reached(id) || completeByManifest(id));
    }

    /** Whether a shortfall of records is this dataset's, which has some files. */
    boolean blamedForRecords(String dataset) {
        Optional<Long> landed = inspection.landing(dataset).flatMap(Counts::recordsOf);
        Optional<Long> expected = expected(dataset);
        if (expected.isPresent()) {
            return landed.filter(n -> n < expected.get()).isPresent();
        }
        return ids.stream().noneMatch(this::takesShortfall)
                && records().isPresent()
                && sum(ids, Counts::recordsOf).filter(n -> n < records().get()).isPresent();
    }

    /** Whether the run itself says that this one of several datasets had nothing. */
    boolean toldEmpty(String dataset) {
        return !alone() && perDataset(dataset).filter(n -> n == 0).isPresent();
    }

    /** Whether files are known to be all there by the run's counts. */
    boolean allThere(String dataset) {
        boolean byFiles = files().isPresent()
                && landedFiles().filter(n -> n >= files().get()).isPresent();
        return byFiles || (reached(dataset) && expected(dataset).orElse(0L) > 0);
    }

    /** Whether each file that the run's own manifest names is there: better evidence than the run's number. */
    boolean completeByManifest(String dataset) {
        return inspection
                .landing(dataset)
                .flatMap(Landing::manifest)
                .filter(Manifest::complete)
                .isPresent();
    }

    /** A dataset of the slot that has not been seen, other than this one. */
    Optional<String> unseenOther(String dataset) {
        return ids.stream()
                .filter(id -> !id.equals(dataset) && inspection.landing(id).isEmpty())
                .findFirst();
    }

    static Optional<Long> recordsOf(Landing landing) {
        return landing.files() == 0 ? Optional.of(0L) : landing.records();
    }

    private boolean takesShortfall(String dataset) {
        return !toldEmpty(dataset)
                && inspection.landing(dataset).filter(l -> l.files() == 0).isPresent();
    }

    private boolean open(String dataset) {
        return !inspection.kept().containsKey(dataset)
                && inspection.landing(dataset).filter(l -> l.files() > 0).isPresent();
    }

    /** The run's number for one dataset; none where its files lie in one folder with another's, and no look tells them apart. */
    private Optional<Long> perDataset(String dataset) {
        if (folder(dataset).isPresent()
                && ids.stream().anyMatch(id -> !id.equals(dataset) && folder(id).equals(folder(dataset)))) {
            return Optional.empty();
        }
        return run.flatMap(r -> told(Optional.ofNullable(r.recordsByDataset().get(dataset))));
    }

    /** Whether the files of all datasets lie in one folder, so that each look saw all of them. */
    private boolean oneFolder() {
        return folder(ids.get(0)).isPresent()
                && ids.stream().allMatch(id -> folder(id).equals(folder(ids.get(0))));
    }

    private Optional<String> folder(String dataset) {
        return inspection.landing(dataset).flatMap(Landing::folder);
    }

    /** A folder that several datasets share counts once. */
    private Optional<Long> sum(List<String> of, Function<Landing, Optional<Long>> part) {
        long sum = 0;
        Set<String> counted = new HashSet<>();
        for (String id : of) {
            if (folder(id).filter(f -> !counted.add(f)).isPresent()) {
                continue;
            }
            Optional<Long> n = inspection.landing(id).flatMap(part);
            if (n.isEmpty()) {
                return Optional.empty();
            }
            sum += n.get();
        }
        return Optional.of(sum);
    }
}
