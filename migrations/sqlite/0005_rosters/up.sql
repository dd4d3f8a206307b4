-- Versions of rosters; `revision` refuses a stale writer, `until` is the first day after the period.
CREATE TABLE rosters (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    centre TEXT NOT NULL REFERENCES centres (code) DEFERRABLE INITIALLY DEFERRED,
    first DATE NOT NULL,
    until DATE NOT NULL,
    version INTEGER NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('draft', 'submitted', 'approved', 'published', 'closed')),
    revision INTEGER NOT NULL,
    submitted_by TEXT,
    returned_because TEXT,
    objective DOUBLE,
    bound DOUBLE,
    proven BOOLEAN NOT NULL,
    proof_seconds DOUBLE,
    seal TEXT,
    created_by TEXT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    UNIQUE (centre, first, version),
    CHECK (first < until)
);
CREATE INDEX rosters_by_days ON rosters (until, first);

-- The instance is long text that only a solve reads, so it lies beside the heads that every page reads.
CREATE TABLE roster_instances (
    roster BIGINT NOT NULL PRIMARY KEY REFERENCES rosters (id) ON DELETE CASCADE,
    instance TEXT NOT NULL
);

CREATE TABLE roster_assignments (
    roster BIGINT NOT NULL REFERENCES rosters (id) ON DELETE CASCADE,
    officer TEXT NOT NULL,
    date DATE NOT NULL,
    shift TEXT NOT NULL,
    pinned BOOLEAN NOT NULL,
    PRIMARY KEY (roster, officer, date)
) WITHOUT ROWID;
CREATE INDEX roster_assignments_by_officer ON roster_assignments (officer, date);

-- The undo stack of a draft.
CREATE TABLE roster_changes (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    roster BIGINT NOT NULL REFERENCES rosters (id) ON DELETE CASCADE,
    officer TEXT NOT NULL,
    date DATE NOT NULL,
    shift_before TEXT,
    shift_after TEXT,
    pinned_before BOOLEAN NOT NULL,
    pinned_after BOOLEAN NOT NULL,
    changed_by TEXT NOT NULL,
    changed_at TIMESTAMP NOT NULL,
    undone BOOLEAN NOT NULL
);
CREATE INDEX roster_changes_by_roster ON roster_changes (roster, id);
