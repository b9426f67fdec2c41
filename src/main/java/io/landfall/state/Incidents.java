package io.landfall.state;

import io.landfall.model.ExportKey;
import io.landfall.model.Incident;
import io.landfall.model.Step;
import io.landfall.state.OpenIncident.Told;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/**
 * Incidents and what is said about them, read and written inside the transaction of the verdict that they follow from:
 * {@link #standing} and {@link #apply} belong into the same one.
 */
public final class Incidents {
    private static final String OF_EXPORT =
            "resolved_ms IS NULL AND platform = ? AND sandbox = ? AND export IN (?, '*')";

    private final Silences silences = new Silences();

    /**
     * What a decision about this export has to know. Its open incidents stay as they are until the transaction ends.
     *
     * @param slots the due times of which something bad may have to be said
     */
    public Standing standing(Handle tx, ExportKey export, List<Instant> slots, Instant now) {
        List<Incident> open = held(tx, OF_EXPORT, export.platform(), export.sandbox(), export.export());
        Set<String> closed = slots.stream()
                .flatMap(slot -> closed(tx, export, slot).stream())
                .collect(Collectors.toSet());
        return new Standing(open.stream().map(i -> told(tx, i)).toList(), closed, silences.relevant(tx, now));
    }

    /** Every open incident, unchangeable until the transaction ends: for reminders and for what nobody expects any more. */
    public Standing standing(Handle tx, Instant now) {
        List<Incident> open = held(tx, "resolved_ms IS NULL");
        return new Standing(open.stream().map(i -> told(tx, i)).toList(), Set.of(), silences.relevant(tx, now));
    }

    /** Locked one by one in the order of their ids, so that no two transactions wait for each other. */
    private static List<Incident> held(Handle tx, String condition, Object... values) {
        List<String> ids = IncidentRows.ids(tx, condition, values);
        ids.forEach(id -> tx.execute("UPDATE incident SET sequence = sequence WHERE id = ?", id));
        return ids.isEmpty() ? List.of() : IncidentRows.where(tx, condition + " ORDER BY opened_ms, id", values);
    }

    /** Every open incident, to be looked at. */
    public List<Incident> open(Handle tx) {
        return IncidentRows.where(tx, "resolved_ms IS NULL ORDER BY opened_ms, id");
    }

    /** The open conditions of the exports of a sandbox, to be looked at. */
    public List<Incident> openConditions(Handle tx, String platform, String sandbox) {
        return IncidentRows.where(
                tx,
                "resolved_ms IS NULL AND platform = ? AND sandbox = ? AND slot_ms IS NULL AND export <> '*'"
                        + " ORDER BY opened_ms, id",
                platform,
                sandbox);
    }

    public Optional<Incident> byId(Handle tx, String id) {
        return IncidentRows.where(tx, "id = ?", id).stream().findFirst();
    }

    /**
     * Writes incidents and outbox rows.
     *
     * @return the ids of the notifications that can be sent as soon as the transaction has been committed; those that
     *     wait are found by {@link Outbox#dueIds}
     * @throws StaleIncident where another replica was first; nothing of this transaction may be kept
     */
    public List<String> apply(Handle tx, List<Step> steps, Instant now) {
        List<String> due = new ArrayList<>();
        for (Step step : steps) {
            if (step instanceof Step.Change change) {
                write(tx, change);
                if (change.kind() == Step.Kind.RESOLVE) {
                    Outbox.release(tx, change.incident().id(), now);
                }
                for (Step.Telling telling : change.tell()) {
                    String id = Outbox.add(tx, change.incident(), telling, now, now.plus(change.hold()));
                    if (change.hold().isZero()) {
                        due.add(id);
                    }
                }
            }
        }
        return due;
    }

    private static void write(Handle tx, Step.Change change) {
        Incident incident = change.incident();
        boolean written =
                change.kind() == Step.Kind.OPEN ? IncidentRows.insert(tx, incident) : IncidentRows.update(tx, incident);
        if (!written) {
            throw new StaleIncident(incident.key());
        }
        IncidentRows.putMembers(tx, incident);
    }

    private static List<String> closed(Handle tx, ExportKey export, Instant slot) {
        return tx.select("""
                        SELECT m.dataset FROM incident_member m JOIN incident i ON i.id = m.incident_id
                        WHERE m.platform = ? AND m.sandbox = ? AND m.export = ? AND m.slot_ms = ?
                            AND m.outcome IN ('superseded', 'withdrawn') AND i.export <> '*'""", export.platform(), export.sandbox(), export.export(), slot.toEpochMilli())
                .mapTo(String.class)
                .map(dataset -> export + "/" + dataset + "/" + slot)
                .list();
    }

    private static OpenIncident told(Handle tx, Incident incident) {
        Map<String, Told> told = new TreeMap<>();
        tx.select("""
                        SELECT channel, MAX(created_ms) AS last,
                            MAX(CASE WHEN kind = 'worsened' THEN created_ms END) AS worsened
                        FROM notification WHERE incident_id = ? AND state <> 'dropped' GROUP BY channel""", incident.id())
                .map((row, c) -> Map.entry(
                        row.getString("channel"),
                        new Told(Instant.ofEpochMilli(row.getLong("last")), Rows.maybeTime(row, "worsened"))))
                .forEach(e -> told.put(e.getKey(), e.getValue()));
        return new OpenIncident(incident, told);
    }
}
