-- What managers know of days to come: closures, events and reforms.
CREATE TABLE known_days (
    centre TEXT NOT NULL REFERENCES centres (code) DEFERRABLE INITIALLY DEFERRED,
    kind TEXT NOT NULL,
    first_day DATE NOT NULL,
    name TEXT NOT NULL,
    last_day DATE NOT NULL,
    percent INTEGER,
    PRIMARY KEY (centre, kind, first_day, name)
) WITHOUT ROWID;
