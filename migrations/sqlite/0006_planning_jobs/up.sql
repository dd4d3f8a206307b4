-- The queue of planning jobs. At most one job of a roster is open, whoever asks.
CREATE TABLE planning_jobs (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    roster BIGINT NOT NULL REFERENCES rosters (id) ON DELETE CASCADE,
    seconds INTEGER NOT NULL,
    priority INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('queued', 'running', 'done', 'failed')),
    queued_at TIMESTAMP NOT NULL,
    attempts INTEGER NOT NULL,
    worker TEXT,
    lease_until TIMESTAMP,
    objective DOUBLE,
    bound DOUBLE,
    proven BOOLEAN NOT NULL,
    progress_seconds DOUBLE,
    stop_requested BOOLEAN NOT NULL,
    error TEXT
);
CREATE UNIQUE INDEX planning_jobs_open ON planning_jobs (roster) WHERE state IN ('queued', 'running');
CREATE INDEX planning_jobs_to_claim ON planning_jobs (state, priority, id);
CREATE INDEX planning_jobs_by_roster ON planning_jobs (roster, id);
