-- Emergency orders (Labour Code art. 108). An order may be ended early; no row is ever changed otherwise or removed.
CREATE TABLE emergency_orders (
    centre TEXT NOT NULL REFERENCES centres (code) DEFERRABLE INITIALLY DEFERRED,
    number INTEGER NOT NULL,
    ground TEXT NOT NULL CHECK (ground IN ('defence_order', 'disaster', 'fire', 'epidemic')),
    first_day DATE NOT NULL,
    last_day DATE NOT NULL CHECK (last_day >= first_day),
    ordered_by TEXT NOT NULL,
    reason TEXT NOT NULL,
    document TEXT NOT NULL,
    entered_at TIMESTAMP NOT NULL,
    ended_on DATE,
    ended_by TEXT,
    ended_at TIMESTAMP,
    PRIMARY KEY (centre, number)
) WITHOUT ROWID;
