DROP TABLE outside_assignments;
DROP TABLE pay;
DROP TABLE ledger;
DROP TABLE preferences;
DROP TABLE unavailable;
DROP TABLE leave;
DROP TABLE consents;
DROP TABLE officers;
