package io.landfall.runtime;

import io.landfall.TestClock;
import io.landfall.alert.Decide;
import io.landfall.alert.Judged;
import io.landfall.model.Config;
import io.landfall.state.Incidents;
import io.landfall.state.Notification;
import io.landfall.state.Outbox;
import io.landfall.state.TestState;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Jdbi;

/** Verdicts, incidents and outbox on a real file with a clock that a test sets; opened again it is a new process. */
public final class Desk extends TestClock {
    public final Jdbi jdbi;
    public final Config config;
    public final Deliveries deliveries;
    private final Incidents incidents = new Incidents();
    private final Decide decide;

    public Desk(Path file, Config config, Instant now) {
        super(now);
        this.jdbi = TestState.at(file);
        this.config = config;
        this.decide = new Decide(config);
        this.deliveries = new Deliveries(jdbi, config, this);
    }

    public List<String> judge(Judged... judged) {
        return jdbi.inTransaction(tx -> {
            List<Instant> slots = List.of(judged).stream()
                    .map(j -> j.judgement().slot().due())
                    .toList();
            var export = judged[0].judgement().slot().export();
            return incidents.apply(
                    tx, decide.decide(List.of(judged), incidents.standing(tx, export, slots, now), now), now);
        });
    }

    public Notification row(String id) {
        return jdbi.inTransaction(tx -> new Outbox().load(tx, id)).orElseThrow();
    }
}
