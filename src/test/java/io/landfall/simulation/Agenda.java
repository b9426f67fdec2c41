package io.landfall.simulation;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;

/** When anything is going to be due, so that the clock jumps there and nothing in between is missed. */
final class Agenda {
    private static final Duration STEP = Duration.ofHours(3);

    private final Plot plot;
    private final Connection database;
    private final Duration poll;

    Agenda(Plot plot, Connection database, Duration poll) {
        this.plot = plot;
        this.database = database;
        this.poll = poll;
    }

    /** Whether {@code poll.cron} fires. */
    boolean grid(Instant t) {
        return t.getEpochSecond() % poll.toSeconds() == 0 && t.getNano() == 0;
    }

    /** When something is going to happen next. */
    Instant next(Instant now) throws SQLException {
        Instant next = ceiling(now.plus(STEP), poll);
        Instant look = ceiling(earliest("SELECT MIN(next_look_ms) FROM slot", next), poll);
        Instant due = next;
        for (Plot.Thread t : plot.threads) {
            for (Instant slot : t.slots().keySet()) {
                if (slot.isAfter(now)) {
                    due = slot.isBefore(due) ? slot : due;
                    break;
                }
            }
        }
        Instant tick = least(look, ceiling(due, poll));
        tick = tick.isAfter(now) ? tick : ceiling(now.plusMillis(1), poll);
        next = least(next, tick);
        Instant soon = now.plusSeconds(1);
        next = least(
                next, later(earliest("SELECT MIN(next_ms) FROM notification WHERE state = 'pending'", next), soon));
        for (String kind : HandWork.KINDS) {
            next = least(
                    next,
                    later(earliest("SELECT MIN(execution_time) FROM work_" + kind + " WHERE picked = 0", next), soon));
            next = least(
                    next,
                    later(
                            earliest("SELECT MIN(last_heartbeat) FROM work_" + kind + " WHERE picked = 1", next)
                                    .plus(HandWork.DEAD),
                            soon));
        }
        return next;
    }

    private static Instant least(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }

    private static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }

    private static Instant ceiling(Instant t, Duration grid) {
        long millis = grid.toMillis();
        return Instant.ofEpochMilli(-Math.floorDiv(-t.toEpochMilli(), millis) * millis);
    }

    private Instant earliest(String query, Instant otherwise) throws SQLException {
        long millis = number(query);
        return millis == 0 ? otherwise : Instant.ofEpochMilli(millis);
    }

    long number(String query) throws SQLException {
        try (Statement statement = database.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        }
    }
}
