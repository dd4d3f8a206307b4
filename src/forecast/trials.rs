//! What the method would have said on earlier evenings, beside what came.
//!
//! The whole method is run again as of some earlier evenings, four weeks apart, so that no day is judged that it has
//! learned from. What it got wrong there decides how far the annual term is believed and whether intervals are set right.

use chrono::NaiveDate;
use rayon::prelude::*;

use super::annual_term::{self, Proposal};
use super::conformal::Conformal;
use super::intervals::is_heard;
use super::series::day_after;
use super::{Event, Member};
use crate::domain::demand::DemandDay;

/// Days between two trials, and days ahead that each of them looks: no day is judged twice.
const SPACING_DAYS: usize = 28;
/// Trials at most: half a year, in which every member has met several months.
pub(super) const MOST_TRIALS: usize = 6;
/// Fewer trials do not tell a rule from the weather of one month; then there are none.
const LEAST_TRIALS: usize = 3;

/// One day ahead as the method sees it.
pub(super) struct Outlook {
    pub day: DemandDay,
    /// What the annual term would add to the mean and to every quantile if it were believed wholly, in cases.
    pub annual: f64,
}

/// One day of a trial and what came on it.
pub(super) struct TriedDay {
    /// Which of the trials it belongs to.
    pub trial: usize,
    pub outlook: Outlook,
    pub actual: f64,
}

/// What trials have decided for a group.
#[derive(Clone, Copy, Debug)]
pub(super) struct Verdict {
    /// How far the annual term is believed, 0..=1.
    pub annual_belief: f64,
    pub conformal: Conformal,
}

impl Verdict {
    /// Where nothing was tried: no annual term, and intervals as past errors make them.
    pub const NEUTRAL: Self = Self { annual_belief: 0.0, conformal: Conformal::NEUTRAL };

    /// From trials of `members` on evenings before `origin`; `ask` runs the method without any verdict.
    pub fn of(
        members: &[Member],
        origin: NaiveDate,
        ask: impl Fn(&[Member], NaiveDate, u32) -> Vec<Vec<Outlook>> + Sync,
    ) -> Self {
        let evenings = evenings(members, origin);
        if evenings.is_empty() {
            return Self::NEUTRAL;
        }
        let heard = |(place, _): &(usize, &Member)| is_heard(*place, members.len());
        let heard: Vec<Member> = members.iter().enumerate().filter(heard).map(|(_, member)| member.clone()).collect();
        let mut days = Vec::new();
        // A small group leaves processors idle; several trials at a time do not.
        let told: Vec<Vec<Vec<Outlook>>> =
            evenings.par_iter().map(|evening| ask(&heard, *evening, SPACING_DAYS as u32)).collect();
        for (trial, told) in told.into_iter().enumerate() {
            for (member, outlooks) in heard.iter().zip(told) {
                let judged = outlooks.into_iter().filter(|outlook| outlook.day.mean > 0.0);
                days.extend(judged.filter_map(|outlook| {
                    let actual = counted(member, outlook.day.date)?;
                    Some(TriedDay { trial, outlook, actual })
                }));
            }
        }
        let proposals = days.iter().map(|day| {
            let DemandDay { q10, q50, q90, .. } = day.outlook.day;
            Proposal { trial: day.trial, width: q90 - q10, annual: day.outlook.annual, error: day.actual - q50 }
        });
        let annual_belief = annual_term::belief(proposals, evenings.len());
        Self { annual_belief, conformal: Conformal::of(&days, annual_belief, evenings.len()) }
    }
}

/// What came on `date`, if it was a day like those that the method learns from: slips and silence aside, which are rare,
/// those on which the office was open and no event was held.
fn counted(member: &Member, date: NaiveDate) -> Option<f64> {
    let held = |event: &Event| event.days.contains(&date);
    let odd = member.closed.contains(&date) || member.make_up.contains(&date) || member.events.iter().any(held);
    member.series.on(date).filter(|_| !odd)
}

/// The evenings of the trials, the latest first. Each knows at least half of what the middle member knows at `origin`: with
/// less the method is another one.
fn evenings(members: &[Member], origin: NaiveDate) -> Vec<NaiveDate> {
    let mut days: Vec<usize> = members.iter().map(|member| member.series.days_until(origin)).collect();
    days.sort_unstable();
    let middle = days.get(days.len() / 2).copied().unwrap_or(0);
    let trials = (middle / 2 / SPACING_DAYS).min(MOST_TRIALS);
    let trials = if trials < LEAST_TRIALS { 0 } else { trials };
    (1..=trials).map(|back| day_after(origin, -((back * SPACING_DAYS) as i64))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::forecast::Series;

    #[test]
    fn no_trial_knows_less_than_half_and_short_histories_have_none() {
        let first: NaiveDate = "2026-03-02".parse().unwrap();
        let group = |days: usize| [Member::new(Series { first, values: vec![Some(1.0); days] })];
        let trials = |days: usize| evenings(&group(days), day_after(first, days as i64 - 1)).len();
        assert_eq!([0, 60, 90, 167, 168, 300, 3000].map(trials), [0, 0, 0, 0, 3, 5, 6]);
    }

    #[test]
    fn a_method_that_is_always_right_is_left_alone() {
        let first: NaiveDate = "2026-03-02".parse().unwrap();
        let group = [Member::new(Series { first, values: vec![Some(10.0); 400] })];
        let verdict = Verdict::of(&group, day_after(first, 399), |members, evening, horizon| {
            let day = |ahead: u32| DemandDay::new(day_after(evening, ahead.into()), 10.0, [10.0; 6]);
            members.iter().map(|_| (1..=horizon).map(|a| Outlook { day: day(a), annual: 1.0 }).collect()).collect()
        });
        assert_eq!(verdict.annual_belief, 0.0);
        assert_eq!(verdict.conformal.applied([7.0, 8.0, 10.0, 11.0, 12.0, 13.0]), [7.0, 8.0, 10.0, 11.0, 12.0, 13.0]);
    }
}
