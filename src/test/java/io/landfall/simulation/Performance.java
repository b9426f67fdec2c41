package io.landfall.simulation;

import io.landfall.runtime.ByHand;
import io.landfall.runtime.Engine;
import io.landfall.runtime.StorageRoutes;
import io.landfall.state.Database;
import io.landfall.state.TestState;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.flywaydb.core.Flyway;
import org.sqlite.SQLiteConfig;

/**
 * Lives through a season with the real routes, database, outbox and work, one process after the other; only the answers of
 * Flow Service, the store and the receivers are the plot's.
 */
final class Performance {
    private static final Duration CALM = Duration.ofDays(2);

    /** A part that is broken on purpose. */
    interface Bend {
        void bend(Map<String, Object> beans, Database database);
    }

    private final Plot plot;
    private final Bend bend;
    private final Predicate<String> lost;
    private final Hourglass clock;
    private final Mishaps mishaps;
    private final Receiver receiver;
    private final Connection database;
    private final Duration poll;
    private final List<Outage> down = new ArrayList<>();
    private final Ledger ledger;
    private final Agenda agenda;
    private FrailDatabase frail;
    private HandQuartz quartz;
    private HandWork work;
    private Engine engine;
    private Instant restart;
    private Instant ticked = Instant.MIN;
    int starts;

    Performance(Plot plot, Bend bend, Predicate<String> lost) throws SQLException {
        this.plot = plot;
        this.bend = bend;
        this.lost = lost;
        this.clock = new Hourglass(plot.begin);
        this.mishaps = new Mishaps(plot.seed, 40_000, 60);
        this.receiver = new Receiver(plot, clock, mishaps);
        SQLiteConfig sqlite = new SQLiteConfig();
        sqlite.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
        sqlite.enforceForeignKeys(true);
        this.database = sqlite.createConnection("jdbc:sqlite::memory:");
        this.poll = Season.poll(plot);
        plot.outages.stream()
                .filter(o -> o.whose().equals(Outage.CHANNELS))
                .forEach(o -> down.add(new Outage(o.whose(), o.from(), o.to().plus(Duration.ofMinutes(11)))));
        this.agenda = new Agenda(plot, database, poll);
        this.ledger = new Ledger(plot, database, receiver, poll, down);
    }

    /** What happened, in figures. */
    record Figures(int slots, int looks, int messages, int copies, int deaths, int failures) {}

    /** @throws AssertionError with the seed and the story, where something was said that should not be, or was not said */
    Figures play() throws Exception {
        try {
            restart = plot.begin;
            Instant next = plot.begin;
            while (next.isBefore(plot.end)) {
                clock.turn(next.isBefore(clock.instant()) ? clock.instant() : next);
                mishaps.armed(clock.instant().isBefore(plot.end.minus(CALM)));
                happen();
                receiver.check();
                ledger.check(clock.instant());
                next = engine == null ? restart : agenda.next(clock.instant());
            }
            ledger.end(clock.instant());
            return new Figures(
                    (int) number("SELECT COUNT(*) FROM slot"),
                    ledger.looks,
                    receiver.got().size(),
                    receiver.repeated(),
                    mishaps.deaths,
                    mishaps.failures);
        } catch (AssertionError | RuntimeException wrong) {
            throw new AssertionError(
                    wrong.getMessage() + "\nat " + clock.instant() + " of " + plot.story() + String.join("\n", story()),
                    wrong);
        } finally {
            if (engine != null) {
                engine.close();
            }
            database.close();
        }
    }

    /** What was found, what went wrong and what was said. */
    List<String> story() {
        List<String> story = new ArrayList<>(ledger.log());
        story.addAll(mishaps.happened());
        receiver.got().forEach(got -> story.add(got.toString()));
        return story;
    }

    private void happen() throws Exception {
        if (engine == null) {
            if (clock.instant().isBefore(restart)) {
                return;
            }
            start();
        }
        work.bury();
        work.drain(frail::dead);
        if (agenda.grid(clock.instant()) && clock.instant().isAfter(ticked) && !frail.dead()) {
            ticked = clock.instant();
            for (String tick : List.of("tick", "tend")) {
                tick(tick);
            }
        }
        tick("deliver");
        if (frail.dead()) {
            die();
        }
    }

    private void tick(String name) throws Exception {
        if (!frail.dead()) {
            if (!quartz.tick(name)) {
                disturbed();
            }
            work.drain(frail::dead);
        }
    }

    private void start() throws SQLException {
        starts++;
        frail = new FrailDatabase(database, mishaps, this::suffered);
        boolean first = starts == 1;
        boolean armed = clock.instant().isBefore(plot.end.minus(CALM));
        mishaps.armed(false);
        Database state = TestState.over("jdbc:sqlite::memory:", frail);
        if (first) {
            Flyway.configure().dataSource(frail).load().migrate();
            try (Statement statement = database.createStatement()) {
                statement.execute("CREATE INDEX test_verdict_checked ON verdict (checked_ms)");
            }
        }
        Map<String, Object> beans = ByHand.beans(plot.config, clock, state);
        quartz = new HandQuartz();
        work = new HandWork(clock, lost);
        beans.put("quartz", quartz);
        beans.put("work", work.component(frail));
        beans.put("simulated", new PlotPlatform(plot, clock, this::asked));
        beans.put("receiver", receiver.component(frail::cut, this::suffered));
        beans.put("storageRoutes", new StorageRoutes(List.of(new PlotStore(plot, clock, this::asked))));
        bend.bend(beans, state);
        engine = ByHand.start(plot.config, beans);
        mishaps.armed(armed);
    }

    private void asked() {
        if (frail.dead()) {
            throw new Death("long since");
        }
        if (mishaps.diesAsking()) {
            throw frail.cut("while asking");
        }
    }

    private void die() {
        // nobody waits for what a dead process was doing
        engine.camel().getShutdownStrategy().setTimeUnit(TimeUnit.MILLISECONDS);
        engine.camel().getShutdownStrategy().setTimeout(1);
        engine.close();
        engine = null;
        restart = clock.instant().plusSeconds(mishaps.between(1, mishaps.between(0, 3) == 0 ? 6 * 3600 : 300));
        down.add(new Outage(Outage.PROCESS, clock.instant().minus(poll), restart.plus(HandWork.DEAD)));
    }

    /** Something failed: what it was doing is done again, a little later. */
    private void suffered() {
        disturbed();
        receiver.inHand().ifPresent(id -> {
            try {
                if (number("SELECT COUNT(*) FROM notification WHERE state = 'sent' AND id = '" + id + "'") == 0) {
                    receiver.excuse(id);
                }
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private void disturbed() {
        Instant now = clock.instant();
        down.add(new Outage("mishap", now.minus(poll), now.plus(poll)));
    }

    private long number(String query) throws SQLException {
        return agenda.number(query);
    }
}
