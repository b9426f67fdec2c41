package io.landfall.content;

import java.io.IOException;

/**
 * A store gave another number of bytes than it was asked for: a fault of the transport, to be repeated, and never
 * evidence against the file.
 */
public final class ShortReadException extends IOException {
    private static final long serialVersionUID = 1;

    ShortReadException(Range asked, int got) {
        super("asked for " + asked.length() + " bytes from " + asked.from() + " on, got " + got);
    }
}
