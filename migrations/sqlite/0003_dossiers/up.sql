-- What was observed. These two tables come in by the hundred thousand and their codes are checked when they are read, so
-- they carry no foreign keys. The key of `dossiers` is the question that is asked of it.
CREATE TABLE dossiers (
    centre TEXT NOT NULL,
    grp TEXT NOT NULL,
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
) WITHOUT ROWID;

-- `received_on` is the day of `received_at` in the time zone of the centres.
CREATE TABLE cases (
    code TEXT NOT NULL PRIMARY KEY,
    centre TEXT NOT NULL,
    grp TEXT NOT NULL,
    received_on DATE NOT NULL,
    received_at TIMESTAMP NOT NULL,
    due_at TIMESTAMP,
    completed_at TIMESTAMP,
    status TEXT NOT NULL,
    channel TEXT,
    paid_online BOOLEAN,
    e_certified BOOLEAN
) WITHOUT ROWID;
CREATE INDEX cases_by_centre ON cases (centre, grp, received_on);
