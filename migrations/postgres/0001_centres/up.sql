-- Text compares byte by byte (COLLATE "C"), so that every list comes in the same order as from SQLite.
-- Centres and their way of working. Times of day are minutes after midnight, lists are joined by `;`, `*` means every
-- centre. `row_key` holds the identity of rows of which a part may be missing, because NULL never equals NULL.
CREATE TABLE centres (
    code TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    name TEXT COLLATE "C" NOT NULL,
    level TEXT COLLATE "C" NOT NULL,
    parent TEXT COLLATE "C" REFERENCES centres (code) DEFERRABLE INITIALLY DEFERRED,
    population BIGINT,
    counters BIGINT,
    open_days TEXT COLLATE "C" NOT NULL
);

CREATE TABLE sites (
    centre TEXT COLLATE "C" NOT NULL REFERENCES centres (code) DEFERRABLE INITIALLY DEFERRED,
    code TEXT COLLATE "C" NOT NULL,
    name TEXT COLLATE "C" NOT NULL,
    kind TEXT COLLATE "C" NOT NULL,
    travel_minutes BIGINT,
    residents BIGINT,
    unserved BIGINT,
    PRIMARY KEY (centre, code)
);

CREATE TABLE procedure_groups (
    code TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    name_vi TEXT COLLATE "C" NOT NULL,
    name_en TEXT COLLATE "C" NOT NULL,
    skill TEXT COLLATE "C" NOT NULL,
    desk_minutes DOUBLE PRECISION NOT NULL,
    back_minutes DOUBLE PRECISION NOT NULL,
    due_days BIGINT,
    copies_per_dossier DOUBLE PRECISION
);

CREATE TABLE blocks (
    centre TEXT COLLATE "C" NOT NULL,
    code TEXT COLLATE "C" NOT NULL,
    starts INTEGER NOT NULL,
    ends INTEGER NOT NULL,
    weekdays TEXT COLLATE "C" NOT NULL,
    first_day DATE,
    last_day DATE,
    PRIMARY KEY (centre, code)
);

CREATE TABLE shifts (
    centre TEXT COLLATE "C" NOT NULL,
    code TEXT COLLATE "C" NOT NULL,
    name_vi TEXT COLLATE "C" NOT NULL,
    name_en TEXT COLLATE "C" NOT NULL,
    kind TEXT COLLATE "C" NOT NULL,
    blocks TEXT COLLATE "C" NOT NULL,
    starts INTEGER NOT NULL,
    ends INTEGER NOT NULL,
    normal_minutes INTEGER NOT NULL,
    overtime_minutes INTEGER NOT NULL,
    weekdays TEXT COLLATE "C" NOT NULL,
    shift_change BOOLEAN NOT NULL,
    first_day DATE,
    last_day DATE,
    PRIMARY KEY (centre, code)
);

CREATE TABLE official_days (
    date DATE NOT NULL,
    kind TEXT COLLATE "C" NOT NULL,
    centre TEXT COLLATE "C" NOT NULL,
    name TEXT COLLATE "C" NOT NULL,
    citation TEXT COLLATE "C",
    PRIMARY KEY (date, kind, centre)
);

CREATE TABLE profiles (
    row_key TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    centre TEXT COLLATE "C" NOT NULL,
    grp TEXT COLLATE "C" NOT NULL,
    weekday INTEGER,
    starts INTEGER NOT NULL,
    share DOUBLE PRECISION NOT NULL
);
CREATE INDEX profiles_by_centre ON profiles (centre);

CREATE TABLE settings (
    row_key TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    centre TEXT COLLATE "C" NOT NULL,
    setting TEXT COLLATE "C" NOT NULL,
    value TEXT COLLATE "C" NOT NULL,
    first_day DATE
);
CREATE INDEX settings_by_centre ON settings (centre);

CREATE TABLE outreach_sessions (
    centre TEXT COLLATE "C" NOT NULL REFERENCES centres (code) DEFERRABLE INITIALLY DEFERRED,
    site TEXT COLLATE "C" NOT NULL,
    date DATE NOT NULL,
    starts INTEGER NOT NULL,
    ends INTEGER NOT NULL,
    citizens_helped BIGINT,
    officers_count BIGINT,
    officers_named TEXT COLLATE "C",
    crew TEXT COLLATE "C" NOT NULL,
    status TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (centre, site, date, starts)
);

CREATE TABLE local_rules (
    id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    kind TEXT COLLATE "C" NOT NULL,
    scope_kind TEXT COLLATE "C" NOT NULL,
    scope_code TEXT COLLATE "C",
    span TEXT COLLATE "C",
    minimum BIGINT,
    maximum BIGINT,
    weight DOUBLE PRECISION,
    first_day DATE,
    last_day DATE
);
