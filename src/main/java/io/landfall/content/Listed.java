package io.landfall.content;

/**
 * The names and sizes of a folder's files, as 16 bytes each, for as many as a manifest can be compared with one by one.
 * Safe for many threads.
 */
public final class Listed {
    /** The most files that are kept; 8 MiB at most. */
    static final int MOST = 250_000;

    private long[] names = new long[128];
    private long[] sizes = new long[128];
    private int kept;
    private long files;

    /** Whether a file of a name is there. */
    enum Match {
        SAME,
        OTHER_SIZE,
        ABSENT
    }

    /** Adds a file by the last part of its key. */
    public synchronized void add(String name, long bytes) {
        files++;
        if (kept >= MOST) {
            return;
        }
        if (2 * kept >= names.length) {
            grow();
        }
        put(hash(name), bytes);
    }

    /** All that were added. */
    synchronized long files() {
        return files;
    }

    /** Whether {@link #match} knows all of them. */
    synchronized boolean complete() {
        return files <= MOST;
    }

    /** Only where {@link #complete}. */
    synchronized Match match(String name, long bytes) {
        int at = slot(names, hash(name));
        if (names[at] == 0) {
            return Match.ABSENT;
        }
        return sizes[at] == bytes ? Match.SAME : Match.OTHER_SIZE;
    }

    private void put(long hash, long bytes) {
        int at = slot(names, hash);
        kept += names[at] == 0 ? 1 : 0;
        names[at] = hash;
        sizes[at] = bytes;
    }

    private void grow() {
        long[] oldNames = names;
        long[] oldSizes = sizes;
        names = new long[2 * oldNames.length];
        sizes = new long[2 * oldNames.length];
        kept = 0;
        for (int i = 0; i < oldNames.length; i++) {
            if (oldNames[i] != 0) {
                put(oldNames[i], oldSizes[i]);
            }
        }
    }

    private static int slot(long[] table, long hash) {
        int at = (int) (hash >>> 32) & (table.length - 1);
        while (table[at] != 0 && table[at] != hash) {
            at = (at + 1) & (table.length - 1);
        }
        return at;
    }

    /** FNV-1a over the characters, mixed; never 0. Two names of one hash are as likely as a bit that flips by itself. */
    private static long hash(String name) {
        long h = 0xcbf29ce484222325L;
        for (int i = 0; i < name.length(); i++) {
            h = (h ^ name.charAt(i)) * 0x100000001b3L;
        }
        h = (h ^ (h >>> 32)) * 0xd6e8feb86659fd93L;
        h ^= h >>> 32;
        return h == 0 ? 1 : h;
    }
}
