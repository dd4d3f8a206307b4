ALTER TABLE roster_changes DROP COLUMN with_previous;
