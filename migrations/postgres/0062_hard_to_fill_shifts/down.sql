DROP TABLE hard_to_fill_shifts;
