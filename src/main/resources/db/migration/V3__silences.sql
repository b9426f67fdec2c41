-- Silences, dataflows that are gone, and what housekeeping goes by. One SQL for SQLite and PostgreSQL.

-- who need not be told for a while; lists are one entry a line, labels lines of name, tab, value
CREATE TABLE silence (
    id         TEXT    NOT NULL PRIMARY KEY,
    exports    TEXT    NOT NULL, -- empty: any
    verdicts   TEXT    NOT NULL, -- empty: any
    labels     TEXT    NOT NULL, -- all of them have to be there
    reason     TEXT    NOT NULL,
    created_ms BIGINT  NOT NULL,
    until_ms   BIGINT,           -- null: until what it covers is fixed
    covers     BOOLEAN NOT NULL, -- whether it has covered an incident
    ended_ms   BIGINT            -- ended by hand, or because it is fixed
);

-- when a dataflow whose last schedule is kept was found to be gone
ALTER TABLE dataflow ADD COLUMN gone_ms BIGINT;

-- what is old is found without a walk through everything
CREATE INDEX verdict_by_due ON verdict (due_ms);
CREATE INDEX slot_by_due ON slot (due_ms);
CREATE INDEX run_by_update ON run (updated_ms);
CREATE INDEX incident_resolved ON incident (resolved_ms) WHERE resolved_ms IS NOT NULL;
