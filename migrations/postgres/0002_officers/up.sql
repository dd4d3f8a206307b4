-- Officers, and what they agreed to, asked for, worked and earn.
CREATE TABLE officers (
    code TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    name TEXT COLLATE "C" NOT NULL,
    centre TEXT COLLATE "C" NOT NULL REFERENCES centres (code) DEFERRABLE INITIALLY DEFERRED,
    agency TEXT COLLATE "C",
    worker_type TEXT COLLATE "C" NOT NULL,
    skills TEXT COLLATE "C" NOT NULL,
    weekly_minutes INTEGER NOT NULL,
    signatory BOOLEAN NOT NULL,
    overtime TEXT COLLATE "C" NOT NULL,
    barred_until DATE,
    joined_on DATE,
    left_on DATE
);
CREATE INDEX officers_by_centre ON officers (centre);

CREATE TABLE consents (
    row_key TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    officer TEXT COLLATE "C" NOT NULL REFERENCES officers (code) DEFERRABLE INITIALLY DEFERRED,
    first_day DATE NOT NULL,
    last_day DATE NOT NULL,
    weekdays TEXT COLLATE "C",
    blocks TEXT COLLATE "C",
    max_minutes_per_day INTEGER,
    max_minutes_per_month INTEGER
);
CREATE INDEX consents_by_officer ON consents (officer, first_day);

CREATE TABLE leave (
    officer TEXT COLLATE "C" NOT NULL REFERENCES officers (code) DEFERRABLE INITIALLY DEFERRED,
    first_day DATE NOT NULL,
    last_day DATE NOT NULL,
    kind TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (officer, first_day, last_day)
);

CREATE TABLE unavailable (
    row_key TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    officer TEXT COLLATE "C" NOT NULL REFERENCES officers (code) DEFERRABLE INITIALLY DEFERRED,
    first_day DATE,
    last_day DATE,
    weekdays TEXT COLLATE "C",
    shifts TEXT COLLATE "C"
);
CREATE INDEX unavailable_by_officer ON unavailable (officer);

CREATE TABLE preferences (
    row_key TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    officer TEXT COLLATE "C" NOT NULL REFERENCES officers (code) DEFERRABLE INITIALLY DEFERRED,
    shift TEXT COLLATE "C",
    date DATE,
    weekday INTEGER,
    weight INTEGER NOT NULL
);
CREATE INDEX preferences_by_officer ON preferences (officer);

CREATE TABLE ledger (
    officer TEXT COLLATE "C" NOT NULL REFERENCES officers (code) DEFERRABLE INITIALLY DEFERRED,
    date DATE NOT NULL,
    starts INTEGER NOT NULL,
    ends INTEGER NOT NULL,
    minutes INTEGER NOT NULL,
    class TEXT COLLATE "C" NOT NULL,
    night BOOLEAN NOT NULL,
    mode TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (officer, date, starts, ends)
);

CREATE TABLE pay (
    officer TEXT COLLATE "C" NOT NULL REFERENCES officers (code) DEFERRABLE INITIALLY DEFERRED,
    first_day DATE NOT NULL,
    coefficient_thousandths BIGINT,
    allowance_coefficient_thousandths BIGINT,
    month_salary_dong BIGINT,
    hours_per_month_thousandths BIGINT,
    PRIMARY KEY (officer, first_day)
);

CREATE TABLE outside_assignments (
    officer TEXT COLLATE "C" NOT NULL REFERENCES officers (code) DEFERRABLE INITIALLY DEFERRED,
    date DATE NOT NULL,
    shift TEXT COLLATE "C" NOT NULL,
    status TEXT COLLATE "C",
    pinned BOOLEAN NOT NULL,
    PRIMARY KEY (officer, date)
);
