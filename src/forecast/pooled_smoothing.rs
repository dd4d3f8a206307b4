//! The method in use: smoothing on a history without holidays, chosen and corrected with the help of the group.
//!
//! In order: learn what holidays do and take it out; judge the smoothing weights, member by member and pooled; let the
//! group learn where smoothing errs; turn the errors of the past into quantiles; put the holidays back.

use chrono::NaiveDate;
use rayon::prelude::*;

use super::event_effect::{EventEffects, event_on};
use super::group_learner::{GroupLearner, Learned};
use super::history::{History, mean, median};
use super::holiday_effect::HolidayEffects;
use super::holidays::Names;
use super::intervals::{self, Errors, GroupErrors};
use super::series::{day_after, weekday};
use super::smoothing::{Start, Week};
use super::weekly_profile::{self, Profile};
use super::{DayForecast, Member, Method, selection};

/// Smoothing grid on histories without holidays, pooled over the group.
#[derive(Clone, Copy, Debug)]
pub struct PooledSmoothing;

/// Days of the past over which smoothing runs.
const SMOOTHED_DAYS: usize = 1095;
/// Evenings whose errors become quantiles.
const ERROR_DAYS: usize = 364;
/// How much wider the intervals are on a holiday, and on a day next to one: its effect is an estimate itself.
const HOLIDAY_DOUBT: f64 = 1.5;
const NEIGHBOUR_DOUBT: f64 = 1.15;
const SUNDAY: usize = 6;

impl Method for PooledSmoothing {
    fn name(&self) -> &'static str {
        "pooled smoothing"
    }

    fn forecast(&self, members: &[Member], origin: NaiveDate, horizon: u32) -> Vec<Vec<DayForecast>> {
        let mut names = Names::default();
        let histories: Vec<History> =
            members.iter().map(|member| History::new(member, &mut names, origin, horizon)).collect();
        let effects = HolidayEffects::fit(&histories);
        let events = EventEffects::fit(members, &histories);
        let profiles: Vec<Option<Profile>> = histories.par_iter().map(Profile::of).collect();
        let mut levels: Vec<f64> = histories.iter().map(|history| history.level).filter(|level| *level > 0.0).collect();
        let group_level = median(&mut levels);
        let cleaned: Vec<Cleaned> = (0..members.len())
            .into_par_iter()
            .map(|m| {
                let start =
                    |from| weekly_profile::start(&histories[m], profiles[m].as_ref(), &profiles, from, group_level);
                Cleaned::new(m, &histories[m], &effects, start)
            })
            .collect();
        let losses: Vec<selection::Losses> =
            cleaned.par_iter().map(|c| selection::losses(&c.values, c.weekday, &c.start)).collect();
        let verdict = selection::pooled(&losses);
        let smoothed: Vec<Smoothed> = (0..members.len())
            .into_par_iter()
            .map(|m| Smoothed::new(&cleaned[m], &selection::choose(&losses[m], &verdict, cleaned[m].values.len())))
            .collect();
        let learned: Vec<Learned> =
            (0..members.len()).map(|m| Learned::new(&histories[m], &cleaned[m], &smoothed[m])).collect();
        let learner = GroupLearner::fit(&learned);
        let errors: Vec<Errors> =
            (0..members.len()).into_par_iter().map(|m| past_errors(&histories[m], &cleaned[m], &smoothed[m])).collect();
        let group_errors = GroupErrors::of(&errors);
        let fitted = Fitted { effects, events, learner, group_errors };
        (0..members.len())
            .into_par_iter()
            .map(|m| {
                let member = FittedMember {
                    place: m,
                    known: &members[m],
                    history: &histories[m],
                    week: smoothed[m].last(),
                    learned: &learned[m],
                    errors: &errors[m],
                };
                (1..=horizon as usize).map(|ahead| fitted.day(&member, origin, ahead)).collect()
            })
            .collect()
    }
}

/// What the group has taught.
struct Fitted<'a> {
    effects: HolidayEffects,
    events: EventEffects<'a>,
    learner: GroupLearner,
    group_errors: GroupErrors,
}

/// What one member has taught, and the week that its smoothing expects.
struct FittedMember<'a> {
    /// Its place in the group.
    place: usize,
    known: &'a Member,
    history: &'a History,
    week: &'a Week,
    learned: &'a Learned<'a>,
    errors: &'a Errors,
}

impl Fitted<'_> {
    fn day(&self, member: &FittedMember, origin: NaiveDate, ahead: usize) -> DayForecast {
        let FittedMember { history, week, .. } = member;
        let date = day_after(origin, ahead as i64);
        let today = weekday(date);
        let make_up = history.closed[today] && member.known.make_up.contains(&date);
        if (history.closed[today] && !make_up) || member.known.closed.contains(&date) {
            return DayForecast::closed(date);
        }
        let usual = if make_up {
            let open: Vec<f64> = (0..7).filter(|day| !history.closed[*day]).map(|day| week[day]).collect();
            mean(&open)
        } else {
            (week[today] + self.learner.correction(member.learned, ahead)).max(0.0)
        };
        let touched = history.touched[history.len() + ahead - 1];
        let factor = touched
            .map_or(1.0, |touched| self.effects.factor(member.place, touched, usual, week[SUNDAY], history.level));
        let is_holiday = touched.is_some_and(|touched| touched.offset == 0);
        let event = event_on(member.known, date).filter(|_| !is_holiday);
        let (event_factor, lived_before) = event.map_or((1.0, true), |event| self.events.factor(member.place, event));
        let expected = usual * factor * event_factor;
        let doubt = match touched {
            _ if make_up || is_holiday || !lived_before => HOLIDAY_DOUBT,
            Some(_) => NEIGHBOUR_DOUBT,
            None if event.is_some() => NEIGHBOUR_DOUBT,
            None => 1.0,
        };
        // A holiday that is nearly empty is less certain than a day that is always so: its errors are those of a count
        // halfway, on the scale of logarithms, to the usual day.
        let like = (expected * usual).sqrt().max(expected);
        let quantiles = intervals::quantiles(member.errors, &self.group_errors, ahead, like, doubt);
        DayForecast::from_quantiles(date, expected, quantiles.map(|quantile| (expected + quantile - like).max(0.0)))
    }
}

/// A history as smoothing sees it: holidays and closed weekdays are gone, their neighbours set right.
pub(super) struct Cleaned {
    pub values: Vec<Option<f64>>,
    /// Weekday of the first value.
    pub weekday: usize,
    start: Start,
}

impl Cleaned {
    fn new(member: usize, history: &History, effects: &HolidayEffects, start: impl Fn(usize) -> Start) -> Self {
        let from = history.len().saturating_sub(SMOOTHED_DAYS);
        let values = (from..history.len())
            .map(|day| {
                if history.closed[history.weekday(day)] {
                    return None;
                }
                match history.touched[day] {
                    None => history.values[day],
                    Some(touched) if touched.offset == 0 => None,
                    Some(touched) => {
                        let factor = effects.factor(member, touched, 1.0, 1.0, history.level);
                        history.values[day].filter(|_| (0.3..3.0).contains(&factor)).map(|value| value / factor)
                    }
                }
            })
            .collect();
        Self { values, weekday: history.weekday(from), start: start(from) }
    }
}

/// The forecast of every past evening for the seven weekdays.
pub(super) struct Smoothed {
    pub weeks: Vec<Week>,
    start: Week,
}

impl Smoothed {
    fn new(cleaned: &Cleaned, chosen: &[usize; selection::CHOSEN]) -> Self {
        let start = cleaned.start.profile.map(|share| share * cleaned.start.level);
        Self { weeks: selection::weeks(&cleaned.values, cleaned.weekday, &cleaned.start, chosen), start }
    }

    fn last(&self) -> &Week {
        self.weeks.last().unwrap_or(&self.start)
    }
}

fn past_errors(history: &History, cleaned: &Cleaned, smoothed: &Smoothed) -> Errors {
    let n = cleaned.values.len();
    let mut errors = Errors::new(history.level, n);
    let first = selection::burn_in(n).unwrap_or(n).max(n.saturating_sub(ERROR_DAYS));
    let stride = if n > 150 { 2 } else { 1 };
    for evening in (first..n).step_by(stride) {
        for ahead in 1..=28.min(n - 1 - evening) {
            if let Some(actual) = cleaned.values[evening + ahead] {
                let mean = smoothed.weeks[evening][(cleaned.weekday + evening + ahead) % 7];
                errors.add(ahead, mean, actual);
            }
        }
    }
    errors.close();
    errors
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::forecast::{Holiday, Series};

    #[test]
    fn a_holiday_in_the_past_leaves_the_week_as_it_was() {
        let first: NaiveDate = "2026-03-02".parse().unwrap();
        let mut values = [30.0, 20.0, 20.0, 20.0, 20.0, 10.0, 8.0].repeat(12);
        let plain = Member::new(Series { first, values: values.iter().copied().map(Some).collect() });
        values[80] = 0.0;
        let feast = Holiday { date: day_after(first, 80), name: "Feast".into() };
        let marked = Member {
            holidays: vec![feast],
            ..Member::new(Series { first, values: values.iter().copied().map(Some).collect() })
        };
        let friday = |member: Member| PooledSmoothing.forecast(&[member], day_after(first, 83), 7)[0][4].mean;
        assert!((friday(marked.clone()) - friday(plain)).abs() < 0.5);
        let unmarked = Member { holidays: vec![], ..marked.clone() };
        assert!(friday(unmarked) < friday(marked) - 0.5);
    }
}
