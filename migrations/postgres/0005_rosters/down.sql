DROP TABLE roster_changes;
DROP TABLE roster_assignments;
DROP TABLE roster_instances;
DROP TABLE rosters;
