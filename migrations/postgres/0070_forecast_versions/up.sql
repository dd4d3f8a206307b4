-- Every forecast is kept: one of the same cut is a new version, and each says from which knowledge it was made.
-- Those made four weeks after their cut and later were made for comparison, with the notes of that day.
ALTER TABLE forecast_days RENAME TO forecast_days_before;
ALTER TABLE forecasts RENAME TO forecasts_before;

CREATE TABLE forecasts (
    centre TEXT COLLATE "C" NOT NULL REFERENCES centres (code) DEFERRABLE INITIALLY DEFERRED,
    cut DATE NOT NULL,
    grp TEXT COLLATE "C" NOT NULL,
    version INTEGER NOT NULL,
    made_at TIMESTAMP NOT NULL,
    made TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (centre, cut, grp, version)
);

CREATE TABLE forecast_days (
    centre TEXT COLLATE "C" NOT NULL,
    cut DATE NOT NULL,
    grp TEXT COLLATE "C" NOT NULL,
    version INTEGER NOT NULL,
    date DATE NOT NULL,
    mean DOUBLE PRECISION NOT NULL,
    lo95 DOUBLE PRECISION NOT NULL,
    q10 DOUBLE PRECISION NOT NULL,
    q50 DOUBLE PRECISION NOT NULL,
    q80 DOUBLE PRECISION NOT NULL,
    q90 DOUBLE PRECISION NOT NULL,
    hi95 DOUBLE PRECISION NOT NULL,
    PRIMARY KEY (centre, cut, grp, version, date),
    FOREIGN KEY (centre, cut, grp, version) REFERENCES forecasts (centre, cut, grp, version) ON DELETE CASCADE
);

INSERT INTO forecasts (centre, cut, grp, version, made_at, made)
SELECT centre, cut, grp, 1, made_at, CASE WHEN made_at >= cut + 28 THEN 'hindsight' ELSE 'in_time' END
FROM forecasts_before;
INSERT INTO forecast_days (centre, cut, grp, version, date, mean, lo95, q10, q50, q80, q90, hi95)
SELECT centre, cut, grp, 1, date, mean, lo95, q10, q50, q80, q90, hi95
FROM forecast_days_before;

DROP TABLE forecast_days_before;
DROP TABLE forecasts_before;
