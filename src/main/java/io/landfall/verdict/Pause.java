package io.landfall.verdict;

import io.landfall.model.Dataflow;
import io.landfall.model.Shown;
import io.landfall.model.Verdict;
import java.util.Optional;

/** Why nothing need be expected of a slot unless a run or files show otherwise. */
record Pause(Verdict verdict, String finding) {

    private static Pause changed(Dataflow flow) {
        String every = flow.schedule().once()
                ? "once, at "
                : "every " + flow.schedule().every().toHours() + " h from ";
        return new Pause(
                Verdict.PAUSED,
                "the schedule of dataflow " + Shown.shown(flow.id()) + " was changed to " + every
                        + Wording.at(flow.schedule().start()) + ": this is no due time of it any more");
    }

    /**
     * A slot before the end stays due after the end has passed; ended are the slots that the dataflow's end, as it is
     * now, leaves out.
     */
    static Optional<Pause> of(Inspection inspection) {
        if (inspection.dataflow().isEmpty()) {
            return Optional.empty();
        }
        Dataflow flow = inspection.dataflow().get();
        if (flow.disabled()) {
            return Optional.of(new Pause(
                    Verdict.PAUSED, "dataflow " + Shown.shown(flow.id()) + " is " + Shown.shown(flow.state())));
        }
        Optional<Pause> ended = flow.schedule()
                .end()
                .filter(end -> !inspection.slot().due().isBefore(end))
                .map(end -> new Pause(
                        Verdict.ENDED,
                        "dataflow " + Shown.shown(flow.id()) + " has ended at " + Wording.at(end)
                                + ", before this slot"));
        return ended.or(() -> inspection.unscheduled() ? Optional.of(changed(flow)) : Optional.empty());
    }
}
