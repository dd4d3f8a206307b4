-- Centres and their way of working. Times of day are minutes after midnight, lists are joined by `;`, `*` means every
-- centre. `row_key` holds the identity of rows of which a part may be missing, because NULL never equals NULL.
CREATE TABLE centres (
    code TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    level TEXT NOT NULL,
    parent TEXT REFERENCES centres (code) DEFERRABLE INITIALLY DEFERRED,
    population BIGINT,
    counters BIGINT,
    open_days TEXT NOT NULL
);

CREATE TABLE sites (
    centre TEXT NOT NULL REFERENCES centres (code) DEFERRABLE INITIALLY DEFERRED,
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    travel_minutes BIGINT,
    residents BIGINT,
    unserved BIGINT,
    PRIMARY KEY (centre, code)
);

CREATE TABLE procedure_groups (
    code TEXT NOT NULL PRIMARY KEY,
    name_vi TEXT NOT NULL,
    name_en TEXT NOT NULL,
    skill TEXT NOT NULL,
    desk_minutes DOUBLE NOT NULL,
    back_minutes DOUBLE NOT NULL,
    due_days BIGINT,
    copies_per_dossier DOUBLE
);

CREATE TABLE blocks (
    centre TEXT NOT NULL,
    code TEXT NOT NULL,
    starts INTEGER NOT NULL,
    ends INTEGER NOT NULL,
    weekdays TEXT NOT NULL,
    first_day DATE,
    last_day DATE,
    PRIMARY KEY (centre, code)
);

CREATE TABLE shifts (
    centre TEXT NOT NULL,
    code TEXT NOT NULL,
    name_vi TEXT NOT NULL,
    name_en TEXT NOT NULL,
    kind TEXT NOT NULL,
    blocks TEXT NOT NULL,
    starts INTEGER NOT NULL,
    ends INTEGER NOT NULL,
    normal_minutes INTEGER NOT NULL,
    overtime_minutes INTEGER NOT NULL,
    weekdays TEXT NOT NULL,
    shift_change BOOLEAN NOT NULL,
    first_day DATE,
    last_day DATE,
    PRIMARY KEY (centre, code)
);

CREATE TABLE official_days (
    date DATE NOT NULL,
    kind TEXT NOT NULL,
    centre TEXT NOT NULL,
    name TEXT NOT NULL,
    citation TEXT,
    PRIMARY KEY (date, kind, centre)
);

CREATE TABLE profiles (
    row_key TEXT NOT NULL PRIMARY KEY,
    centre TEXT NOT NULL,
    grp TEXT NOT NULL,
    weekday INTEGER,
    starts INTEGER NOT NULL,
    share DOUBLE NOT NULL
);
CREATE INDEX profiles_by_centre ON profiles (centre);

CREATE TABLE settings (
    row_key TEXT NOT NULL PRIMARY KEY,
    centre TEXT NOT NULL,
    setting TEXT NOT NULL,
    value TEXT NOT NULL,
    first_day DATE
);
CREATE INDEX settings_by_centre ON settings (centre);

CREATE TABLE outreach_sessions (
    centre TEXT NOT NULL REFERENCES centres (code) DEFERRABLE INITIALLY DEFERRED,
    site TEXT NOT NULL,
    date DATE NOT NULL,
    starts INTEGER NOT NULL,
    ends INTEGER NOT NULL,
    citizens_helped BIGINT,
    officers_count BIGINT,
    officers_named TEXT,
    crew TEXT NOT NULL,
    status TEXT NOT NULL,
    PRIMARY KEY (centre, site, date, starts)
);

CREATE TABLE local_rules (
    id TEXT NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL,
    scope_kind TEXT NOT NULL,
    scope_code TEXT,
    span TEXT,
    minimum BIGINT,
    maximum BIGINT,
    weight DOUBLE,
    first_day DATE,
    last_day DATE
);
