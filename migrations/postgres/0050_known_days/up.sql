-- What managers know of days to come: closures, events and reforms.
CREATE TABLE known_days (
    centre TEXT COLLATE "C" NOT NULL REFERENCES centres (code) DEFERRABLE INITIALLY DEFERRED,
    kind TEXT COLLATE "C" NOT NULL,
    first_day DATE NOT NULL,
    name TEXT COLLATE "C" NOT NULL,
    last_day DATE NOT NULL,
    percent INTEGER,
    PRIMARY KEY (centre, kind, first_day, name)
);
