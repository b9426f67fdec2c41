package io.landfall.alert;

import io.landfall.model.Condition;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * What a look at an export found.
 *
 * @param asked the conditions that the look can say something about; all others stay as they are
 * @param raised those of them that hold now
 */
public record Found(Set<Condition> asked, Map<Condition, Raised> raised) {

    public Found {
        asked = Set.copyOf(asked);
        raised = Map.copyOf(raised);
        if (!asked.containsAll(raised.keySet())) {
            throw new IllegalArgumentException("raised without having been asked: " + raised.keySet());
        }
    }

    /** Nobody could look. */
    public static Found nothing() {
        return new Found(Set.of(), Map.of());
    }

    /** Both looks. */
    public Found and(Found other) {
        Set<Condition> all = EnumSet.noneOf(Condition.class);
        all.addAll(asked);
        all.addAll(other.asked);
        Map<Condition, Raised> both = new EnumMap<>(Condition.class);
        both.putAll(raised);
        both.putAll(other.raised);
        return new Found(all, both);
    }
}
