-- The weekdays on which a centre serves citizens from a day on, among what its manager knows of days to come.
ALTER TABLE known_days ADD COLUMN weekdays TEXT COLLATE "C";
