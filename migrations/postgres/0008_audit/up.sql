-- The audit trail: each row carries the SHA-256 of the row before it and of its own text. The single row of `audit_head`
-- knows the last row, so that a missing end is found too, and is what writers queue for.
CREATE TABLE audit (
    number BIGINT NOT NULL PRIMARY KEY,
    at TIMESTAMP NOT NULL,
    actor TEXT COLLATE "C" NOT NULL,
    centre TEXT COLLATE "C",
    action TEXT COLLATE "C" NOT NULL,
    subject TEXT COLLATE "C" NOT NULL,
    before_text TEXT COLLATE "C",
    after_text TEXT COLLATE "C",
    reason TEXT COLLATE "C",
    hash TEXT COLLATE "C" NOT NULL
);
CREATE INDEX audit_by_centre ON audit (centre, number);

CREATE TABLE audit_head (
    id INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
    number BIGINT NOT NULL,
    hash TEXT COLLATE "C" NOT NULL
);
INSERT INTO audit_head (id, number, hash) VALUES (1, 0, '');
