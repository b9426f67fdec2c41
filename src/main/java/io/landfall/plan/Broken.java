package io.landfall.plan;

import io.landfall.model.ExportKey;
import io.landfall.model.Trouble;
import java.util.List;
import java.util.Optional;

/**
 * An export that cannot be planned or carried out, and why; the others go on.
 *
 * @param message for a person, safe to show
 * @param trouble the platform's, where it was the cause
 * @param datasets one sentence for each declared dataset that is not there (any more)
 */
public record Broken(ExportKey export, String message, Optional<Trouble> trouble, List<String> datasets) {

    public Broken {
        datasets = List.copyOf(datasets);
    }

    public Broken(ExportKey export, String message, Optional<Trouble> trouble) {
        this(export, message, trouble, List.of());
    }

    public static Broken of(ExportKey export, String message) {
        return new Broken(export, message, Optional.empty());
    }

    /** Some of its datasets cannot be found. */
    public static Broken datasets(ExportKey export, DatasetChoice choice) {
        return new Broken(export, String.join("; ", choice.problems()), Optional.empty(), choice.gone());
    }
}
