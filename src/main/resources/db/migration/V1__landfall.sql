-- One apply at a time around the look-up and creation of one export, or of one storage's base connection.
CREATE TABLE provision_lock (
    name     TEXT PRIMARY KEY,
    owner    TEXT NOT NULL,
    until_ms BIGINT NOT NULL
);

-- What was about to be done at Flow Service, written before each call.
CREATE TABLE intent (
    id         TEXT PRIMARY KEY,
    export_key TEXT NOT NULL,
    entity     TEXT NOT NULL,
    action     TEXT NOT NULL,
    hash       TEXT NOT NULL,
    state      TEXT NOT NULL,
    object_id  TEXT,
    detail     TEXT,
    at_ms      BIGINT NOT NULL,
    done_ms    BIGINT
);

CREATE INDEX intent_by_export ON intent (export_key, at_ms);
