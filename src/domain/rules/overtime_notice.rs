//! The notice that is due when overtime goes over 200 hours a year.
//!
//! Source: Labour Code 45/2019/QH14, art. 107(4) and NĐ 145/2020/NĐ-CP art. 62: whoever lets an officer work more than 200
//! hours of overtime in a year tells the provincial labour body in writing (Form 02/PLIV) within 15 days. A warning, so
//! that the letter is not forgotten; whether the hours themselves are lawful is for [`super::overtime_yearly`].

use super::example::Example;
use super::{Bound, Breach, LabourRule, Provision, Quantity, RulePack, breach, overtime_yearly};
use crate::domain::work_record::WorkRecord;

const EXAMPLES: &[Example] = &[
    Example::kept("two hundred hours", "overtime 2026-02 11940, 2026-03-03 R +60"),
    Example::broken("a minute more", "overtime 2026-02 11941, 2026-03-03 R +60"),
];

/// The rule.
pub struct OvertimeNotice;

impl LabourRule for OvertimeNotice {
    fn id(&self) -> &'static str {
        "overtime-notice"
    }

    fn citation(&self) -> &'static str {
        "Labour Code 45/2019/QH14, art. 107(4); Decree 145/2020/NĐ-CP, art. 62"
    }

    fn provision(&self) -> Provision {
        Provision::labour_code("OT-08, OT-09", EXAMPLES).soft()
    }

    fn bound(&self) -> Option<Bound> {
        Some(Bound::Most)
    }

    fn number<'pack>(&self, pack: &'pack mut RulePack) -> Option<&'pack mut i32> {
        Some(&mut pack.overtime_year_notice)
    }

    fn breaches(&self, record: &WorkRecord, pack: &RulePack) -> Vec<Breach> {
        let threshold = RulePack { overtime_year: pack.overtime_year_notice, ..pack.clone() };
        overtime_yearly::OvertimeYearly
            .breaches(record, &threshold)
            .into_iter()
            .map(|found| {
                breach(self, record, (found.from, found.to), found.observed, Quantity::Minutes(threshold.overtime_year))
            })
            .collect()
    }
}
