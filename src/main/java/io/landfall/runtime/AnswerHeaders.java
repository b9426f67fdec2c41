package io.landfall.runtime;

import org.apache.camel.http.base.HttpHeaderFilterStrategy;

/** Which headers of a message become headers of an HTTP answer: as usual, and {@code Cache-Control}, which Camel holds back. */
public final class AnswerHeaders extends HttpHeaderFilterStrategy {

    public AnswerHeaders() {
        getOutFilter().remove("cache-control");
    }
}
