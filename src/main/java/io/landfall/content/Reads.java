package io.landfall.content;

/**
 * How much of a file is read at once.
 *
 * @param first the first read, bytes, at least 1024: a file of this size or less is read at once, and whole
 * @param piece the reads of a file that is read to its end, bytes, at least {@code first}; what a check holds in memory
 * @param whole whether a file may be read to its end where its records can be counted in no other way; false where too
 *     much has been read already
 */
public record Reads(int first, int piece, boolean whole) {
    /** The largest piece, bytes: few reads for large files, and little to repeat when one of them is cut. */
    public static final int LARGEST_PIECE = 4 << 20;

    private static final int SHARE_OF_HEAP = 16;

    public Reads {
        if (first < 1024 || piece < first) {
            throw new IllegalArgumentException("a first read of " + first + " bytes, then " + piece);
        }
    }

    /**
     * With the largest piece that keeps all files of a storage that are read at the same time below a sixteenth of the
     * heap, and no less than {@link Probe#FIRST_READ}.
     *
     * @param heap bytes
     * @param atOnce how many files are read at the same time
     */
    public static Reads within(long heap, int atOnce, boolean whole) {
        long piece = Math.min(LARGEST_PIECE, heap / SHARE_OF_HEAP / Math.max(1, atOnce));
        return new Reads(Probe.FIRST_READ, (int) Math.max(Probe.FIRST_READ, piece), whole);
    }
}
