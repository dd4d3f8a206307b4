-- What only some kinds of local rule need.
ALTER TABLE local_rules ADD COLUMN worker_types TEXT;
ALTER TABLE local_rules ADD COLUMN shifts TEXT;
ALTER TABLE local_rules ADD COLUMN then_shifts TEXT;
ALTER TABLE local_rules ADD COLUMN with_codes TEXT;
ALTER TABLE local_rules ADD COLUMN weekdays TEXT;
ALTER TABLE local_rules ADD COLUMN hours TEXT;
ALTER TABLE local_rules ADD COLUMN citation TEXT;
ALTER TABLE local_rules ADD COLUMN examples TEXT;
