package io.landfall.runtime;

import io.landfall.model.Config;
import io.landfall.model.Platform;

/** The two halves of a scope, {@code platform/sandbox}. */
final class Scoped {
    private Scoped() {}

    static Platform platform(Config config, String scope) {
        return config.platforms().get(platformName(scope));
    }

    static String platformName(String scope) {
        return scope.substring(0, scope.indexOf('/'));
    }

    static String sandbox(String scope) {
        return scope.substring(scope.indexOf('/') + 1);
    }
}
