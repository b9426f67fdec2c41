package io.landfall.work;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** How much work this replica took over from dead ones, and how much of its own others took over; since its start. */
public final class TakeOvers {
    private final ConcurrentMap<String, Long> gained = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, Long> lost = new ConcurrentHashMap<>();

    void knows(String kind) {
        gained.putIfAbsent(kind, 0L);
        lost.putIfAbsent(kind, 0L);
    }

    void gained(String kind) {
        gained.merge(kind, 1L, Long::sum);
    }

    void lost(String kind) {
        lost.merge(kind, 1L, Long::sum);
    }

    /** Pieces of work of each kind that this replica took from one that had stopped to say that it lives. */
    public Map<String, Long> gained() {
        return new TreeMap<>(gained);
    }

    /** Pieces of work of each kind that were taken from this replica while it did them. */
    public Map<String, Long> lost() {
        return new TreeMap<>(lost);
    }
}
