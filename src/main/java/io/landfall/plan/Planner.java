package io.landfall.plan;

import io.landfall.model.Action;
import io.landfall.model.EntityType;
import io.landfall.model.Plan;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What it takes to make the declared exports of one sandbox so, out of what exists there. A pure function: the same
 * inputs give the same plan, and a plan made after its actions were carried out holds only {@code no-op}.
 */
public final class Planner {

    /** The folder template that says what a dataflow without one does anyway (Flow Service §10). */
    public static final String DEFAULT_LAYOUT = "%DATASET_ID%/%EXPORT_TIME%";

    private Planner() {}

    /**
     * The plan of a sandbox. A base connection that several exports share stands in it once.
     *
     * @param broken those that could not be declared, handed on
     */
    public static Planned plan(List<Declared> declared, List<Broken> broken, Observed observed) {
        List<Action> actions = new ArrayList<>();
        List<Broken> all = new ArrayList<>(broken);
        Set<String> bases = new HashSet<>();
        for (Declared export : declared) {
            ExportPlan plan = plan(export, observed);
            plan.broken().ifPresent(all::add);
            for (Action action : plan.actions()) {
                boolean shared = action.entity() == EntityType.BASE_CONNECTION
                        && action.kind() != Action.Kind.CONFLICT
                        && !bases.add(action.id().orElse(export.export().storage()));
                if (!shared) {
                    actions.add(action);
                }
            }
        }
        return new Planned(new Plan(actions), all);
    }

    /** The plan of one export; made anew after each of its actions. */
    public static ExportPlan plan(Declared declared, Observed observed) {
        return new ExportPlanner(declared, observed).plan();
    }
}
