package io.landfall.plan;

import io.landfall.model.Dataset;
import io.landfall.model.DatasetRef;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Finds the datasets that a property file names among those that can be exported.
 *
 * @param datasets in the order in which they are named, each once
 * @param problems one sentence for each that is unknown, ambiguous or not to be exported; empty when all were found
 * @param gone those of the problems that are about one that is not there (any more)
 */
public record DatasetChoice(List<Dataset> datasets, List<String> problems, List<String> gone) {

    private static final int NEAREST = 3;

    public DatasetChoice {
        datasets = List.copyOf(datasets);
        problems = List.copyOf(problems);
        gone = List.copyOf(gone);
    }

    /** Nothing to be found. */
    public static DatasetChoice given(List<Dataset> datasets) {
        return new DatasetChoice(datasets, List.of(), List.of());
    }

    public static DatasetChoice among(List<Dataset> eligible, List<DatasetRef> refs) {
        List<Dataset> found = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        List<String> gone = new ArrayList<>();
        for (DatasetRef ref : refs) {
            List<Dataset> matches = eligible.stream()
                    .filter(d -> ref.text().equals(ref.byName() ? d.name() : d.id()))
                    .distinct()
                    .toList();
            if (matches.size() == 1) {
                if (!found.contains(matches.get(0))) {
                    found.add(matches.get(0));
                }
            } else if (matches.isEmpty()) {
                gone.add("dataset " + ref + " is not among the " + eligible.size()
                        + " datasets of this sandbox that can be exported" + nearest(eligible, ref));
                problems.add(gone.get(gone.size() - 1));
            } else {
                problems.add("dataset " + ref + " is ambiguous, take an id: "
                        + matches.stream().map(Dataset::id).sorted().collect(Collectors.joining(", ")));
            }
        }
        return new DatasetChoice(found, problems, gone);
    }

    private static String nearest(List<Dataset> eligible, DatasetRef ref) {
        String text = ref.text().toLowerCase(Locale.ROOT);
        List<String> names = eligible.stream()
                .sorted(Comparator.comparingInt(
                        d -> distance(text, (ref.byName() ? d.name() : d.id()).toLowerCase(Locale.ROOT))))
                .limit(NEAREST)
                .map(d -> d.name() + " (" + d.id() + ")")
                .toList();
        return names.isEmpty() ? "" : "; the nearest: " + String.join(", ", names);
    }

    /** Levenshtein's. */
    private static int distance(String a, String b) {
        int[] before = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            before[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] row = new int[b.length() + 1];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                row[j] = Math.min(Math.min(row[j - 1], before[j]) + 1, before[j - 1] + change);
            }
            before = row;
        }
        return before[b.length()];
    }
}
