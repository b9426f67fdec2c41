package io.landfall.work;

import java.time.Duration;

/**
 * A piece of work that this replica is doing.
 *
 * @param since how long already
 */
public record UnderWay(String kind, String id, Duration since) {}
