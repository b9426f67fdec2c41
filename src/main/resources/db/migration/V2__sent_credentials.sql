-- What tells a rotation of the credentials that Adobe writes with from none, without keeping them. One SQL for SQLite
-- and PostgreSQL.

CREATE TABLE sent_credentials (
    platform TEXT   NOT NULL,
    sandbox  TEXT   NOT NULL,
    storage  TEXT   NOT NULL,
    salt     TEXT   NOT NULL,
    hash     TEXT   NOT NULL, -- salted and slow: a short password cannot be found by trying
    sent_ms  BIGINT NOT NULL,
    PRIMARY KEY (platform, sandbox, storage)
);
