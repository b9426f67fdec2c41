package io.landfall.plan;

import io.landfall.model.ExportKey;
import io.landfall.model.Trouble;
import java.util.Optional;

/**
 * An export that cannot be planned or carried out, and why; the others go on.
 *
 * @param message for a person, safe to show
 * @param trouble the platform's, where it was the cause
 */
public record Broken(ExportKey export, String message, Optional<Trouble> trouble) {

    public static Broken of(ExportKey export, String message) {
        return new Broken(export, message, Optional.empty());
    }
}
