package io.landfall.storage;

/** How many bytes of one slot may still be read for the sake of counting records; shared by its looks and their threads. */
public final class ByteBudget {
    private final long all;
    private long left;
    private boolean spent;

    /** @param bytes {@code verify.byte-budget} */
    public ByteBudget(long bytes) {
        this.all = bytes;
        this.left = bytes;
    }

    /**
     * Takes as many bytes, or none: once they do not suffice nothing more is given, since a sum without one file is no
     * sum, and reading the others would be in vain.
     */
    public synchronized boolean take(long bytes) {
        if (bytes == 0) {
            return true;
        }
        spent |= bytes > left;
        left -= spent ? 0 : bytes;
        return !spent;
    }

    /** Whether more was asked for than was left. */
    public synchronized boolean spent() {
        return spent;
    }

    /** All of it, bytes. */
    public long all() {
        return all;
    }
}
