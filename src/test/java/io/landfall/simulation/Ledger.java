package io.landfall.simulation;

import io.landfall.alert.Sample;
import io.landfall.model.Verdict;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Reads the database after each event and holds what it says against what the plot means. */
final class Ledger {
    private static final Set<Verdict> EARLY = EnumSet.of(Verdict.WAITING, Verdict.SETTLING);
    private static final Set<Verdict> GOOD = EnumSet.of(Verdict.LANDED, Verdict.LANDED_LATE, Verdict.NOTHING_TO_EXPORT);

    /** How much later than asked something may have been judged. */
    private static final Duration SLACK = Duration.ofMinutes(11);

    private final Plot plot;
    private final Connection database;
    private final Receiver receiver;
    private final Duration poll;
    private final List<Outage> down;
    private final Map<String, Plot.Thread> byExport = new HashMap<>();
    private final Map<Plot.Thread, TreeMap<Instant, Instant>> open = new HashMap<>();
    private final List<String> log = new ArrayList<>();
    private final Map<String, String> latest = new HashMap<>();
    private Instant read = Instant.EPOCH;
    private long members;
    int looks;

    /** @param down when the process was not there, or something failed; grows while it plays */
    Ledger(Plot plot, Connection database, Receiver receiver, Duration poll, List<Outage> down) {
        this.plot = plot;
        this.database = database;
        this.receiver = receiver;
        this.poll = poll;
        this.down = down;
        plot.threads.forEach(t -> {
            byExport.put(t.export().key().toString(), t);
            TreeMap<Instant, Instant> limits = new TreeMap<>();
            t.slots().keySet().stream()
                    .filter(due -> !t.deadline(due).isBefore(plot.begin))
                    .forEach(due -> limits.put(due, limit(t.deadline(due))));
            open.put(t, limits);
        });
    }

    List<String> log() {
        return log;
    }

    void check(Instant now) throws SQLException {
        verdicts();
        newMembers();
        kept(now);
    }

    private void verdicts() throws SQLException {
        Instant newest = read;
        try (PreparedStatement query = database.prepareStatement(
                "SELECT export_key, due_ms, dataset_id, verdict, checked_ms, findings FROM verdict WHERE checked_ms > ?")) {
            query.setLong(1, read.toEpochMilli());
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    looks++;
                    Instant checked = Instant.ofEpochMilli(row.getLong(5));
                    newest = checked.isAfter(newest) ? checked : newest;
                    Plot.Thread t = byExport.get(row.getString(1));
                    Instant due = Instant.ofEpochMilli(row.getLong(2));
                    judged(t, due, Verdict.valueOf(row.getString(4)), checked, row.getString(6));
                }
            }
        }
        read = newest;
    }

    private void judged(Plot.Thread t, Instant due, Verdict verdict, Instant at, String findings) {
        if (!verdict.name().equals(latest.put(place(t, due), verdict.name()))) {
            log.add(at + " " + t.export().name() + " " + due + " " + verdict + " " + findings.strip());
        }
        if (!t.slots().containsKey(due)) {
            // a slot that only the declared schedule knows: none is declared here
            throw new AssertionError(t.export().name() + " has no slot at " + due);
        }
        Set<Verdict> fair = EnumSet.noneOf(Verdict.class);
        boolean silent = silent(at);
        if (silent) {
            fair.add(Verdict.UNKNOWN);
        }
        for (Instant moment : List.of(at, at.minus(SLACK))) {
            Phase p = t.at(due, moment);
            if (!at.isBefore(t.deadline(due))) {
                fair.add(p.means());
            } else if (p.good()) {
                fair.add(p.means());
                fair.addAll(EARLY);
            } else {
                fair.addAll(EARLY);
            }
        }
        Require.that(
                fair.contains(verdict),
                () -> t.export().name() + " " + due + " was judged " + verdict + " at " + at + ", fair were " + fair
                        + ": " + findings);
    }

    private boolean silent(Instant at) {
        return List.of(at, at.minus(SLACK), at.minus(poll)).stream()
                .anyMatch(moment -> Outage.at(plot.outages, Outage.STORE, moment)
                        || Outage.at(plot.outages, Outage.PLATFORM, moment));
    }

    private void newMembers() throws SQLException {
        try (PreparedStatement query = database.prepareStatement(
                "SELECT m.rowid, m.platform || '/' || m.sandbox || '/' || m.export, m.slot_ms, m.verdict, i.opened_ms"
                        + " FROM incident_member m JOIN incident i ON i.id = m.incident_id WHERE m.rowid > ?")) {
            query.setLong(1, members);
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    members = Math.max(members, row.getLong(1));
                    alerted(
                            byExport.get(row.getString(2)),
                            Instant.ofEpochMilli(row.getLong(3)),
                            Verdict.valueOf(row.getString(4)));
                }
            }
        }
    }

    private void alerted(Plot.Thread t, Instant due, Verdict verdict) {
        log.add(read + " " + t.export().name() + " " + due + " is told as " + verdict);
        boolean bad = silent(read)
                || !t.at(due, read).good()
                || !t.at(due, read.minus(SLACK)).good();
        Require.that(bad, () -> "alert for a good slot: " + t.export().name() + " " + due + " " + verdict);
        Require.that(
                !read.isBefore(t.deadline(due)),
                () -> "alert within the grace: " + t.export().name() + " " + due);
        Require.that(
                !t.deadline(due).isBefore(t.firstSeen()),
                () -> "alert for the past: " + t.export().name() + " " + due);
    }

    /** The deadline and two polls, later where nobody could work or listen. */
    private Instant limit(Instant from) {
        Instant limit = from.plus(poll.multipliedBy(2));
        Instant moved = limit;
        do {
            limit = moved;
            for (Outage o : down) {
                Instant over = o.to().plus(poll.multipliedBy(2));
                moved = over.isAfter(moved) && o.from().isBefore(moved) ? over : moved;
            }
        } while (moved.isAfter(limit));
        return limit;
    }

    private void kept(Instant now) throws SQLException {
        for (Map.Entry<Plot.Thread, TreeMap<Instant, Instant>> thread : open.entrySet()) {
            TreeMap<Instant, Instant> limits = thread.getValue();
            while (!limits.isEmpty() && limits.firstEntry().getValue().isBefore(now)) {
                Instant due = limits.firstKey();
                Instant later = limit(thread.getKey().deadline(due));
                if (!later.isBefore(now)) {
                    limits.put(due, later);
                    break;
                }
                limits.remove(due);
                kept(thread.getKey(), due, now);
            }
        }
    }

    private void kept(Plot.Thread t, Instant due, Instant now) throws SQLException {
        String verdict = latest.getOrDefault(place(t, due), "none");
        boolean good = GOOD.stream().anyMatch(v -> v.name().equals(verdict));
        Require.that(
                good || told(t, due),
                () -> "silent miss: " + t.export().name() + " " + due + ", deadline " + t.deadline(due) + ", now " + now
                        + ", verdict " + verdict);
    }

    private boolean told(Plot.Thread t, Instant due) throws SQLException {
        try (PreparedStatement query = database.prepareStatement(
                "SELECT incident_id FROM incident_member WHERE platform = 'default' AND sandbox = 'prod' AND export = ?"
                        + " AND slot_ms = ?")) {
            query.setString(1, t.export().name());
            query.setLong(2, due.toEpochMilli());
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    if (receiver.told(row.getString(1))) {
                        return true;
                    }
                }
                return false;
            }
        }
    }

    /** Everything that fell due was listed; what is open is bad, and what is bad is open or was left as a gap. */
    void end(Instant now) throws SQLException {
        for (Plot.Thread t : plot.threads) {
            for (Instant due : t.slots().keySet()) {
                if (t.deadline(due).isBefore(plot.begin)
                        || t.deadline(due).plus(poll).isAfter(now)) {
                    continue;
                }
                String verdict = latest.get(place(t, due));
                Require.that(verdict != null, () -> t.export().name() + " " + due + " was never judged");
            }
        }
        try (PreparedStatement query = database.prepareStatement(
                        "SELECT m.platform || '/' || m.sandbox || '/' || m.export, m.slot_ms FROM incident_member m"
                                + " JOIN incident i ON i.id = m.incident_id"
                                + " WHERE i.resolved_ms IS NULL AND m.outcome IS NULL");
                ResultSet row = query.executeQuery()) {
            while (row.next()) {
                Plot.Thread t = byExport.get(row.getString(1));
                Instant due = Instant.ofEpochMilli(row.getLong(2));
                String verdict = latest.get(place(t, due));
                Require.that(
                        GOOD.stream().noneMatch(v -> v.name().equals(verdict)),
                        () -> "still open, and " + verdict + ": " + t.export().name() + " " + due);
            }
        }
    }

    private static String place(Plot.Thread t, Instant due) {
        return t.export().key() + "/" + Sample.DATASET + "/" + due;
    }
}
