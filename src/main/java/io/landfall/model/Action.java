package io.landfall.model;

import java.util.List;
import java.util.Optional;

/**
 * One line of a plan.
 *
 * @param id the object's id; absent before it is created
 * @param reason why, in a sentence
 * @param fields what changes, secrets as {@code ***}
 */
public record Action(
        ExportKey export, EntityType entity, Kind kind, Optional<String> id, String reason, List<Field> fields) {

    public Action {
        fields = List.copyOf(fields);
    }

    /** The closed list of what a plan can hold; switched over without a default branch. */
    public enum Kind {
        CREATE,
        ADOPT,
        UPDATE,
        REPLACE,
        ENABLE,
        DISABLE,
        NO_OP,
        CONFLICT;

        public String key() {
            return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        }

        public boolean changes() {
            return switch (this) {
                case CREATE, ADOPT, UPDATE, REPLACE, ENABLE, DISABLE -> true;
                case NO_OP, CONFLICT -> false;
            };
        }
    }

    /** One differing field, by its path in the Flow Service object; null where there is no value. */
    public record Field(String path, String from, String to) {}
}
