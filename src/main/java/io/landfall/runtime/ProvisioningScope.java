package io.landfall.runtime;

import io.landfall.model.Export;
import io.landfall.model.Platform;
import java.util.List;

/**
 * What one plan or apply is about: exports of one sandbox of one organisation.
 *
 * @param sandbox of all these exports
 * @param byHand whether a person asked for it by the command {@code apply}; only then is a dataflow enabled that was
 *     disabled
 */
public record ProvisioningScope(Platform platform, String sandbox, List<Export> exports, boolean byHand) {

    public ProvisioningScope {
        exports = List.copyOf(exports);
    }
}
