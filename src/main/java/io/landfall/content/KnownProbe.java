package io.landfall.content;

/** A file of which everything is known without reading. */
record KnownProbe(FileFinding finding) implements Probe {

    @Override
    public boolean more() {
        return false;
    }

    @Override
    public Range next() {
        throw new IllegalStateException("nothing has to be read");
    }

    @Override
    public void take(byte[] bytes) {
        throw new IllegalStateException("nothing was to be read");
    }
}
