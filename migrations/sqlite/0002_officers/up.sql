-- Officers, and what they agreed to, asked for, worked and earn.
CREATE TABLE officers (
    code TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    centre TEXT NOT NULL REFERENCES centres (code) DEFERRABLE INITIALLY DEFERRED,
    agency TEXT,
    worker_type TEXT NOT NULL,
    skills TEXT NOT NULL,
    weekly_minutes INTEGER NOT NULL,
    signatory BOOLEAN NOT NULL,
    overtime TEXT NOT NULL,
    barred_until DATE,
    joined_on DATE,
    left_on DATE
);
CREATE INDEX officers_by_centre ON officers (centre);

CREATE TABLE consents (
    row_key TEXT NOT NULL PRIMARY KEY,
    officer TEXT NOT NULL REFERENCES officers (code) DEFERRABLE INITIALLY DEFERRED,
    first_day DATE NOT NULL,
    last_day DATE NOT NULL,
    weekdays TEXT,
    blocks TEXT,
    max_minutes_per_day INTEGER,
    max_minutes_per_month INTEGER
);
CREATE INDEX consents_by_officer ON consents (officer, first_day);

CREATE TABLE leave (
    officer TEXT NOT NULL REFERENCES officers (code) DEFERRABLE INITIALLY DEFERRED,
    first_day DATE NOT NULL,
    last_day DATE NOT NULL,
    kind TEXT NOT NULL,
    PRIMARY KEY (officer, first_day, last_day)
);

CREATE TABLE unavailable (
    row_key TEXT NOT NULL PRIMARY KEY,
    officer TEXT NOT NULL REFERENCES officers (code) DEFERRABLE INITIALLY DEFERRED,
    first_day DATE,
    last_day DATE,
    weekdays TEXT,
    shifts TEXT
);
CREATE INDEX unavailable_by_officer ON unavailable (officer);

CREATE TABLE preferences (
    row_key TEXT NOT NULL PRIMARY KEY,
    officer TEXT NOT NULL REFERENCES officers (code) DEFERRABLE INITIALLY DEFERRED,
    shift TEXT,
    date DATE,
    weekday INTEGER,
    weight INTEGER NOT NULL
);
CREATE INDEX preferences_by_officer ON preferences (officer);

CREATE TABLE ledger (
    officer TEXT NOT NULL REFERENCES officers (code) DEFERRABLE INITIALLY DEFERRED,
    date DATE NOT NULL,
    starts INTEGER NOT NULL,
    ends INTEGER NOT NULL,
    minutes INTEGER NOT NULL,
    class TEXT NOT NULL,
    night BOOLEAN NOT NULL,
    mode TEXT NOT NULL,
    PRIMARY KEY (officer, date, starts, ends)
);

CREATE TABLE pay (
    officer TEXT NOT NULL REFERENCES officers (code) DEFERRABLE INITIALLY DEFERRED,
    first_day DATE NOT NULL,
    coefficient_thousandths BIGINT,
    allowance_coefficient_thousandths BIGINT,
    month_salary_dong BIGINT,
    hours_per_month_thousandths BIGINT,
    PRIMARY KEY (officer, first_day)
);

CREATE TABLE outside_assignments (
    officer TEXT NOT NULL REFERENCES officers (code) DEFERRABLE INITIALLY DEFERRED,
    date DATE NOT NULL,
    shift TEXT NOT NULL,
    status TEXT,
    pinned BOOLEAN NOT NULL,
    PRIMARY KEY (officer, date)
);
