package io.landfall.plan;

import io.landfall.model.Plan;
import java.util.List;

/** A plan and the exports that it could not take in. */
public record Planned(Plan plan, List<Broken> broken) {

    public Planned {
        broken = List.copyOf(broken);
    }
}
