package io.landfall.runtime;

import static io.landfall.model.Shown.shown;

import io.landfall.content.DataFiles;
import io.landfall.content.FileFinding;
import io.landfall.content.ManifestProbe;
import io.landfall.content.Probe;
import io.landfall.content.Range;
import io.landfall.content.Reads;
import io.landfall.content.ShortReadException;
import io.landfall.content.Tally;
import io.landfall.model.Landing;
import io.landfall.model.Look;
import io.landfall.model.Manifest;
import io.landfall.model.StoredFile;
import io.landfall.storage.ByteBudget;
import io.landfall.storage.Cursor;
import io.landfall.storage.FileChanged;
import io.landfall.storage.LookRequest;
import io.landfall.storage.Page;
import io.landfall.storage.Piece;
import io.landfall.storage.StoreFailures;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.StringJoiner;

/** The decisions of {@code look.camel.yaml}: what to ask the store next, and what its answers come to. */
public final class Looking {
    private final Clock clock;
    private final long heap;

    public Looking(Clock clock) {
        this(clock, Runtime.getRuntime().maxMemory());
    }

    /** @param heap bytes; a sixteenth of it is what reading may take for each storage */
    public Looking(Clock clock, long heap) {
        this.clock = clock;
        this.heap = heap;
    }

    /** Begins a look. */
    public LookingAt begin(LookRequest request) {
        return new LookingAt(request);
    }

    /** The page of the search to list now. */
    public Cursor where(LookingAt look) {
        return look.walk().cursor();
    }

    /** The pages of the slot's folder to list now: one, or one of each key range that the folder is listed in. */
    public List<Cursor> ranges(LookingAt look) {
        return look.cursors();
    }

    /** Takes a page of the search. */
    public void found(LookingAt look, Page page) {
        look.walk().take(page);
    }

    /** Decides which of the folders that were found is the slot's. */
    public void choose(LookingAt look) {
        look.choose();
    }

    /**
     * Takes the pages of the slot's folder, in the order in which {@link #ranges} named them: what listing alone tells of
     * a file is added up, the answer is those files that have to be read.
     */
    public List<StoredFile> unread(LookingAt look, List<Page> pages) {
        look.take(pages);
        Instant since = look.choice().byFileTime() ? look.request().due() : Instant.MIN;
        List<StoredFile> files = new ArrayList<>();
        for (Page page : pages) {
            page.files().stream().filter(file -> unread(look, file, since)).forEach(files::add);
        }
        return files;
    }

    private static boolean unread(LookingAt look, StoredFile file, Instant since) {
        boolean early = file.modified().isBefore(since);
        if (!DataFiles.isData(file)) {
            look.tally().pass(file);
            if (DataFiles.isManifest(file.name()) && !early) {
                look.manifest(file);
            }
            return false;
        } else if (early) {
            return false;
        }
        look.listed().add(file.name(), file.bytes());
        LookRequest r = look.request();
        Optional<FileFinding> known = Probe.unread(file, r.format(), r.compression(), r.depth());
        known.ifPresent(finding -> look.tally().add(file, finding));
        return known.isEmpty();
    }

    /** The manifests to read of the folder that was listed; none where listing is all that is asked for. */
    public List<StoredFile> manifests(LookingAt look) {
        return switch (look.request().depth()) {
            case PRESENCE -> List.of();
            case INTEGRITY, RECORDS -> List.copyOf(look.manifests());
        };
    }

    /** Keeps the folder as the slot's, or goes on to the next one where its manifest says that it is another slot's. */
    public void accept(LookingAt look) {
        Optional<Manifest> other = Manifests.ofOtherSlot(look);
        if (other.isPresent()) {
            look.reject(other.get());
        } else {
            look.decided();
        }
    }

    /** The check that a file needs; its records are counted as long as the slot's budget of bytes lasts. */
    public Probe probe(LookingAt look, StoredFile file) {
        LookRequest request = look.request();
        if (DataFiles.isManifest(file.name())) {
            Reads reads = Reads.within(heap, request.storage().concurrency(), true);
            return new ManifestProbe(file, look.folder(), look.listed(), reads.piece());
        }
        boolean whole = request.budget().take(Probe.forRecords(file, request.format(), request.depth()));
        Reads reads = Reads.within(heap, request.storage().concurrency(), whole);
        return Probe.of(file, request.format(), request.compression(), request.depth(), reads);
    }

    /** What the check wants to read now. */
    public Piece piece(StoredFile file, Probe probe) {
        Range range = probe.next();
        return new Piece(file, range.from(), range.length());
    }

    /** Hands the check what was read. */
    public void take(Probe probe, byte[] bytes) throws ShortReadException {
        probe.take(bytes);
    }

    /** Adds up a file that was checked. */
    public void tally(LookingAt look, StoredFile file, Probe probe) {
        if (probe instanceof ManifestProbe manifest) {
            look.said(manifest);
        } else {
            look.tally().add(file, probe.finding());
        }
    }

    /** Whether a failure says that a file is not as it was listed, so that the other files can still be looked at. */
    public boolean changed(Exception failure) {
        return StoreFailures.changed(failure).isPresent();
    }

    /** Notes a file that changed between listing and reading: one that is gone is not there, the other is, unchecked. */
    public void note(LookingAt look, StoredFile file, Exception failure) {
        boolean gone = StoreFailures.changed(failure).map(FileChanged::gone).orElse(false);
        look.sawChange(file.name(), gone);
        if (!gone && DataFiles.isData(file)) {
            look.tally()
                    .add(
                            new StoredFile(file.key(), file.bytes(), clock.instant()),
                            new FileFinding(FileFinding.Kind.GOOD, Optional.empty(), List.of()));
        }
    }

    /** Whether a failed call may do better if it is repeated. */
    public boolean passing(LookingAt look, Exception failure) {
        return StoreFailures.passing(look.request().storage(), failure);
    }

    /** What was seen. */
    public Look seen(LookingAt look) {
        Tally tally = look.tally();
        Landing landing = tally.landing(settled(look));
        List<String> findings = new ArrayList<>(landing.findings());
        changes(look).ifPresent(findings::add);
        budget(look).ifPresent(findings::add);
        findings.addAll(Manifests.remarks(look));
        findings.addAll(look.choice().findings());
        if (look.folders() > 0) {
            findings.add("sub-folders of the slot's folder: " + look.folders() + ", not looked into");
        }
        Optional<Manifest> manifest = Manifests.of(look);
        return new Look.Seen(new Landing(
                landing.folder(),
                landing.files(),
                landing.bytes(),
                landing.newest(),
                landing.records(),
                landing.empty(),
                landing.wrongFormat(),
                Math.max(landing.corrupt(), manifest.map(Manifest::differing).orElse(0L)),
                landing.settled(),
                manifest,
                findings));
    }

    /** Why nothing can be said. */
    public Look barred(LookingAt look, Exception failure) {
        return new Look.Barred(
                StoreFailures.of(look.request().storage(), failure).trouble());
    }

    /** Lets go of what is still open. */
    public void end(LookingAt look) {
        look.end();
    }

    private boolean settled(LookingAt look) {
        if (look.changed() + look.gone() > 0) {
            return false;
        }
        Tally tally = look.tally();
        if (look.request().filesSaid().filter(n -> n > 0 && tally.files() >= n).isPresent()) {
            return true;
        }
        Instant young = clock.instant().minus(look.request().settle());
        return tally.landing(true).newest().map(t -> !t.isAfter(young)).orElse(true);
    }

    private static Optional<String> budget(LookingAt look) {
        ByteBudget budget = look.request().budget();
        return Optional.of(String.format(
                        Locale.ROOT,
                        "records not counted to the end: that takes reading more than the %,d bytes of"
                                + " verify.byte-budget for this slot",
                        budget.all()))
                .filter(words -> budget.spent());
    }

    private static Optional<String> changes(LookingAt look) {
        if (look.changed() + look.gone() == 0) {
            return Optional.empty();
        }
        StringJoiner names = new StringJoiner(", ");
        look.changedNames().forEach(name -> names.add(shown(name)));
        return Optional.of("while it was looked at, " + look.changed() + " files changed and " + look.gone()
                + " went away, so they were not checked: " + names);
    }
}
