"""The benchmark's files as the peers read them: daily arrays without holes in their dates."""

import csv
from collections import defaultdict, namedtuple
from datetime import date, timedelta
from pathlib import Path

import numpy as np

# `values[i]` belongs to the day `first + i`; a day that nobody observed is not a number.
History = namedtuple("History", "first values")
Ask = namedtuple("Ask", "dataset series origin days horizon")


def rows(path):
    with open(path, newline="", encoding="utf-8") as file:
        yield from csv.DictReader(file)


def read_manifest(path):
    return [Ask(row["dataset"], row["series_id"], date.fromisoformat(row["origin"]), int(row["history_days"]),
                int(row["horizon"])) for row in rows(path)]


class Counts:
    """Every series of a folder by data set, and the calendar."""

    def __init__(self, folder):
        self.sets = defaultdict(dict)
        for path in sorted(Path(folder).glob("*.csv")):
            if path.stem.startswith(("calendar", "manifest")):
                continue
            observed = defaultdict(dict)
            for row in rows(path):
                observed[row["series_id"]][date.fromisoformat(row["date"])] = float(row["value"])
            for series, days in observed.items():
                first = min(days)
                values = np.full((max(days) - first).days + 1, np.nan)
                for day, value in days.items():
                    values[(day - first).days] = value
                self.sets[path.stem][series] = History(first, values)
        self.calendar = defaultdict(dict)
        calendar = Path(folder) / "calendar.csv"
        for row in rows(calendar) if calendar.exists() else ():
            self.calendar[row["applies_to"]][date.fromisoformat(row["date"])] = row["name"]

    def known(self, dataset, series, origin, days, longest=None):
        """What may be looked at on the evening of `origin`: its last `days` days, all when that is 0."""
        first, values = self.sets[dataset][series]
        length = max(0, (origin - first).days + 1)
        # Days after the last row were not observed either.
        values = np.concatenate([values[:length], np.full(max(0, length - len(values)), np.nan)])
        values = values[max(0, length - min(days or length, longest or length)):]
        return History(origin - timedelta(len(values) - 1), values)

    def holidays(self, series):
        """Day -> name, from the series' own entries and from those of its prefixes."""
        parts = series.split(".")
        names = [".".join(parts[:n]) + "." for n in range(1, len(parts))] + [series]
        return {day: name for entry in names for day, name in self.calendar.get(entry, {}).items()}


def filled(values):
    """From the first observed day on, with the value of a week before (or the median) where a day is missing."""
    seen = np.flatnonzero(~np.isnan(values))
    if not len(seen):
        return np.zeros(14)
    values = values[seen[0]:].copy()
    median = np.nanmedian(values)
    for day in np.flatnonzero(np.isnan(values)):
        values[day] = values[day - 7] if day >= 7 else median
    return values
