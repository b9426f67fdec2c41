package io.landfall.faults;

import io.landfall.model.Storage;

/** A real server of one kind, with the ways in which it can be made to fail. */
interface TestStore extends AutoCloseable {

    /** The storage as it is declared, under a name of its own at each call. */
    Storage storage();

    /** The same with credentials that the server does not know. */
    Storage withWrongCredentials();

    /** The same at a port where nobody listens. */
    Storage unreachable();

    void put(String key, byte[] content);

    /** Writes small files {@code <folder>/part-<from>.json.gz …} up to, and without, this number. */
    default void fill(String folder, int from, int to) {
        for (int i = from; i < to; i++) {
            put(String.format("%s/part-%05d.json.gz", folder, i), new byte[] {1, 2, 3});
        }
    }

    void delete(String key);

    /** Whether a backslash in a name stays one; Azure makes it a slash. */
    default boolean keepsBackslashes() {
        return true;
    }

    void denyListing(boolean denied);

    /** Listings take longer than any timeout. */
    void hang(boolean hangs);

    /** The wire in front of the server. */
    Tap tap();

    @Override
    void close();
}
