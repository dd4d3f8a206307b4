-- Forecasts with the last day of history that they saw.
CREATE TABLE forecasts (
    centre TEXT NOT NULL REFERENCES centres (code) DEFERRABLE INITIALLY DEFERRED,
    cut DATE NOT NULL,
    grp TEXT NOT NULL,
    made_at TIMESTAMP NOT NULL,
    PRIMARY KEY (centre, cut, grp)
);

CREATE TABLE forecast_days (
    centre TEXT NOT NULL,
    cut DATE NOT NULL,
    grp TEXT NOT NULL,
    date DATE NOT NULL,
    mean DOUBLE NOT NULL,
    lo95 DOUBLE NOT NULL,
    q10 DOUBLE NOT NULL,
    q50 DOUBLE NOT NULL,
    q80 DOUBLE NOT NULL,
    q90 DOUBLE NOT NULL,
    hi95 DOUBLE NOT NULL,
    PRIMARY KEY (centre, cut, grp, date),
    FOREIGN KEY (centre, cut, grp) REFERENCES forecasts (centre, cut, grp) ON DELETE CASCADE
) WITHOUT ROWID;
