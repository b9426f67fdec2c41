package io.landfall.state;

import io.landfall.model.Claim;
import org.jdbi.v3.core.Handle;

/** Keeps results of work out that was taken over by somebody else. */
public final class Fence {
    private Fence() {}

    /**
     * Whether the work still is ours; holds its row until the caller's transaction ends, so that it stays so.
     *
     * @param h inside the result's transaction
     */
    public static boolean holds(Handle h, Claim claim) {
        return h.createUpdate("""
                        UPDATE <table> SET picked = picked
                        WHERE task_name = :kind AND task_instance = :id AND picked_by = :by AND version = :version
                        """)
                        .define("table", "work_" + claim.kind())
                        .bind("kind", claim.kind())
                        .bind("id", claim.id())
                        .bind("by", claim.pickedBy())
                        .bind("version", claim.version())
                        .execute()
                == 1;
    }
}
