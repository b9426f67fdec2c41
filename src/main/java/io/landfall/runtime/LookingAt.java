package io.landfall.runtime;

import static io.landfall.model.Shown.shown;

import io.landfall.content.Listed;
import io.landfall.content.ManifestProbe;
import io.landfall.content.Tally;
import io.landfall.model.Manifest;
import io.landfall.model.StoredFile;
import io.landfall.storage.Cursor;
import io.landfall.storage.FolderChoice;
import io.landfall.storage.FolderTemplate;
import io.landfall.storage.FolderWalk;
import io.landfall.storage.KeyRanges;
import io.landfall.storage.LookRequest;
import io.landfall.storage.Page;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One look while it goes on: first the search for the slot's folder, then the folder page by page. The routes carry it as
 * the exchange property {@code look}; only its tally and what changed are touched by several threads.
 */
public final class LookingAt {
    private static final int EXAMPLES = 5;
    private static final int LONGEST_KEY = 1024;

    /** More of them only wait for each other: taking an answer apart is what costs. */
    private static final int RANGES_PER_CORE = 4;

    /** More than any run of a slot has. */
    private static final int MOST_MANIFESTS = 20;

    private final LookRequest request;
    private final FolderWalk walk;
    private final ConcurrentSkipListSet<String> changedNames = new ConcurrentSkipListSet<>();
    private final AtomicLong changed = new AtomicLong();
    private final AtomicLong gone = new AtomicLong();
    private FolderChoice choice;
    private Tally tally = new Tally(Optional.empty());
    private KeyRanges ranges;
    private long folders;
    private Listed listed = new Listed();
    private final List<StoredFile> manifests = new ArrayList<>();
    private final List<ManifestProbe> said = new ArrayList<>();
    private final Map<String, Manifest> rejected = new LinkedHashMap<>();
    private boolean deciding = true;

    LookingAt(LookRequest request) {
        this.request = request;
        FolderTemplate template = FolderTemplate.of(request.path(), request.folder(), request.dataset());
        this.walk = new FolderWalk(template, request.due(), request.next());
    }

    public LookRequest request() {
        return request;
    }

    /** What the storage's routes are called. */
    public String storage() {
        return request.storage().routes();
    }

    /** Whether the search for folders goes on. */
    public boolean searching() {
        return walk.more();
    }

    /** Whether it is still to be found out which folder is the slot's. */
    public boolean deciding() {
        return deciding;
    }

    /** Whether the slot's folder has another page. */
    public boolean listing() {
        return ranges != null && !ranges.cursors().isEmpty();
    }

    FolderWalk walk() {
        return walk;
    }

    FolderChoice choice() {
        return choice;
    }

    /** The slot's folder, without a slash at its end. */
    String folder() {
        return choice.own().map(own -> own.substring(0, own.length() - 1)).orElse("");
    }

    Tally tally() {
        return tally;
    }

    void choose() {
        FolderChoice folder = walk.choose(request.runStart(), rejected.keySet());
        choice = folder;
        listed = new Listed();
        manifests.clear();
        said.clear();
        folders = 0;
        tally = new Tally(folder.own().map(own -> shown(own.substring(0, own.length() - 1), LONGEST_KEY)));
        ranges = folder.own()
                .map(own -> KeyRanges.all(own, sideBySide(), request.filesSaid()))
                .orElse(null);
    }

    /** The cursors of the folder's listing, one or as many as are listed side by side. */
    List<Cursor> cursors() {
        return ranges.cursors();
    }

    void take(List<Page> pages) {
        ranges.take(pages);
        pages.forEach(page -> folders += page.folders().size());
    }

    private int sideBySide() {
        int cores = Runtime.getRuntime().availableProcessors();
        return Math.min(request.storage().concurrency(), RANGES_PER_CORE * cores);
    }

    /** Notes a manifest of the folder, to be read once all else is listed. */
    void manifest(StoredFile file) {
        if (manifests.size() < MOST_MANIFESTS) {
            manifests.add(file);
        }
    }

    List<StoredFile> manifests() {
        return manifests;
    }

    synchronized void said(ManifestProbe manifest) {
        said.add(manifest);
    }

    synchronized List<ManifestProbe> said() {
        return List.copyOf(said);
    }

    Listed listed() {
        return listed;
    }

    /** The folder is another slot's by its manifest. */
    void reject(Manifest of) {
        rejected.put(choice.own().orElseThrow(), of);
        choose();
    }

    void decided() {
        deciding = false;
    }

    /** Folders of the slot's time that are another slot's by their manifests. */
    Map<String, Manifest> rejected() {
        return rejected;
    }

    /** Sub-folders of the slot's folder. */
    long folders() {
        return folders;
    }

    void sawChange(String name, boolean fileIsGone) {
        (fileIsGone ? gone : changed).incrementAndGet();
        changedNames.add(name);
        while (changedNames.size() > EXAMPLES) {
            changedNames.pollLast();
        }
    }

    long changed() {
        return changed.get();
    }

    long gone() {
        return gone.get();
    }

    Iterable<String> changedNames() {
        return changedNames;
    }

    /** Lets go of a listing that did not come to its end. */
    void end() {
        if (listing()) {
            ranges.cursors().forEach(Cursor::close);
        } else if (walk.more()) {
            walk.cursor().close();
        }
    }
}
