-- Incidents: something bad that somebody is told once, and told again when it is mended.
-- Times are epoch milliseconds; lists are lines, maps are lines of name, tab, value.
CREATE TABLE incident (
    id          TEXT    NOT NULL PRIMARY KEY,
    key         TEXT    NOT NULL,
    topic       TEXT    NOT NULL,
    platform    TEXT    NOT NULL,
    sandbox     TEXT    NOT NULL,
    export      TEXT    NOT NULL, -- * where one cause hits many
    dataset     TEXT    NOT NULL, -- * where all are meant
    slot_ms     BIGINT,           -- null for conditions and grouped causes
    what        TEXT    NOT NULL,
    severity    TEXT    NOT NULL,
    since_ms    BIGINT  NOT NULL,
    opened_ms   BIGINT  NOT NULL,
    resolved_ms BIGINT,
    resolution  TEXT,
    sequence    INTEGER NOT NULL,
    summary     TEXT    NOT NULL,
    evidence    TEXT    NOT NULL,
    findings    TEXT    NOT NULL
);

-- one open incident per key, and per topic (the key without the slot), on however many replicas
CREATE UNIQUE INDEX incident_open_key ON incident (key) WHERE resolved_ms IS NULL;
CREATE UNIQUE INDEX incident_open_topic ON incident (topic) WHERE resolved_ms IS NULL;
CREATE INDEX incident_open_export ON incident (platform, sandbox, export) WHERE resolved_ms IS NULL;
CREATE INDEX incident_opened ON incident (opened_ms);

-- the slots that an incident holds, also those that left it
CREATE TABLE incident_member (
    incident_id TEXT   NOT NULL REFERENCES incident (id) ON DELETE CASCADE,
    platform    TEXT   NOT NULL,
    sandbox     TEXT   NOT NULL,
    export      TEXT   NOT NULL,
    dataset     TEXT   NOT NULL,
    slot_ms     BIGINT NOT NULL,
    verdict     TEXT   NOT NULL,
    outcome     TEXT,
    PRIMARY KEY (incident_id, platform, sandbox, export, dataset, slot_ms)
);

CREATE INDEX incident_member_slot ON incident_member (platform, sandbox, export, slot_ms);

-- the outbox: one row is one message to one channel
CREATE TABLE notification (
    id          TEXT    NOT NULL PRIMARY KEY,
    incident_id TEXT    NOT NULL REFERENCES incident (id) ON DELETE CASCADE,
    kind        TEXT    NOT NULL,
    sequence    INTEGER NOT NULL,
    channel     TEXT    NOT NULL,
    line        TEXT    NOT NULL, -- messages of one line and channel keep their order
    stand_in    BOOLEAN NOT NULL, -- sent by the fallback for a channel that keeps failing
    created_ms  BIGINT  NOT NULL,
    state       TEXT    NOT NULL, -- pending, sent, dropped, dead
    attempts    INTEGER NOT NULL,
    next_ms     BIGINT  NOT NULL,
    sent_ms     BIGINT,
    last_error  TEXT,
    UNIQUE (incident_id, kind, sequence, channel)
);

CREATE INDEX notification_pending ON notification (channel, line, created_ms) WHERE state = 'pending';
