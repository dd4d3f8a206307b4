"""LightGBM over all series of a data set: one model for the mean and one for each quantile, for all horizons at once.

Counts are divided by the mean of the last four weeks, so that large and small series can learn from one another. What it
knows of a day is its place in the calendar, the holidays around it, and what came on like days before the evening.
"""

from datetime import timedelta

import lightgbm
import numpy as np

QUANTILES = (0.1, 0.5, 0.9, 0.025, 0.975)
TREES = 250
GROWTH = {"learning_rate": 0.05, "num_leaves": 31, "min_data_in_leaf": 40, "bagging_fraction": 0.8, "bagging_freq": 1,
          "feature_fraction": 0.8, "num_threads": 1, "seed": 1, "verbosity": -1}
MOST_ROWS = 60_000
LEARNED_DAYS = 1095
CATEGORIES = [0, 1]  # the series, the weekday


class Past:
    """One series with its running sums, for means over any span."""

    def __init__(self, code, history, holidays, horizon):
        self.code, self.first, self.values = code, history.first, history.values
        known = ~np.isnan(self.values)
        self.sums = np.concatenate([[0], np.cumsum(np.where(known, self.values, 0))])
        self.numbers = np.concatenate([[0], np.cumsum(known)])
        days = [self.first + timedelta(n) for n in range(-1, len(self.values) + horizon + 1)]
        self.shut = np.array([day in holidays for day in days], float)
        self.calendar = np.array([[day.weekday(), day.timetuple().tm_yday, day.day] for day in days[1:-1]])

    def mean(self, start, end):
        """Means of the days `start` to before `end`; not a number where the history does not reach back so far."""
        n = len(self.values)
        low, high = np.clip(start, 0, n), np.clip(end, 0, n)
        number = self.numbers[high] - self.numbers[low]
        with np.errstate(invalid="ignore", divide="ignore"):
            return np.where((start < 0) | (number == 0), np.nan, (self.sums[high] - self.sums[low]) / number)

    def features(self, evening, ahead):
        """The rows of some evenings and horizons, and the level that their counts are divided by."""
        now, day = evening + 1, evening + ahead
        # After a month of silence the ratio to its level would be out of all proportion.
        least = max(0.1, 0.1 * self.sums[-1] / max(1, self.numbers[-1]))
        level = np.fmax(np.nan_to_num(self.mean(np.maximum(now - 28, 0), now)), least)
        back = (ahead + 6) // 7 * 7
        like = np.stack([self.mean(day - back - 7 * week, day - back - 7 * week + 1) for week in range(8)])
        numbers, sums = np.cumsum(~np.isnan(like), axis=0), np.cumsum(np.nan_to_num(like), axis=0)
        year = day - 364
        year_level = self.mean(now - 364 - 28, now - 364)
        with np.errstate(invalid="ignore", divide="ignore"):
            weeks = [np.where(numbers[n - 1] > 0, sums[n - 1] / numbers[n - 1], np.nan) for n in (1, 2, 4, 8)]
            columns = [
                np.full(len(day), self.code), self.calendar[day, 0], ahead, self.calendar[day, 1], self.calendar[day, 2],
                self.shut[day], self.shut[day + 1], self.shut[day + 2],
                *(week / level for week in weeks),
                self.mean(now - 7, now) / level, self.mean(now - 56, now - 28) / level,
                self.mean(year, year + 1) / year_level, self.mean(year - 3, year + 4) / year_level, np.log(level),
            ]
        return np.column_stack(columns), level


def lightgbm_of(histories, holidays, horizon):
    """Forecasts of all series from one evening: series -> array of horizon × (mean, q10, q50, q90, lo95, hi95)."""
    pasts = {series: Past(code, histories[series], holidays[series], horizon)
             for code, series in enumerate(sorted(histories))}
    chance = np.random.default_rng(1)
    rows, targets = [], []
    for past in pasts.values():
        n = len(past.values)
        first = max(28, n - LEARNED_DAYS)
        if n - 1 <= first:
            continue
        share = MOST_ROWS // len(pasts)
        evening = chance.integers(first, n - 1, min(share, 6 * (n - 1 - first)))
        ahead = chance.integers(1, horizon + 1, len(evening))
        usable = evening + ahead < n
        evening, ahead = evening[usable], ahead[usable]
        usable = ~np.isnan(past.values[evening + ahead])
        evening, ahead = evening[usable], ahead[usable]
        if not len(evening):
            continue
        features, level = past.features(evening, ahead)
        rows.append(features)
        targets.append(past.values[evening + ahead] / level)
    rows, targets = np.concatenate(rows), np.concatenate(targets)
    learned = lightgbm.Dataset(rows, targets, categorical_feature=CATEGORIES, free_raw_data=False)
    objectives = [{"objective": "regression"}] + [{"objective": "quantile", "alpha": alpha} for alpha in QUANTILES]
    models = [lightgbm.train({**GROWTH, **objective}, learned, TREES) for objective in objectives]
    told = {}
    for series, past in pasts.items():
        features, level = past.features(np.full(horizon, len(past.values) - 1), np.arange(1, horizon + 1))
        told[series] = np.column_stack([model.predict(features) * level for model in models])
    return told
