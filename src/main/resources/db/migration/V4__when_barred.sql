-- When a sandbox could not be asked, so that a look that was left behind is not judged by what is long over. One SQL for
-- SQLite and PostgreSQL.

ALTER TABLE scope ADD COLUMN barred_ms BIGINT;
