ALTER TABLE roster_instances DROP COLUMN officer_rosters;
