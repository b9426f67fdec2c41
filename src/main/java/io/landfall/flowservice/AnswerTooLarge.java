package io.landfall.flowservice;

import java.io.IOException;

/** An answer above the size that is read; the connection it came over is given up. */
public final class AnswerTooLarge extends IOException {
    private static final long serialVersionUID = 1L;

    public AnswerTooLarge(long limit) {
        super("the answer is larger than " + limit / (1024 * 1024) + " MiB");
    }
}
