//! A short but lawful rest between two shifts of office hours.
//!
//! Source: Labour Code 45/2019/QH14, art. 110: twelve hours before another shift. For office-hours staff who work overtime
//! the shorter rest of [`super::rest_between_shifts`] is hard and the twelve hours are a warning (decision D4).

use super::example::Example;
use super::{Bound, Breach, LabourRule, Provision, Quantity, RulePack, breach, rest_between_shifts};
use crate::domain::work_record::WorkRecord;

const EXAMPLES: &[Example] = &[
    Example::kept("twelve hours", "2026-03-03 07:30-19:30 =480, 2026-03-04 R"),
    Example::broken("a minute less", "2026-03-03 07:30-19:31 =480, 2026-03-04 R"),
    Example::kept(
        "the hard rule speaks below its own limit",
        "2026-03-03 07:30-21:30 =480, 2026-03-04 06:30-16:00 =480",
    ),
    Example::kept("and beside a moved shift", "2026-03-03 13:00-20:00 change, 2026-03-04 R"),
];

/// The rule.
pub struct ShortRest;

impl LabourRule for ShortRest {
    fn id(&self) -> &'static str {
        "short-rest"
    }

    fn citation(&self) -> &'static str {
        "Labour Code 45/2019/QH14, art. 110"
    }

    fn provision(&self) -> Provision {
        Provision::labour_code("WT-06, D4", EXAMPLES).soft()
    }

    fn bound(&self) -> Option<Bound> {
        Some(Bound::Least)
    }

    fn number<'pack>(&self, pack: &'pack mut RulePack) -> Option<&'pack mut i32> {
        Some(&mut pack.rest_wished)
    }

    fn breaches(&self, record: &WorkRecord, pack: &RulePack) -> Vec<Breach> {
        record
            .consecutive()
            .filter(|(earlier, later)| earlier.date < later.date)
            .filter(|(earlier, later)| !earlier.shift.shift_change && !later.shift.shift_change)
            .filter_map(|(earlier, later)| {
                let rest = i32::try_from((later.starts() - earlier.ends()).num_minutes()).unwrap_or(i32::MAX);
                let short = rest_between_shifts::permits(rest, pack.rest)
                    && !rest_between_shifts::permits(rest, pack.rest_wished);
                short.then(|| {
                    let (observed, limit) = (Quantity::Minutes(rest), Quantity::Minutes(pack.rest_wished));
                    breach(self, record, (earlier.date, later.date), observed, limit)
                })
            })
            .collect()
    }
}
