package io.landfall.simulation;

import io.landfall.model.Judgement;
import io.landfall.model.Landing;
import io.landfall.model.Look;
import io.landfall.model.RunState;
import io.landfall.model.Verdict;
import io.landfall.runtime.Deliveries;
import io.landfall.runtime.Inspections;
import io.landfall.verdict.Inspection;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Parts of the whole that are broken on purpose, each of which has to be noticed. */
final class Bends {
    private Bends() {}

    static Performance.Bend none() {
        return (beans, database) -> {};
    }

    /** A store that cannot be asked is taken for an empty one. */
    static Performance.Bend barredIsMissing() {
        return judge(
                inspection -> inspection.looked(inspection.looks().entrySet().stream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey,
                                e -> e.getValue() instanceof Look.Barred
                                        ? new Look.Seen(Landing.none())
                                        : e.getValue()))),
                Function.identity());
    }

    /** A run that succeeded is enough. */
    static Performance.Bend trustingJudge() {
        return judge(
                Function.identity(),
                all -> all.stream()
                        .map(j -> j.run()
                                        .filter(r -> r.state() == RunState.SUCCEEDED)
                                        .isPresent()
                                ? landed(j)
                                : j)
                        .toList());
    }

    /** A message is written down as sent before it is. */
    static Performance.Bend sentTooEarly() {
        return outbox(Deliveries::sent, (real, id) -> {});
    }

    /** That a message was sent is not written down. */
    static Performance.Bend sentAndForgotten() {
        return outbox((real, id) -> {}, (real, id) -> {});
    }

    /** The calendar goes by a clock that is an hour off. */
    static Performance.Bend anHourOff() {
        return trigger("an_hour_off AFTER INSERT ON dataflow BEGIN"
                + " UPDATE dataflow SET start_ms = NEW.start_ms + 3600000 WHERE export_key = NEW.export_key; END");
    }

    /** The calendar skips some of what is due. */
    static Performance.Bend skippedSlots() {
        return trigger("skipped BEFORE INSERT ON slot WHEN NEW.due_ms / 86400000 % 3 = 0 BEGIN"
                + " SELECT RAISE(IGNORE); END");
    }

    private static Performance.Bend judge(
            Function<Inspection, Inspection> sees, Function<List<Judgement>, List<Judgement>> says) {
        return (beans, database) ->
                beans.put("inspections", new BentJudge((Inspections) beans.get("inspections"), sees, says));
    }

    private static Performance.Bend outbox(BiConsumer<Deliveries, String> begun, BiConsumer<Deliveries, String> sent) {
        return (beans, database) ->
                beans.put("deliveries", new BentOutbox((Deliveries) beans.get("deliveries"), begun, sent));
    }

    private static Performance.Bend trigger(String definition) {
        return (beans, database) ->
                database.jdbi().useHandle(h -> h.execute("CREATE TRIGGER IF NOT EXISTS " + definition));
    }

    private static Judgement landed(Judgement j) {
        return new Judgement(
                j.slot(),
                j.dataset(),
                Verdict.LANDED,
                j.depth(),
                j.run(),
                j.landing(),
                j.trouble(),
                j.findings(),
                j.checkedAt());
    }
}
