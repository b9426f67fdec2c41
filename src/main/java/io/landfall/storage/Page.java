package io.landfall.storage;

import io.landfall.model.StoredFile;
import java.util.List;
import java.util.Optional;

/**
 * One part of a listing.
 *
 * @param files those of the span, in any order
 * @param folders sub-folders of the span with a slash at their ends, in any order
 * @param next where to go on; absent: this was the last page
 */
public record Page(List<StoredFile> files, List<String> folders, Optional<Cursor> next) {

    public Page {
        files = List.copyOf(files);
        folders = List.copyOf(folders);
    }

    static Page nothing() {
        return new Page(List.of(), List.of(), Optional.empty());
    }
}
