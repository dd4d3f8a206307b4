DELETE FROM known_days WHERE kind = 'opening_days';
ALTER TABLE known_days DROP COLUMN weekdays;
