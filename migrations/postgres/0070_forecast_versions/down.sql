ALTER TABLE forecast_days RENAME TO forecast_days_versions;
ALTER TABLE forecasts RENAME TO forecasts_versions;

CREATE TABLE forecasts (
    centre TEXT COLLATE "C" NOT NULL REFERENCES centres (code) DEFERRABLE INITIALLY DEFERRED,
    cut DATE NOT NULL,
    grp TEXT COLLATE "C" NOT NULL,
    made_at TIMESTAMP NOT NULL,
    PRIMARY KEY (centre, cut, grp)
);

CREATE TABLE forecast_days (
    centre TEXT COLLATE "C" NOT NULL,
    cut DATE NOT NULL,
    grp TEXT COLLATE "C" NOT NULL,
    date DATE NOT NULL,
    mean DOUBLE PRECISION NOT NULL,
    lo95 DOUBLE PRECISION NOT NULL,
    q10 DOUBLE PRECISION NOT NULL,
    q50 DOUBLE PRECISION NOT NULL,
    q80 DOUBLE PRECISION NOT NULL,
    q90 DOUBLE PRECISION NOT NULL,
    hi95 DOUBLE PRECISION NOT NULL,
    PRIMARY KEY (centre, cut, grp, date),
    FOREIGN KEY (centre, cut, grp) REFERENCES forecasts (centre, cut, grp) ON DELETE CASCADE
);

INSERT INTO forecasts (centre, cut, grp, made_at)
SELECT centre, cut, grp, made_at FROM forecasts_versions AS kept
WHERE version = (
    SELECT MAX(version) FROM forecasts_versions AS other
    WHERE other.centre = kept.centre AND other.cut = kept.cut AND other.grp = kept.grp
);
INSERT INTO forecast_days (centre, cut, grp, date, mean, lo95, q10, q50, q80, q90, hi95)
SELECT centre, cut, grp, date, mean, lo95, q10, q50, q80, q90, hi95 FROM forecast_days_versions AS kept
WHERE version = (
    SELECT MAX(version) FROM forecasts_versions AS other
    WHERE other.centre = kept.centre AND other.cut = kept.cut AND other.grp = kept.grp
);

DROP TABLE forecast_days_versions;
DROP TABLE forecasts_versions;
