-- Forecasts with the last day of history that they saw.
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
