package io.landfall.spec;

import io.landfall.model.Config;
import io.landfall.model.Secret;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What came of reading the property files: a configuration, or everything that is wrong with them.
 *
 * @param config present exactly when there are no errors
 * @param errors in the order of files and lines
 * @param effective our keys without a name in them, with their defaults and without secrets: placeholders for routes
 * @param secrets the value of every secret key that is set, for redaction
 * @param files the files that were read, folders expanded
 */
public record Loaded(
        Optional<Config> config,
        List<SpecError> errors,
        Map<String, String> effective,
        List<Secret> secrets,
        List<String> files) {

    public Loaded {
        errors = List.copyOf(errors);
        effective = Map.copyOf(effective);
        secrets = List.copyOf(secrets);
        files = List.copyOf(files);
    }

    public boolean ok() {
        return errors.isEmpty();
    }
}
