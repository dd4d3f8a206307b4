-- Every forecast is kept: one of the same cut is a new version, and each says from which knowledge it was made.
-- Those made four weeks after their cut and later were made for comparison, with the notes of that day.
ALTER TABLE forecast_days RENAME TO forecast_days_before;
ALTER TABLE forecasts RENAME TO forecasts_before;

CREATE TABLE forecasts (
    centre TEXT NOT NULL REFERENCES centres (code) DEFERRABLE INITIALLY DEFERRED,
    cut DATE NOT NULL,
    grp TEXT NOT NULL,
    version INTEGER NOT NULL,
    made_at TIMESTAMP NOT NULL,
    made TEXT NOT NULL,
    PRIMARY KEY (centre, cut, grp, version)
);

CREATE TABLE forecast_days (
    centre TEXT NOT NULL,
    cut DATE NOT NULL,
    grp TEXT NOT NULL,
    version INTEGER NOT NULL,
    date DATE NOT NULL,
    mean DOUBLE NOT NULL,
    lo95 DOUBLE NOT NULL,
    q10 DOUBLE NOT NULL,
    q50 DOUBLE NOT NULL,
    q80 DOUBLE NOT NULL,
    q90 DOUBLE NOT NULL,
    hi95 DOUBLE NOT NULL,
    PRIMARY KEY (centre, cut, grp, version, date),
    FOREIGN KEY (centre, cut, grp, version) REFERENCES forecasts (centre, cut, grp, version) ON DELETE CASCADE
) WITHOUT ROWID;

INSERT INTO forecasts (centre, cut, grp, version, made_at, made)
SELECT centre, cut, grp, 1, made_at, CASE WHEN date(made_at) >= date(cut, '+28 days') THEN 'hindsight' ELSE 'in_time' END
FROM forecasts_before;
INSERT INTO forecast_days (centre, cut, grp, version, date, mean, lo95, q10, q50, q80, q90, hi95)
SELECT centre, cut, grp, 1, date, mean, lo95, q10, q50, q80, q90, hi95
FROM forecast_days_before;

DROP TABLE forecast_days_before;
DROP TABLE forecasts_before;
