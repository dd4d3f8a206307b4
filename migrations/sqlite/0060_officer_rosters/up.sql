-- Officers' rosters that a solve found cheap: the next solve of the period begins from them.
ALTER TABLE roster_instances ADD COLUMN officer_rosters TEXT;
