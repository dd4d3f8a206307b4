-- What was proved of the roster right before a change by hand: taking the change back gives it back.
ALTER TABLE roster_changes ADD COLUMN objective_before DOUBLE PRECISION;
ALTER TABLE roster_changes ADD COLUMN bound_before DOUBLE PRECISION;
ALTER TABLE roster_changes ADD COLUMN proven_before BOOLEAN;
ALTER TABLE roster_changes ADD COLUMN proof_seconds_before DOUBLE PRECISION;
