package io.landfall.runtime;

import io.landfall.content.DataFiles;
import io.landfall.model.Storage;
import io.landfall.model.StoredFile;
import io.landfall.model.Trouble;
import io.landfall.storage.Cursor;
import io.landfall.storage.Page;
import io.landfall.storage.Piece;
import io.landfall.storage.Span;
import java.util.Comparator;
import java.util.Optional;

/**
 * How far the trial of one storage has come: it lists the first page of a folder, of the last sub-folder in it, and so on
 * down until there is a data file, and reads a byte of that. One thread at a time.
 */
public final class StorageTrial {
    private static final int DEEPEST = 8;

    private final Storage storage;
    private final String folder;
    private Optional<String> next;
    private int depth;
    private boolean empty;
    private boolean read;
    private Optional<StoredFile> file = Optional.empty();
    private Optional<Trouble> trouble = Optional.empty();

    /** @param folder where to begin, with a slash at its end; empty for the storage's own top */
    StorageTrial(Storage storage, String folder) {
        this.storage = storage;
        this.folder = folder;
        this.next = Optional.of(folder);
    }

    public Storage storage() {
        return storage;
    }

    /** What the storage's routes are called. */
    public String routes() {
        return storage.routes();
    }

    public String name() {
        return storage.name();
    }

    /** Whether there is a folder to list. */
    public boolean listing() {
        return next.isPresent();
    }

    /** The beginning of the folder to list. */
    public Cursor cursor() {
        return Cursor.at(Span.all(next.orElseThrow()));
    }

    /** Whether a file was found. */
    public boolean reading() {
        return file.isPresent();
    }

    /** The first byte of the file. */
    public Piece piece() {
        return new Piece(file.orElseThrow(), 0, 1);
    }

    void take(Page page) {
        page.next().ifPresent(Cursor::close);
        empty = depth == 0 && page.files().isEmpty() && page.folders().isEmpty();
        depth++;
        file = page.files().stream()
                .filter(DataFiles::isData)
                .filter(f -> f.bytes() > 0)
                .findFirst();
        next = file.isPresent() || depth >= DEEPEST
                ? Optional.empty()
                : page.folders().stream().max(Comparator.naturalOrder());
    }

    void wasRead() {
        read = true;
    }

    void nothingToRead() {
        file = Optional.empty();
    }

    void barred(Trouble why) {
        trouble = Optional.of(why);
    }

    String folder() {
        return folder;
    }

    /** The trouble is one of listing, not of reading. */
    boolean listingFailed() {
        return trouble.isPresent() && file.isEmpty();
    }

    /** Nothing lies in the folder where it began, or there is none. */
    boolean empty() {
        return empty;
    }

    boolean read() {
        return read;
    }

    Optional<StoredFile> file() {
        return file;
    }

    Optional<Trouble> trouble() {
        return trouble;
    }
}
