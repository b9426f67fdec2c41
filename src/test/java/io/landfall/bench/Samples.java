package io.landfall.bench;

import java.util.List;
import java.util.Locale;

/** Figures of several rounds. */
final class Samples {
    private Samples() {}

    static double median(List<Double> all) {
        List<Double> sorted = all.stream().sorted().toList();
        int n = sorted.size();
        return n % 2 == 1 ? sorted.get(n / 2) : (sorted.get(n / 2 - 1) + sorted.get(n / 2)) / 2;
    }

    /** The least and the most. */
    static String spread(List<Double> all) {
        return String.format(
                Locale.ROOT,
                "%.2f to %.2f",
                all.stream().mapToDouble(d -> d).min().orElseThrow(),
                all.stream().mapToDouble(d -> d).max().orElseThrow());
    }
}
