package io.landfall.alert;

import io.landfall.model.Action;
import io.landfall.model.Condition;
import io.landfall.model.EntityType;
import io.landfall.model.Export;
import io.landfall.model.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What of an export is not as it should be, beside its slots, by what a look showed. Pure. */
public final class ConditionRules {
    /** Days ahead at which an end is told, each tighter than the one before. */
    private static final List<Integer> DAYS_AHEAD = List.of(30, 14, 7, 1);

    private ConditionRules() {}

    /** The list of dataflows holds none of this export: it was never made, or it was deleted. */
    public static Found noDataflow(Export export) {
        String which = export.flowId()
                .map(id -> "dataflow " + id + " does not exist")
                .orElse("no dataflow landfall/" + export.name() + " with our mark exists");
        Raised raised = Raised.of(which + " in the sandbox " + export.key().sandbox());
        return new Found(ofTheFlow(), Map.of(Condition.NO_DATAFLOW, raised));
    }

    /**
     * The end of a dataflow.
     *
     * @param schedule its own
     * @param assumedEnd when it stops, also where it tells no end (Flow Service §8)
     */
    public static Found end(Schedule schedule, Instant assumedEnd, Instant now) {
        Map<Condition, Raised> raised = new EnumMap<>(Condition.class);
        if (!schedule.once()) {
            boolean told = schedule.end().isPresent();
            if (now.isBefore(assumedEnd)) {
                String end = told
                        ? "the dataflow ends at " + assumedEnd
                        : "the dataflow tells no end, and such end six months after their creation: at " + assumedEnd;
                ahead(assumedEnd, now, end).ifPresent(r -> raised.put(Condition.ENDING_SOON, r));
            } else if (told) {
                raised.put(Condition.ENDED, Raised.of("the dataflow ended at " + assumedEnd));
            } else {
                String perhaps =
                        "the dataflow tells no end, and such end six months after their creation: that was at ";
                raised.put(Condition.ENDING_SOON, new Raised(List.of(perhaps + assumedEnd), DAYS_AHEAD.size() + 1));
            }
        }
        return new Found(ofTheFlow(), raised);
    }

    /**
     * A credential whose expiry can be read.
     *
     * @param what names it, without any part of it
     */
    public static Found expiry(String what, Instant expires, Instant now) {
        Optional<Raised> raised = now.isBefore(expires)
                ? ahead(expires, now, what + " expires at " + expires)
                : Optional.of(new Raised(List.of(what + " expired at " + expires), DAYS_AHEAD.size() + 1));
        return new Found(
                Set.of(Condition.CREDENTIAL_EXPIRING),
                raised.map(r -> Map.of(Condition.CREDENTIAL_EXPIRING, r)).orElse(Map.of()));
    }

    /** None whose expiry is known. */
    public static Found noExpiry() {
        return new Found(Set.of(Condition.CREDENTIAL_EXPIRING), Map.of());
    }

    /**
     * What differs from what is declared. Where there is no dataflow yet nothing is said of differences: that it is
     * missing is one matter, and said.
     *
     * @param actions the export's, those that were carried out left out
     */
    public static Found differences(List<Action> actions) {
        boolean exists = actions.stream()
                .anyMatch(a -> a.entity() == EntityType.FLOW
                        && a.kind() != Action.Kind.CREATE
                        && a.kind() != Action.Kind.CONFLICT);
        if (!exists) {
            return Found.nothing();
        }
        List<String> details = new ArrayList<>();
        actions.forEach(a -> differences(a).forEach(details::add));
        Set<Condition> asked = Set.of(Condition.DRIFT, Condition.DATASET_GONE);
        return new Found(asked, details.isEmpty() ? Map.of() : Map.of(Condition.DRIFT, Raised.each(details)));
    }

    /** Declared datasets that cannot be found; the rest of the export was not compared then. */
    public static Found datasetsGone(List<String> problems) {
        return new Found(Set.of(Condition.DATASET_GONE), Map.of(Condition.DATASET_GONE, Raised.each(problems)));
    }

    private static Stream<String> differences(Action a) {
        if (!a.fields().isEmpty()) {
            return a.fields().stream()
                    .map(f -> a.entity().key() + " " + f.path() + " is " + shown(f.from()) + ", declared is "
                            + shown(f.to()));
        }
        return a.kind() == Action.Kind.NO_OP
                ? Stream.empty()
                : Stream.of(a.kind().key() + " " + a.entity().key()
                        + a.id().map(id -> " " + id).orElse("") + ": " + a.reason());
    }

    private static String shown(String value) {
        return value == null || value.isEmpty() ? "nothing" : value;
    }

    private static Optional<Raised> ahead(Instant day, Instant now, String what) {
        Duration left = Duration.between(now, day);
        long passed = DAYS_AHEAD.stream()
                .filter(days -> left.compareTo(Duration.ofDays(days)) <= 0)
                .count();
        if (passed == 0) {
            return Optional.empty();
        }
        int days = DAYS_AHEAD.get((int) passed - 1);
        String within = ", within " + days + (days == 1 ? " day" : " days");
        return Optional.of(new Raised(List.of(what + within), (int) passed));
    }

    private static Set<Condition> ofTheFlow() {
        return Set.of(Condition.NO_DATAFLOW, Condition.ENDED, Condition.ENDING_SOON);
    }
}
