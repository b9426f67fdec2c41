package io.landfall.storage;

import java.io.IOException;

/** A file is not as it was listed a moment ago: somebody is still writing, or took it away. Never evidence of damage. */
public final class FileChanged extends IOException {
    private static final long serialVersionUID = 1;
    private final boolean gone;

    private FileChanged(String message, boolean gone, Throwable cause) {
        super(message, cause);
        this.gone = gone;
    }

    static FileChanged gone(Throwable cause) {
        return new FileChanged("the file is gone", true, cause);
    }

    static FileChanged size(long listed, String now) {
        return new FileChanged("listed with " + listed + " bytes, now " + now, false, null);
    }

    static FileChanged shorter(Throwable cause) {
        return new FileChanged("shorter than listed", false, cause);
    }

    public boolean gone() {
        return gone;
    }
}
