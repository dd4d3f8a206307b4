//! What the group's members have in common beyond level and week: the season of the year, the day of the month, what
//! follows a rise.
//!
//! Boosted trees learn, over all members, evenings and horizons of the past, by how much the smoothed forecast was
//! wrong. Errors are measured in the member's own mean change from week to week, so a large member does not drown a
//! small one.

use super::boosted_trees::{BoostedTrees, Chance, Growth};
use super::cleaned::{Cleaned, Smoothed};
use super::history::History;
use super::month_rhythm::{self, PastDay};
use super::selection;
use super::series::day_after;
use super::smoothing::Week;
use chrono::Datelike;

/// Days of a year that leave the weekday as it is.
const YEAR: i64 = 364;
const FEATURES: usize = 18;
/// Place of the day of the month among the features.
const DAY_OF_MONTH: usize = 13;
type Row = [f64; FEATURES];

const GROWTH: Growth = Growth { trees: 120, depth: 6, rate: 0.05, leaf_rows: 60, huber: 1.0 };
/// Rows that are learned from at most.
pub(super) const MOST_ROWS: usize = 24_000;
/// Horizons drawn for each evening.
const DRAWN_HORIZONS: usize = 4;
/// Evenings of the past that are learned from, in days.
const LEARNED_DAYS: usize = 1095;
/// Days of history at which half of the correction is believed. Before a first year the trees have seen each season at
/// most once and take its weather for a rule.
const BELIEF_DAYS: f64 = 180.0;

/// Days of history in the whole group at which half of its corrections is believed.
const GROUP_BELIEF_DAYS: f64 = 500.0;

/// Mean change of a weekday from one week to the next, in cases.
pub(super) fn weekly_change(values: &[Option<f64>]) -> f64 {
    let changes: Vec<f64> = (7..values.len()).filter_map(|day| Some((values[day]? - values[day - 7]?).abs())).collect();
    super::history::mean(&changes)
}

/// An evening of one member's past, and how many days ahead it looked.
#[derive(Clone, Copy)]
pub(super) struct Look {
    evening: usize,
    ahead: usize,
}

/// Draws what is learned from: for each member, given by the days of its cleaned history and its weekly change, some
/// evenings and horizons. Together they are about `most_rows`, so they are few where members are many.
pub(super) fn draw(members: &[(usize, f64)], most_rows: usize) -> Vec<Vec<Look>> {
    let evenings = |days: usize| selection::burn_in(days).unwrap_or(days).max(days.saturating_sub(LEARNED_DAYS))..days;
    let wanted: usize = members.iter().map(|(days, _)| evenings(*days).len() * DRAWN_HORIZONS).sum();
    let share = most_rows as f64 / wanted.max(1) as f64;
    let mut chance = Chance(0x2545_f491_4f6c_dd1d);
    let mut drawn = vec![Vec::new(); members.len()];
    for (looks, (days, change)) in drawn.iter_mut().zip(members) {
        if *change <= 0.0 {
            continue;
        }
        for evening in evenings(*days) {
            for _ in 0..DRAWN_HORIZONS {
                let ahead = 1 + (chance.next() * 28.0) as usize;
                if chance.next() < share {
                    looks.push(Look { evening, ahead });
                }
            }
        }
    }
    drawn
}

/// What is known on an evening, and by how much the smoothed forecast was wrong, in the member's weekly changes.
pub(super) struct Example {
    row: Row,
    error: f64,
    /// Days from the day that was forecast to the last one that is known.
    back: usize,
}

/// One member as the learner sees it.
pub(super) struct Learned<'a> {
    history: &'a History,
    cleaned: &'a Cleaned,
    /// Running sums and numbers of the cleaned values, for means over any span.
    sums: Vec<(f64, f64)>,
    change: f64,
}

impl<'a> Learned<'a> {
    pub fn new(history: &'a History, cleaned: &'a Cleaned, change: f64) -> Self {
        let values = &cleaned.values;
        let mut sums = vec![(0.0, 0.0)];
        for value in values {
            let (sum, n) = sums[sums.len() - 1];
            sums.push(value.map_or((sum, n), |value| (sum + value, n + 1.0)));
        }
        Self { history, cleaned, sums, change }
    }

    /// What a past look teaches, if the day was observed at which it looked.
    pub fn example(&self, look: Look, smoothed: &Smoothed) -> Option<Example> {
        let Look { evening, ahead } = look;
        let actual = self.cleaned.values.get(evening + ahead).copied().flatten()?;
        let week = &smoothed.weeks[evening];
        let error = (actual - week[(self.cleaned.weekday + evening + ahead) % 7]) / self.change;
        let back = self.cleaned.values.len() - 1 - evening - ahead;
        Some(Example { row: self.row(evening, ahead, week), error, back })
    }

    /// Mean of the observed days `from..to` of the cleaned history, if there is any.
    fn mean(&self, from: i64, to: i64) -> f64 {
        let n = self.cleaned.values.len() as i64;
        let (low, high) = (self.sums[from.clamp(0, n) as usize], self.sums[to.clamp(0, n) as usize]);
        if from < 0 || high.1 <= low.1 { f64::NAN } else { (high.0 - low.0) / (high.1 - low.1) }
    }

    /// What is known on `evening`, when smoothing expected `week`, about the day `ahead` days later.
    fn row(&self, evening: usize, ahead: usize, week: &Week) -> Row {
        let now = evening as i64 + 1;
        let day = evening + ahead;
        let weekday = (self.cleaned.weekday + day) % 7;
        let forecast = week[weekday];
        let month = self.mean(now - 28, now);
        let level = month.max(1e-6);
        let same_weekday = |weeks: std::ops::Range<usize>| {
            let back = ahead.div_ceil(7) * 7;
            let found: Vec<f64> = weeks
                .filter_map(|week| (day).checked_sub(back + 7 * week))
                .filter_map(|past| self.cleaned.values[past])
                .collect();
            if found.is_empty() { f64::NAN } else { super::history::mean(&found) / level }
        };
        let year_ago = day as i64 - YEAR;
        let offset = (self.history.len() - self.cleaned.values.len()) + day;
        let date = day_after(self.history.first, offset as i64);
        // The season is told by days before the last evening, so that it does not matter in which week of the calendar a
        // history stands. The day of the month is the calendar's own; it is looked at only where it shows.
        let years = self.cleaned.values.len() >= 400;
        let season = |value: f64| if years { value } else { f64::NAN };
        let (mut before, mut after) = (4.0_f64, 4.0_f64);
        for reach in 0..4_usize {
            let at = |index: Option<usize>| index.and_then(|i| self.history.touched.get(i).copied().flatten());
            if at(Some(offset + reach)).is_some_and(|t| t.offset == 0) {
                before = before.min(reach as f64);
            }
            if at(offset.checked_sub(reach)).is_some_and(|t| t.offset == 0) {
                after = after.min(reach as f64);
            }
        }
        [
            weekday as f64,
            ahead as f64,
            forecast / level,
            same_weekday(0..1),
            same_weekday(0..2),
            same_weekday(0..4),
            same_weekday(0..8),
            self.mean(now - 7, now) / level,
            self.mean(now - 56, now - 28) / level,
            self.mean(year_ago - 7, year_ago + 7) / self.mean(now - YEAR - 28, now - YEAR),
            self.mean(year_ago, year_ago + 1) / self.mean(now - YEAR - 28, now - YEAR),
            self.mean(year_ago - YEAR - 7, year_ago - YEAR + 7) / self.mean(now - 2 * YEAR - 28, now - 2 * YEAR),
            season((self.cleaned.values.len() as i64 - 1 - day as i64).rem_euclid(YEAR) as f64),
            season(f64::from(date.day())),
            level.ln(),
            self.change / level,
            before,
            after,
        ]
    }
}

/// The corrections of a group.
pub(super) struct GroupLearner {
    trees: BoostedTrees,
    /// Whether the day of the month is looked at.
    monthly: bool,
    /// How far the whole group's past is to be believed, 0..1.
    group_belief: f64,
}

impl GroupLearner {
    /// `days`: those of all members' cleaned histories together.
    pub fn fit<'a>(examples: impl Iterator<Item = &'a Example>, days: f64) -> Self {
        let (mut rows, mut errors, mut past) = (Vec::new(), Vec::new(), Vec::new());
        for Example { row, error, back } in examples {
            rows.push(*row);
            errors.push(*error);
            let day_of_month = row[DAY_OF_MONTH];
            if day_of_month.is_finite() {
                past.push(PastDay { back: *back, day_of_month: day_of_month as usize, error: *error });
            }
        }
        let monthly = month_rhythm::is_clear(past.into_iter());
        if !monthly {
            rows.iter_mut().for_each(|row| row[DAY_OF_MONTH] = f64::NAN);
        }
        let group_belief = days / (days + GROUP_BELIEF_DAYS);
        Self { trees: BoostedTrees::fit(&rows, &errors, GROWTH), monthly, group_belief }
    }

    /// What to add to the smoothed forecast for the day `ahead` days after the last evening, in cases.
    /// `week` is what smoothing expects.
    pub fn correction(&self, member: &Learned, week: &Week, ahead: usize) -> f64 {
        let n = member.cleaned.values.len();
        if n == 0 || member.change <= 0.0 {
            return 0.0;
        }
        let days = (n * n) as f64;
        let belief = days / (days + BELIEF_DAYS * BELIEF_DAYS);
        let mut row = member.row(n - 1, ahead, week);
        if !self.monthly {
            row[DAY_OF_MONTH] = f64::NAN;
        }
        self.group_belief * belief * member.change * self.trees.predict(&row)
    }
}

#[cfg(test)]
mod tests {
    use crate::forecast::series::day_after;
    use crate::forecast::{Member, Method, PooledSmoothing, Series};
    use chrono::{Datelike, NaiveDate};

    /// Three years of twelve like members with a rush on the first three days of every month.
    #[test]
    fn a_rush_at_the_start_of_the_month_is_learned() {
        let first: NaiveDate = "2023-01-02".parse().unwrap();
        let count = |day: i64, member: i64| {
            let noise = ((day * 7919 + member * 104_729) % 13) as f64 - 6.0;
            if day_after(first, day).day() <= 3 { 180.0 + noise } else { 100.0 + noise }
        };
        let group: Vec<Member> = (0..12)
            .map(|m| Member::new(Series { first, values: (0..1094).map(|day| Some(count(day, m))).collect() }))
            .collect();
        let forecast = &PooledSmoothing.forecast(&group, day_after(first, 1093), 28)[0];
        let day = |number: u32| forecast.iter().find(|day| day.date.day() == number).unwrap().mean;
        assert!(day(2) > 140.0, "{}", day(2));
        assert!((day(15) - 100.0).abs() < 12.0, "{}", day(15));
    }
}
