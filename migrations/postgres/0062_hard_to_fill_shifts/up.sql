-- Shifts of a published roster in whose blocks somebody was missing, or that go from early until the evening.
CREATE TABLE hard_to_fill_shifts (
    roster BIGINT NOT NULL REFERENCES rosters (id) ON DELETE CASCADE,
    date DATE NOT NULL,
    shift TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (roster, date, shift)
);
