ALTER TABLE roster_changes DROP COLUMN proof_seconds_before;
ALTER TABLE roster_changes DROP COLUMN proven_before;
ALTER TABLE roster_changes DROP COLUMN bound_before;
ALTER TABLE roster_changes DROP COLUMN objective_before;
