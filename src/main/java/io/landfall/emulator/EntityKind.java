package io.landfall.emulator;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/** The four kinds of entity that a dataset export consists of (Flow Service §6, §8). */
public enum EntityKind {
    BASE_CONNECTION("connections", Set.of("name", "description", "auth", "params")),
    SOURCE_CONNECTION("sourceConnections", Set.of("name", "description")),
    TARGET_CONNECTION("targetConnections", Set.of("name", "description", "params")),
    FLOW(
            "flows",
            Set.of(
                    "name",
                    "description",
                    "sourceConnectionIds",
                    "targetConnectionIds",
                    "scheduleParams",
                    "transformations"));

    private final String path;
    private final Set<String> patchable;

    EntityKind(String path, Set<String> patchable) {
        this.path = path;
        this.patchable = patchable;
    }

    /** The path segment under the service's base. */
    public String path() {
        return path;
    }

    Set<String> patchable() {
        return patchable;
    }

    static Optional<EntityKind> ofPath(String segment) {
        return Arrays.stream(values()).filter(k -> k.path.equals(segment)).findFirst();
    }
}
