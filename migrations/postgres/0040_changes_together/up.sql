-- Several cells may change by one decision, and are then taken back by one.
ALTER TABLE roster_changes ADD COLUMN with_previous BOOLEAN NOT NULL DEFAULT FALSE;
