-- One SQL for SQLite and PostgreSQL. Times are epoch milliseconds in UTC; lists are one entry a line.

-- what Landfall watches ---------------------------------------------------------------------------------------------

CREATE TABLE export_seen (
    export_key    TEXT   NOT NULL PRIMARY KEY,
    first_seen_ms BIGINT NOT NULL
);

-- a platform's sandbox: when it was asked, and why it could not be
CREATE TABLE scope (
    scope            TEXT   NOT NULL PRIMARY KEY,
    flows_read_ms    BIGINT,
    runs_asked_ms    BIGINT,
    trouble_kind     TEXT,
    trouble_detail   TEXT,
    trouble_remedy   TEXT
);

CREATE TABLE dataflow (
    export_key           TEXT   NOT NULL PRIMARY KEY,
    flow_id              TEXT   NOT NULL,
    name                 TEXT   NOT NULL,
    state                TEXT   NOT NULL,
    created_ms           BIGINT NOT NULL,
    start_ms             BIGINT NOT NULL,
    every_ms             BIGINT NOT NULL,
    end_ms               BIGINT,
    folder_template      TEXT,
    source_connection_id TEXT   NOT NULL,
    target_connection_id TEXT   NOT NULL,
    read_ms              BIGINT NOT NULL
);

-- where and how a watched dataflow writes, which no property file says
CREATE TABLE dataflow_target (
    export_key  TEXT NOT NULL PRIMARY KEY,
    path        TEXT NOT NULL,
    format      TEXT NOT NULL,
    compression TEXT NOT NULL
);

-- the datasets of each source connection that an export has had: a run's datasets are those of its own
CREATE TABLE dataset (
    export_key           TEXT   NOT NULL,
    source_connection_id TEXT   NOT NULL,
    dataset_id           TEXT   NOT NULL,
    name                 TEXT   NOT NULL,
    since_ms             BIGINT NOT NULL,
    PRIMARY KEY (export_key, source_connection_id, dataset_id)
);

CREATE TABLE run (
    run_id               TEXT   NOT NULL PRIMARY KEY,
    flow_id              TEXT   NOT NULL,
    state                TEXT   NOT NULL,
    spelling             TEXT   NOT NULL,
    created_ms           BIGINT NOT NULL,
    updated_ms           BIGINT NOT NULL,
    started_ms           BIGINT,
    completed_ms         BIGINT,
    records              BIGINT,
    files                BIGINT,
    records_by_dataset   TEXT   NOT NULL,
    failed_records       BIGINT,
    source_connection_id TEXT,
    errors               TEXT   NOT NULL
);

CREATE INDEX run_by_flow ON run (flow_id, created_ms);

-- what is due, and what was found ------------------------------------------------------------------------------------

CREATE TABLE slot (
    export_key   TEXT   NOT NULL,
    due_ms       BIGINT NOT NULL,
    deadline_ms  BIGINT NOT NULL,
    next_look_ms BIGINT,
    PRIMARY KEY (export_key, due_ms)
);

CREATE INDEX slot_to_look_at ON slot (next_look_ms) WHERE next_look_ms IS NOT NULL;

CREATE TABLE verdict (
    export_key  TEXT   NOT NULL,
    due_ms      BIGINT NOT NULL,
    dataset_id  TEXT   NOT NULL,
    verdict     TEXT   NOT NULL,
    depth       TEXT   NOT NULL,
    run_id      TEXT,
    folder      TEXT,
    files       BIGINT NOT NULL,
    bytes       BIGINT NOT NULL,
    newest_ms   BIGINT,
    records     BIGINT,
    findings    TEXT   NOT NULL,
    checked_ms  BIGINT NOT NULL,
    PRIMARY KEY (export_key, due_ms, dataset_id)
);

-- work: one table per kind, in the shape that db-scheduler gives it --------------------------------------------------

CREATE TABLE work_poll (
    task_name            TEXT                     NOT NULL,
    task_instance        TEXT                     NOT NULL,
    task_data            BYTEA,
    execution_time       TIMESTAMP WITH TIME ZONE NOT NULL,
    picked               BOOLEAN                  NOT NULL,
    picked_by            TEXT,
    last_success         TIMESTAMP WITH TIME ZONE,
    last_failure         TIMESTAMP WITH TIME ZONE,
    consecutive_failures INT,
    last_heartbeat       TIMESTAMP WITH TIME ZONE,
    version              BIGINT                   NOT NULL,
    priority             SMALLINT,
    PRIMARY KEY (task_name, task_instance)
);

CREATE INDEX work_poll_due ON work_poll (execution_time);
CREATE INDEX work_poll_heartbeat ON work_poll (last_heartbeat);

CREATE TABLE work_provision (
    task_name            TEXT                     NOT NULL,
    task_instance        TEXT                     NOT NULL,
    task_data            BYTEA,
    execution_time       TIMESTAMP WITH TIME ZONE NOT NULL,
    picked               BOOLEAN                  NOT NULL,
    picked_by            TEXT,
    last_success         TIMESTAMP WITH TIME ZONE,
    last_failure         TIMESTAMP WITH TIME ZONE,
    consecutive_failures INT,
    last_heartbeat       TIMESTAMP WITH TIME ZONE,
    version              BIGINT                   NOT NULL,
    priority             SMALLINT,
    PRIMARY KEY (task_name, task_instance)
);

CREATE INDEX work_provision_due ON work_provision (execution_time);
CREATE INDEX work_provision_heartbeat ON work_provision (last_heartbeat);

CREATE TABLE work_verify (
    task_name            TEXT                     NOT NULL,
    task_instance        TEXT                     NOT NULL,
    task_data            BYTEA,
    execution_time       TIMESTAMP WITH TIME ZONE NOT NULL,
    picked               BOOLEAN                  NOT NULL,
    picked_by            TEXT,
    last_success         TIMESTAMP WITH TIME ZONE,
    last_failure         TIMESTAMP WITH TIME ZONE,
    consecutive_failures INT,
    last_heartbeat       TIMESTAMP WITH TIME ZONE,
    version              BIGINT                   NOT NULL,
    priority             SMALLINT,
    PRIMARY KEY (task_name, task_instance)
);

CREATE INDEX work_verify_due ON work_verify (execution_time);
CREATE INDEX work_verify_heartbeat ON work_verify (last_heartbeat);

CREATE TABLE work_deliver (
    task_name            TEXT                     NOT NULL,
    task_instance        TEXT                     NOT NULL,
    task_data            BYTEA,
    execution_time       TIMESTAMP WITH TIME ZONE NOT NULL,
    picked               BOOLEAN                  NOT NULL,
    picked_by            TEXT,
    last_success         TIMESTAMP WITH TIME ZONE,
    last_failure         TIMESTAMP WITH TIME ZONE,
    consecutive_failures INT,
    last_heartbeat       TIMESTAMP WITH TIME ZONE,
    version              BIGINT                   NOT NULL,
    priority             SMALLINT,
    PRIMARY KEY (task_name, task_instance)
);

CREATE INDEX work_deliver_due ON work_deliver (execution_time);
CREATE INDEX work_deliver_heartbeat ON work_deliver (last_heartbeat);

-- incidents and what is said about them ------------------------------------------------------------------------------

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

-- provisioning -------------------------------------------------------------------------------------------------------

-- what was about to be sent, before it was sent
CREATE TABLE intent (
    id         TEXT   NOT NULL PRIMARY KEY,
    export_key TEXT   NOT NULL,
    entity     TEXT   NOT NULL,
    action     TEXT   NOT NULL,
    hash       TEXT   NOT NULL,
    state      TEXT   NOT NULL,
    object_id  TEXT,
    detail     TEXT,
    at_ms      BIGINT NOT NULL,
    done_ms    BIGINT
);

CREATE INDEX intent_by_export ON intent (export_key, at_ms);

-- one row per export or storage around look-up and create
CREATE TABLE provision_lock (
    name     TEXT   NOT NULL PRIMARY KEY,
    owner    TEXT   NOT NULL,
    until_ms BIGINT NOT NULL
);
