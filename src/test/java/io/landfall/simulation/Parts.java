package io.landfall.simulation;

import io.landfall.alert.Decide;
import io.landfall.alert.Judged;
import io.landfall.alert.Tend;
import io.landfall.calendar.Calendar;
import io.landfall.calendar.Runs;
import io.landfall.model.Config;
import io.landfall.model.Dataflow;
import io.landfall.model.Export;
import io.landfall.model.Judgement;
import io.landfall.model.Run;
import io.landfall.model.Slot;
import io.landfall.model.Step;
import io.landfall.state.Standing;
import io.landfall.verdict.Inspection;
import io.landfall.verdict.Judge;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;

/** What is tried: the calendar, the judge and the decision, each in the hand of whoever tries. */
record Parts(Almanac almanac, Bench bench, Function<Config, Speaker> speaker) {

    interface Almanac {
        List<Instant> due(Dataflow flow, Instant from, Instant to);

        Slot slot(Export export, Dataflow flow, Instant due);

        List<Run> ofSlot(Slot slot, Collection<Run> runs);
    }

    interface Bench {
        List<Judgement> judge(Inspection inspection, Instant now);
    }

    interface Speaker {
        List<Step> decide(List<Judged> latest, Standing standing, Instant now);

        List<Step> tend(Standing standing, Instant now);
    }

    static final Almanac CALENDAR = new Almanac() {
        @Override
        public List<Instant> due(Dataflow flow, Instant from, Instant to) {
            return Calendar.slots(flow, from, to).toList();
        }

        @Override
        public Slot slot(Export export, Dataflow flow, Instant due) {
            return Calendar.slot(export, flow, due);
        }

        @Override
        public List<Run> ofSlot(Slot slot, Collection<Run> runs) {
            return Runs.ofSlot(slot, runs);
        }
    };

    /** Those that Landfall runs with. */
    static Parts real() {
        return new Parts(CALENDAR, Judge::judge, Parts::speaker);
    }

    static Speaker speaker(Config config) {
        Decide decide = new Decide(config);
        Tend tend = new Tend(config);
        return new Speaker() {
            @Override
            public List<Step> decide(List<Judged> latest, Standing standing, Instant now) {
                return decide.decide(latest, standing, now);
            }

            @Override
            public List<Step> tend(Standing standing, Instant now) {
                return tend.decide(standing, now);
            }
        };
    }

    Parts with(Almanac other) {
        return new Parts(other, bench, speaker);
    }

    Parts with(Bench other) {
        return new Parts(almanac, other, speaker);
    }

    Parts with(Function<Config, Speaker> other) {
        return new Parts(almanac, bench, other);
    }
}
