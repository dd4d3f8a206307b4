//! The method in use: smoothing on a history without holidays, chosen and corrected with the help of the group.
//!
//! In order: learn what holidays do and take it out; judge the smoothing weights, member by member and pooled; let the
//! group learn where smoothing errs; turn the errors of the past into quantiles; put the holidays back. All of it is first
//! done as of earlier evenings, to learn how far the annual term is to be believed and where quantiles lie wrong.

use chrono::NaiveDate;
use rayon::prelude::*;

use super::annual_term::{AnnualTerm, LevelCurve};
use super::cleaned::{Cleaned, Smoothed, past_errors};
use super::event_effect::{EventEffects, event_on};
use super::group_learner::{self, Example, GroupLearner, Learned, MOST_ROWS, weekly_change};
use super::history::{History, mean, median};
use super::holiday_effect::{HolidayEffects, Seen};
use super::holidays::Names;
use super::intervals::{self, Errors, GroupErrors, Voice};
use super::selection;
use super::series::{day_after, weekday};
use super::smoothing::{Start, Week};
use super::trials::{MOST_TRIALS, Outlook, Verdict};
use super::weekly_profile::{self, Profile};
use super::{Member, Method};
use crate::domain::demand::DemandDay;

/// Smoothing grid on histories without holidays, pooled over the group.
#[derive(Clone, Copy, Debug)]
pub struct PooledSmoothing;

/// How much wider the intervals are on a holiday, and on a day next to one: its effect is an estimate itself.
const HOLIDAY_DOUBT: f64 = 1.5;
const NEIGHBOUR_DOUBT: f64 = 1.15;
const SUNDAY: usize = 6;

impl Method for PooledSmoothing {
    fn name(&self) -> &'static str {
        "pooled smoothing"
    }

    fn forecast(&self, members: &[Member], origin: NaiveDate, horizon: u32) -> Vec<Vec<DemandDay>> {
        // All trials together learn from as many rows as the forecast itself: a page waits for them.
        let ask = |members: &[Member], evening, horizon| {
            outlooks(members, evening, horizon, &Verdict::NEUTRAL, MOST_ROWS / MOST_TRIALS)
        };
        let verdict = Verdict::of(members, origin, ask);
        let outlooks = outlooks(members, origin, horizon, &verdict, MOST_ROWS);
        outlooks.into_iter().map(|days| days.into_iter().map(|outlook| outlook.day).collect()).collect()
    }
}

/// The `horizon` days after `origin` for every member, in their order, with what trials have decided; the group's learner
/// sees `rows` at most.
fn outlooks(members: &[Member], origin: NaiveDate, horizon: u32, verdict: &Verdict, rows: usize) -> Vec<Vec<Outlook>> {
    let names = Names::of(members.iter().flat_map(|member| &member.holidays[..]));
    let group = Group { members, names, origin, horizon };
    let (seen, (profiles, mut levels)): (Vec<_>, (Vec<_>, Vec<_>)) =
        group.each(|_, history| (Seen::of(history), (Profile::of(history), history.level))).into_iter().unzip();
    let effects = HolidayEffects::fit(&seen);
    let events = EventEffects::fit(group.each(|m, history| EventEffects::seen(&members[m], history)));
    drop(seen);
    levels.retain(|level| *level > 0.0);
    let group_level = median(&mut levels);

    let (prepared, (losses, curves)): (Vec<_>, (Vec<_>, Vec<_>)) = group
        .each(|m, history| {
            let from = Cleaned::from(history);
            let start = weekly_profile::start(history, profiles[m].as_ref(), &profiles, from, group_level);
            let cleaned = Cleaned::new(m, history, &effects);
            let losses = selection::losses(&cleaned.values, cleaned.weekday, &start);
            let curve = intervals::is_heard(m, members.len()).then(|| LevelCurve::of(&cleaned.values));
            let change = weekly_change(&cleaned.values);
            (Prepared { start, days: cleaned.values.len(), change }, (losses, curve))
        })
        .into_iter()
        .unzip();
    let annual = AnnualTerm::fit(&curves.into_iter().flatten().collect::<Vec<_>>());
    let pooled = selection::pooled(&losses);

    let looks = group_learner::draw(&prepared.iter().map(|p| (p.days, p.change)).collect::<Vec<_>>(), rows);
    let taught: Vec<Taught> = group.each(|m, history| {
        let cleaned = Cleaned::new(m, history, &effects);
        let chosen = selection::choose(&losses[m], &pooled, prepared[m].days);
        let smoothed = Smoothed::new(&cleaned, &prepared[m].start, &chosen);
        let learned = Learned::new(history, &cleaned, prepared[m].change);
        let examples = looks[m].iter().filter_map(|look| learned.example(*look, &smoothed)).collect();
        let (errors, voice) = past_errors(history.level, &cleaned, &smoothed).close();
        let voice = intervals::is_heard(m, members.len()).then_some(voice);
        Taught { week: *smoothed.last(), errors, voice, examples }
    });
    let group_errors = GroupErrors::of(taught.iter().filter_map(|member| member.voice.as_ref()));
    let days = prepared.iter().map(|member| member.days as f64).sum();
    let learner = GroupLearner::fit(taught.iter().flat_map(|member| &member.examples), days);
    let fitted = Fitted { verdict, effects, events, annual, learner, group_errors };
    group.each(|m, history| {
        let cleaned = Cleaned::new(m, history, &fitted.effects);
        let Taught { week, errors, .. } = &taught[m];
        let learned = Learned::new(history, &cleaned, prepared[m].change);
        let curve = LevelCurve::of(&cleaned.values);
        let learned = &learned;
        let member = FittedMember { place: m, known: &members[m], history, week, learned, curve, errors };
        (1..=horizon as usize).map(|ahead| fitted.day(&member, origin, ahead)).collect()
    })
}

/// The members with what is needed to read their pasts.
struct Group<'a> {
    members: &'a [Member],
    names: Names<'a>,
    origin: NaiveDate,
    horizon: u32,
}

impl Group<'_> {
    /// What `ask` finds in the history of each member, in their order. A history is made ready for one question and then
    /// forgotten: those of twenty thousand members would take several times the memory of the counts themselves, and
    /// making them takes next to no time.
    fn each<T: Send>(&self, ask: impl Fn(usize, &History) -> T + Sync) -> Vec<T> {
        let read = |member| History::new(member, &self.names, self.origin, self.horizon);
        self.members.par_iter().enumerate().map(|(place, member)| ask(place, &read(member))).collect()
    }
}

/// What has to be known of every member before any of them is smoothed.
struct Prepared {
    start: Start,
    /// Length of the cleaned history.
    days: usize,
    /// Mean change of a weekday from one week to the next, in cases.
    change: f64,
}

/// What one member's smoothed past has taught.
struct Taught {
    /// What smoothing expects of the days after the origin.
    week: Week,
    errors: Errors,
    voice: Option<Voice>,
    examples: Vec<Example>,
}

/// What the group has taught.
struct Fitted<'a> {
    verdict: &'a Verdict,
    effects: HolidayEffects,
    events: EventEffects<'a>,
    annual: AnnualTerm,
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
    curve: LevelCurve,
    errors: &'a Errors,
}

impl Fitted<'_> {
    fn day(&self, member: &FittedMember, origin: NaiveDate, ahead: usize) -> Outlook {
        let FittedMember { history, week, .. } = member;
        let date = day_after(origin, ahead as i64);
        let today = weekday(date);
        let make_up = history.closed[today] && member.known.make_up.contains(&date);
        if (history.closed[today] && !make_up) || member.known.closed.contains(&date) {
            return Outlook { day: DemandDay::closed(date), annual: 0.0 };
        }
        // A made-up day is like the mean of all others, of which the term says nothing.
        let annual = if make_up { 0.0 } else { week[today] * self.annual.change(&member.curve, ahead).exp_m1() };
        let usual = if make_up {
            let open: Vec<f64> = (0..7).filter(|day| !history.closed[*day]).map(|day| week[day]).collect();
            mean(&open)
        } else {
            let corrected = week[today] + self.learner.correction(member.learned, week, ahead);
            (corrected + self.verdict.annual_belief * annual).max(0.0)
        };
        let touched = history.touched[history.len() + ahead - 1];
        let sunday = if history.closed[SUNDAY] { 0.0 } else { week[SUNDAY] };
        let factor =
            touched.map_or(1.0, |touched| self.effects.factor(member.place, touched, usual, sunday, history.level));
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
        let quantiles = self.verdict.conformal.applied(quantiles);
        let day = DemandDay::new(date, expected, quantiles.map(|quantile| (expected + quantile - like).max(0.0)));
        Outlook { day, annual: annual * factor * event_factor }
    }
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
            holidays: [feast].into(),
            ..Member::new(Series { first, values: values.iter().copied().map(Some).collect() })
        };
        let friday = |member: Member| PooledSmoothing.forecast(&[member], day_after(first, 83), 7)[0][4].mean;
        assert!((friday(marked.clone()) - friday(plain)).abs() < 0.5);
        let unmarked = Member { holidays: [].into(), ..marked.clone() };
        assert!(friday(unmarked) < friday(marked) - 0.5);
    }
}
