package io.landfall.model;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * An alert channel ({@code alert.<name>.*}): any Camel endpoint.
 *
 * @param to the endpoint's URI; it may hold secrets, so it is one
 * @param match labels, {@code verdict} and {@code severity} that an incident must have; a value may list several by comma
 * @param repeat how often an open incident is told again
 * @param fallback the channel used when this one keeps failing
 */
public record Channel(
        String name,
        Secret to,
        MessageFormat format,
        Map<String, String> match,
        Duration repeat,
        Optional<String> fallback) {

    public Channel {
        match = Map.copyOf(match);
    }

    /** How a message is written for a channel. */
    public enum MessageFormat {
        TEXT,
        HTML,
        JSON,
        ALERTMANAGER
    }
}
