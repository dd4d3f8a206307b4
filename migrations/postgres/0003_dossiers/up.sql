-- What was observed. These two tables come in by the hundred thousand and their codes are checked when they are read, so
-- they carry no foreign keys. The key of `dossiers` is the question that is asked of it.
CREATE TABLE dossiers (
    centre TEXT COLLATE "C" NOT NULL,
    grp TEXT COLLATE "C" NOT NULL,
    date DATE NOT NULL,
    received BIGINT NOT NULL,
    completed_early BIGINT,
    completed_on_time BIGINT,
    completed_late BIGINT,
    open_overdue BIGINT,
    e_certified BIGINT,
    paid_online BIGINT,
    citizens BIGINT,
    procedures BIGINT,
    PRIMARY KEY (centre, grp, date)
);

-- `received_on` is the day of `received_at` in the time zone of the centres.
CREATE TABLE cases (
    code TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    centre TEXT COLLATE "C" NOT NULL,
    grp TEXT COLLATE "C" NOT NULL,
    received_on DATE NOT NULL,
    received_at TIMESTAMP NOT NULL,
    due_at TIMESTAMP,
    completed_at TIMESTAMP,
    status TEXT COLLATE "C" NOT NULL,
    channel TEXT COLLATE "C",
    paid_online BOOLEAN,
    e_certified BOOLEAN
);
CREATE INDEX cases_by_centre ON cases (centre, grp, received_on);
