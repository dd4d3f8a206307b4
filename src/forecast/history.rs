//! One member's past, made ready: aligned to the origin, stripped of spans in which nobody counted, and with the
//! weekdays on which the office is shut.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::event_effect::expected_factor;
use super::holidays::{Names, Touched, touched_days};
use super::level_shift;
use super::series::{day_after, days_between, weekday};
use super::silence::forget_silence;
use super::slips::forget_slips;
use super::{Event, Member};

/// Days of the past that are read at most: four years, so that a holiday is seen up to four times.
const LONGEST_DAYS: u32 = 1461;
/// Days without an event that must be known before the days of events are left out: a week.
const LEAST_PLAIN_DAYS: usize = 7;
/// How often, in expectation, cases would have come on a weekday that is open: at six, seeing none is one chance in 400.
const MISSED_CASES: f64 = 6.0;

/// The days up to the origin, the last of them at the end of `values`.
pub(super) struct History {
    pub first: NaiveDate,
    /// Counts as observed; closed days, silent spans and slips of the pen are `None`.
    pub values: Vec<Option<f64>>,
    /// The holiday that touches each day, up to the horizon.
    pub touched: Vec<Option<Touched>>,
    /// Monday first: weekdays on which the office is shut.
    pub closed: [bool; 7],
    /// Mean of the observed open days, in cases per day.
    pub level: f64,
    /// What came on days of events, which `values` leaves out unless it knows hardly any other day: index of the day, place
    /// of the event, count.
    pub event_days: Vec<(usize, usize, f64)>,
}

impl History {
    pub fn new(member: &Member, names: &Names, origin: NaiveDate, horizon: u32) -> Self {
        let series = member.series.extended_to(origin).last_days(origin, LONGEST_DAYS);
        let mut values = series.values;
        for date in member.closed.iter().chain(&member.make_up) {
            let index = usize::try_from(days_between(series.first, *date)).ok();
            if let Some(value) = index.and_then(|index| values.get_mut(index)) {
                *value = None;
            }
        }
        forget_silence(&mut values);
        forget_slips(&mut values);
        level_shift::level_out(series.first, &mut values, &member.level_shifts);
        let event_days = take_event_days(&member.events, series.first, &mut values);
        let first = if values.is_empty() { day_after(origin, 1) } else { series.first };
        let days = values.len() + horizon as usize;
        let shut = shut_weekdays(member, first, days);
        let touched = touched_days(&member.holidays, names, first, days, shut);
        let mut closed = closed_weekdays(first, &values, &touched);
        closed.iter_mut().zip(shut).for_each(|(closed, shut)| *closed |= shut);
        let open: Vec<f64> =
            (0..values.len()).filter(|i| !closed[weekday_at(first, *i)]).filter_map(|i| values[i]).collect();
        Self { first, level: mean(&open), values, touched, closed, event_days }
    }

    pub fn weekday(&self, index: usize) -> usize {
        weekday_at(self.first, index)
    }

    /// Whether a holiday or its neighbourhood changes the day `index`.
    pub fn is_plain(&self, index: usize) -> bool {
        self.touched[index].is_none()
    }

    pub fn len(&self) -> usize {
        self.values.len()
    }

    /// What `weekday` near the day `index` brings without a holiday: the median of that weekday, four weeks each way;
    /// nothing where the office is always shut on it.
    pub fn usual(&self, index: usize, weekday: usize) -> Option<f64> {
        if self.closed[weekday] {
            return Some(0.0);
        }
        let today = self.weekday(index);
        let nearest = index as i64 + (weekday as i64 - today as i64);
        let mut near: Vec<f64> = (-4..=4)
            .map(|weeks| nearest + 7 * weeks)
            .filter_map(|day| usize::try_from(day).ok())
            .filter(|day| *day != index && *day < self.len() && self.is_plain(*day))
            .filter_map(|day| self.values[day])
            .collect();
        if near.len() < 2 { None } else { Some(median(&mut near)) }
    }
}

/// Monday first: weekdays of which every one of the `days` from `first` is known to be shut, but for single days on which the
/// office opens all the same. Their days are not observed, so that the counts do not tell.
fn shut_weekdays(member: &Member, first: NaiveDate, days: usize) -> [bool; 7] {
    let mut shut = [false; 7];
    if member.closed.is_empty() {
        return shut;
    }
    let mut open = [0_usize; 7];
    (0..days).for_each(|index| open[weekday_at(first, index)] += 1);
    let known: BTreeSet<NaiveDate> = member.closed.iter().chain(&member.make_up).copied().collect();
    let last = day_after(first, days as i64);
    for date in known.range(first..last) {
        let weekday = weekday_at(*date, 0);
        open[weekday] -= 1;
        shut[weekday] = open[weekday] == 0;
    }
    shut
}

/// Takes the counts of days of events out of `values`: index of the day, place of the event, count. Where hardly any other
/// day is known they stay, without what was expected of the event: a centre that opened with a campaign has no better past.
fn take_event_days(events: &[Event], first: NaiveDate, values: &mut [Option<f64>]) -> Vec<(usize, usize, f64)> {
    let mut taken = Vec::new();
    for (place, event) in events.iter().enumerate() {
        let (from, to) = (days_between(first, *event.days.start()), days_between(first, *event.days.end()));
        for day in from.max(0)..=to.min(values.len() as i64 - 1) {
            let index = day as usize;
            if let Some(value) = values[index].take() {
                taken.push((index, place, value));
            }
        }
    }
    if values.iter().flatten().count() < LEAST_PLAIN_DAYS {
        for (index, place, value) in &taken {
            values[*index] = Some(value / expected_factor(&events[*place]));
        }
    }
    taken
}

fn weekday_at(first: NaiveDate, index: usize) -> usize {
    (weekday(first) + index) % 7
}

/// Weekdays whose last eight plain days brought nothing although cases were to be expected.
fn closed_weekdays(first: NaiveDate, values: &[Option<f64>], touched: &[Option<Touched>]) -> [bool; 7] {
    let mut recent: [Vec<f64>; 7] = Default::default();
    let (mut came, mut quiet) = ([false; 7], [0_usize; 7]);
    for index in (0..values.len()).rev() {
        let (Some(value), None) = (values[index], touched[index]) else { continue };
        let weekday = weekday_at(first, index);
        if recent[weekday].len() < 8 {
            recent[weekday].push(value);
        }
        came[weekday] |= value > 0.0;
        quiet[weekday] += usize::from(!came[weekday]);
    }
    let is_zero = |days: &Vec<f64>| days.iter().all(|value| *value == 0.0);
    let open: Vec<f64> = recent.iter().filter(|days| !is_zero(days)).flatten().copied().collect();
    let level = mean(&open);
    // The cases of a session or a batch come or stay away together: no more than one of them is due on a day.
    let busy = mean(&open.iter().map(|value| f64::from(u8::from(*value > 0.0))).collect::<Vec<_>>());
    let batches = -(1.0 - busy).ln();
    let mut closed = [false; 7];
    for (weekday, days) in recent.iter().enumerate() {
        let long_enough = days.len() >= 2 || values.len() < 14;
        let due = (days.len() as f64 * level).min(quiet[weekday] as f64 * batches);
        closed[weekday] = !days.is_empty() && long_enough && is_zero(days) && due >= MISSED_CASES;
    }
    closed
}

/// The mean, 0 of nothing.
pub(super) fn mean(values: &[f64]) -> f64 {
    if values.is_empty() { 0.0 } else { values.iter().sum::<f64>() / values.len() as f64 }
}

/// The median, 0 of nothing; reorders `values`.
pub(super) fn median(values: &mut [f64]) -> f64 {
    values.sort_unstable_by(f64::total_cmp);
    match values.len() {
        0 => 0.0,
        n if n % 2 == 1 => values[n / 2],
        n => f64::midpoint(values[n / 2 - 1], values[n / 2]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::forecast::Series;

    fn history(values: &[f64]) -> History {
        let first: NaiveDate = "2026-03-02".parse().unwrap();
        let series = Series { first, values: values.iter().copied().map(Some).collect() };
        let origin = day_after(first, values.len() as i64 - 1);
        History::new(&Member::new(series), &Names::of([].iter()), origin, 28)
    }

    #[test]
    fn a_weekday_without_a_case_is_closed_only_where_cases_were_due() {
        let busy = [9.0, 8.0, 7.0, 9.0, 8.0, 0.0, 0.0].repeat(4);
        assert_eq!(history(&busy).closed, [false, false, false, false, false, true, true]);
        let rare = [0.0, 1.0, 0.0, 0.0, 1.0, 0.0, 0.0].repeat(4);
        assert_eq!(history(&rare).closed, [false; 7]);
    }

    #[test]
    fn a_month_of_silence_is_forgotten_but_not_at_the_end() {
        let mut values = vec![0.0; 30];
        values.extend([10.0; 30]);
        assert_eq!(history(&values).values[..30], [None; 30]);
        values.reverse();
        assert_eq!(history(&values).values[59], Some(0.0));
    }

    #[test]
    fn a_batch_that_wanders_through_the_week_closes_no_weekday_and_a_session_closes_the_others() {
        let every =
            |days: usize| history(&(0..420).map(|d| if d % days == 0 { 80.0 } else { 0.0 }).collect::<Vec<_>>());
        assert_eq!(every(30).closed, [false; 7]);
        assert_eq!(every(14).closed, [false, true, true, true, true, true, true]);
    }

    #[test]
    fn the_usual_day_is_the_median_of_its_weekday() {
        let mut values = [1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0].repeat(5);
        values[14] = 99.0;
        assert_eq!(history(&values).usual(0, 0), Some(1.0));
        assert_eq!(history(&values).usual(8, 6), Some(7.0));
    }
}
