-- A dataflow's runs are asked for by when they began: without this, each look at a slot reads every run that the dataflow
-- ever had. One SQL for SQLite and PostgreSQL.

CREATE INDEX run_by_time ON run (flow_id, (COALESCE(started_ms, created_ms)));
DROP INDEX run_by_flow;
