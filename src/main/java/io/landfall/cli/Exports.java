package io.landfall.cli;

import io.landfall.model.Config;
import io.landfall.model.Export;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/** The exports that a command is about. */
final class Exports {
    private Exports() {}

    /**
     * @throws Stop for a name that is not declared
     */
    static Collection<Export> named(Config config, List<String> names) {
        if (names.isEmpty()) {
            return config.exports().values();
        }
        for (String name : names) {
            if (!config.exports().containsKey(name)) {
                String declared = config.exports().isEmpty()
                        ? "none is declared"
                        : "declared are "
                                + String.join(
                                        ", ", new TreeSet<>(config.exports().keySet()));
                throw Stop.usage("there is no export " + name + "; " + declared);
            }
        }
        return names.stream().distinct().map(config.exports()::get).toList();
    }
}
