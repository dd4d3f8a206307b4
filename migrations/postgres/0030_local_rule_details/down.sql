ALTER TABLE local_rules DROP COLUMN examples;
ALTER TABLE local_rules DROP COLUMN citation;
ALTER TABLE local_rules DROP COLUMN hours;
ALTER TABLE local_rules DROP COLUMN weekdays;
ALTER TABLE local_rules DROP COLUMN with_codes;
ALTER TABLE local_rules DROP COLUMN then_shifts;
ALTER TABLE local_rules DROP COLUMN shifts;
ALTER TABLE local_rules DROP COLUMN worker_types;
