package io.landfall.content;

/** The part of a probe that keeps to one range at a time. */
abstract class ReadingProbe implements Probe {
    private Range next;

    ReadingProbe(Range first) {
        this.next = first;
    }

    /** Looks at the bytes of a range; answers the following range, or null where the finding is ready. */
    abstract Range look(Range range, byte[] bytes);

    abstract FileFinding found();

    @Override
    public final boolean more() {
        return next != null;
    }

    @Override
    public final Range next() {
        if (next == null) {
            throw new IllegalStateException("nothing more has to be read");
        }
        return next;
    }

    @Override
    public final void take(byte[] bytes) throws ShortReadException {
        Range range = next();
        if (bytes.length != range.length()) {
            throw new ShortReadException(range, bytes.length);
        }
        next = look(range, bytes);
    }

    @Override
    public final FileFinding finding() {
        if (next != null) {
            throw new IllegalStateException("bytes from " + next.from() + " on have not been read yet");
        }
        return found();
    }
}
