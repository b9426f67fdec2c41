package io.landfall.simulation;

import java.time.Instant;
import java.util.List;

/** Somebody cannot be asked, or nobody asks: {@code [from, to)}. */
record Outage(String whose, Instant from, Instant to) {
    static final String STORE = "storage:lake";
    static final String PLATFORM = "platform:default";
    static final String CHANNELS = "channels";
    static final String PROCESS = "landfall";

    boolean at(Instant t) {
        return !t.isBefore(from) && t.isBefore(to);
    }

    static boolean at(List<Outage> all, String whose, Instant t) {
        return all.stream().anyMatch(o -> o.whose().equals(whose) && o.at(t));
    }
}
