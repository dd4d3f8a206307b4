DROP TABLE known_days;
