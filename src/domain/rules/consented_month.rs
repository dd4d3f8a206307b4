//! How much overtime of a month the consents of one officer allow.
//!
//! Source: Labour Code 45/2019/QH14, art. 107(2)(a) and NĐ 145/2020/NĐ-CP art. 59. Overtime rests on the most generous
//! consent that covers it, and what rests on consents to at most so many minutes a month stays within so many: one
//! Saturday agreed to without a limit does not lift the limit of the evenings, and ten hours agreed to twice are not
//! twenty, because whoever renews a consent means the same month.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::domain::officer::MonthLimit;
use crate::domain::work_record::AgreedOvertime;

/// A limit that the overtime of a month passes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Passed {
    /// First day of the plan that rests on it.
    pub from: NaiveDate,
    /// Last day of the plan that rests on it.
    pub to: NaiveDate,
    /// Minutes of the month that rest on it.
    pub minutes: i32,
    /// The limit.
    pub limit: i32,
}

/// The limits that one month passes, the strictest first: with what is `planned`, what rested on consents `before`, and
/// `unknown` minutes more of which nobody knows on which, so that they count against every limit. Each is told: an order may
/// lift one of them and not the other.
#[must_use]
pub fn passed(planned: &[AgreedOvertime], before: &[AgreedOvertime], unknown: i32) -> Vec<Passed> {
    let beyond = |limit: i32| {
        let rests = |agreed: &&AgreedOvertime| agreed.limit <= MonthLimit::AtMost(limit);
        let days = || planned.iter().filter(rests).map(|agreed| agreed.date);
        let (from, to) = (days().min()?, days().max()?);
        let minutes = minutes_within(planned, limit) + minutes_within(before, limit) + unknown;
        (minutes > limit).then_some(Passed { from, to, minutes, limit })
    };
    limits(planned.iter().chain(before)).into_iter().filter_map(beyond).collect()
}

/// What may be planned of one month by a single cap.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Plannable {
    /// What rests on consents to at most so many minutes is not planned.
    pub closed: Option<i32>,
    /// Most minutes of all that is open; none when no limit binds them.
    pub minutes: Option<i32>,
}

impl Plannable {
    /// Whether overtime under that limit may be planned.
    #[must_use]
    pub fn is_open(&self, limit: MonthLimit) -> bool {
        self.closed.is_none_or(|closed| limit > MonthLimit::AtMost(closed))
    }
}

/// One cap for a month, such that no plan within it passes a limit: all overtime stays within the strictest limit of
/// which something is left. Where a limit is used up and other consents allow more, what rests on it is closed instead,
/// so that it does not stand in the way of the rest. `cells` are the shifts that may be planned, each alone.
#[must_use]
pub fn plannable(cells: &[AgreedOvertime], before: &[AgreedOvertime], unknown: i32) -> Plannable {
    let mut found = Plannable::default();
    for limit in limits(cells.iter().chain(before)) {
        let rests = |cell: &&AgreedOvertime| cell.limit <= MonthLimit::AtMost(limit) && found.is_open(cell.limit);
        let Some(shortest) = cells.iter().filter(rests).map(|cell| cell.minutes).min() else { continue };
        let left = limit - minutes_within(before, limit) - unknown;
        let others = cells.iter().any(|cell| cell.limit > MonthLimit::AtMost(limit));
        found = if left < shortest && others {
            Plannable { closed: Some(limit), minutes: None }
        } else {
            Plannable { minutes: Some(found.minutes.map_or(left, |minutes| minutes.min(left))), ..found }
        };
    }
    found
}

fn limits<'a>(overtime: impl Iterator<Item = &'a AgreedOvertime>) -> BTreeSet<i32> {
    let limit = |agreed: &AgreedOvertime| match agreed.limit {
        MonthLimit::AtMost(limit) => Some(limit),
        MonthLimit::Unlimited => None,
    };
    overtime.filter_map(limit).collect()
}

fn minutes_within(overtime: &[AgreedOvertime], limit: i32) -> i32 {
    let rests = overtime.iter().filter(|agreed| agreed.limit <= MonthLimit::AtMost(limit));
    rests.map(|agreed| agreed.minutes).sum()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Overtime of a month: day, minutes, and the limit that it rests on (0 for none).
    fn agreed(rows: &[(u32, i32, i32)]) -> Vec<AgreedOvertime> {
        rows.iter()
            .map(|&(day, minutes, limit)| AgreedOvertime {
                date: NaiveDate::from_ymd_opt(2026, 12, day).expect("a day of December"),
                minutes,
                limit: if limit == 0 { MonthLimit::Unlimited } else { MonthLimit::AtMost(limit) },
            })
            .collect()
    }

    #[test]
    fn evenings_keep_their_limit_beside_a_day_without_one() {
        let month = |evenings: i32| agreed(&[(1, evenings, 600), (12, 240, 0)]);
        assert_eq!(passed(&month(600), &[], 0), []);
        let beyond = passed(&month(2400), &[], 0);
        assert_eq!(
            (beyond[0].from.to_string().as_str(), beyond[0].minutes, beyond[0].limit),
            ("2026-12-01", 2400, 600)
        );
    }

    #[test]
    fn the_smaller_of_two_limits_binds_what_rests_on_it_alone() {
        let limits = |rows| passed(&agreed(rows), &[], 0).iter().map(|month| month.limit).collect::<Vec<_>>();
        assert_eq!(limits(&[(1, 600, 600), (3, 600, 1200)]), [0; 0]);
        assert_eq!(limits(&[(1, 601, 600), (3, 300, 1200)]), [600]);
        assert_eq!(limits(&[(1, 600, 600), (3, 601, 1200)]), [1200]);
        assert_eq!(limits(&[(1, 720, 600), (3, 600, 1200)]), [600, 1200], "neither hides the other");
    }

    #[test]
    fn what_was_worked_before_counts_where_it_rested_and_everywhere_when_that_is_not_known() {
        let evening = agreed(&[(15, 180, 600)]);
        assert_eq!(passed(&evening, &agreed(&[(5, 2000, 0)]), 420), []);
        assert_eq!(passed(&evening, &agreed(&[(5, 2000, 0)]), 421)[0].minutes, 601);
        assert_eq!(passed(&evening, &agreed(&[(5, 421, 600)]), 0)[0].minutes, 601);
        // A month that was full before is not this plan's doing when it plans nothing of it.
        assert_eq!(passed(&agreed(&[(12, 240, 0)]), &agreed(&[(5, 700, 600)]), 0), []);
    }

    #[test]
    fn a_limit_that_is_used_up_closes_its_own_overtime_and_no_other() {
        let cells = agreed(&[(1, 180, 600), (12, 240, 0)]);
        assert_eq!(plannable(&cells, &[], 0), Plannable { closed: None, minutes: Some(600) });
        assert_eq!(plannable(&cells, &[], 421), Plannable { closed: Some(600), minutes: None });
        // With nothing else to plan the cap says so by itself.
        assert_eq!(plannable(&cells[..1], &[], 421), Plannable { closed: None, minutes: Some(179) });
    }

    /// Up to twelve shifts of a month, on at most two limits and none.
    fn months() -> impl Strategy<Value = Vec<(u32, i32, i32)>> {
        let minutes = prop::sample::select(vec![60, 120, 180, 240]);
        prop::collection::vec((1_u32..29, minutes, prop::sample::select(vec![300, 600, 0])), 0..12)
    }

    proptest! {
        #[test]
        fn no_plan_within_the_cap_passes_a_limit_and_something_is_open_where_something_is_lawful(
            cells in months(), before in months(), unknown in 0_i32..400, order in any::<u64>()
        ) {
            let (cells, before) = (agreed(&cells), agreed(&before));
            let may = plannable(&cells, &before, unknown);
            let cap = may.minutes.unwrap_or(i32::MAX);
            let mut plan: Vec<AgreedOvertime> = Vec::new();
            for at in 0..cells.len() {
                let cell = cells[(at + usize::try_from(order % 12).expect("small")) % cells.len()];
                let total: i32 = plan.iter().map(|cell| cell.minutes).sum();
                if may.is_open(cell.limit) && total + cell.minutes <= cap {
                    plan.push(cell);
                }
            }
            prop_assert_eq!(passed(&plan, &before, unknown), [], "{:?} of {:?}", plan, may);
            let lawful = cells.iter().any(|cell| passed(&[*cell], &before, unknown).is_empty());
            prop_assert!(!lawful || !plan.is_empty(), "{:?} leaves nothing of {:?}", may, cells);
        }

        #[test]
        fn one_limit_binds_exactly_what_no_unlimited_consent_covers(month in months(), limit in 60_i32..1200) {
            let month: Vec<_> = month.iter().map(|row| (row.0, row.1, if row.2 == 0 { 0 } else { limit })).collect();
            let limited: i32 = month.iter().filter(|row| row.2 > 0).map(|row| row.1).sum();
            let found = passed(&agreed(&month), &[], 0);
            let minutes: Vec<i32> = found.iter().map(|month| month.minutes).collect();
            prop_assert_eq!(minutes, Vec::from_iter((limited > limit).then_some(limited)));
        }
    }
}
