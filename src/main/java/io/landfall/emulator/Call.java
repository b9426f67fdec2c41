package io.landfall.emulator;

import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * One request that the Flow Service emulator received.
 *
 * @param number counts from 1 per service
 * @param path without the query, percent-decoded
 * @param query raw, empty when there is none
 * @param headers names in lower case; the value of Authorization is replaced
 * @param status of the answer; 0 before it is known, -1 when the connection was closed without one
 * @param at the service's clock when the request arrived
 */
public record Call(
        long number, String method, String path, String query, Map<String, String> headers, int status, Instant at) {

    /** True before the request has had any effect, in {@link FlowService#onBoundary}. */
    public boolean beforeEffect() {
        return status == 0;
    }

    /** The value of a header, by any spelling of its name. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
    }

    Call answered(int code) {
        return new Call(number, method, path, query, headers, code, at);
    }

    @Override
    public String toString() {
        return method + " " + path + (query.isEmpty() ? "" : "?" + query) + " -> " + status;
    }
}
