//! Whom raised overtime caps do not reach.
//!
//! Source: NQ 17/2022/UBTVQH15, art. 1: the raised caps leave out minors, disabled officers, heavy or toxic work, late
//! pregnancy and a child under twelve months. A centre that raises a cap (decision D1, OT-08) keeps 40 hours a month and
//! 200 hours a year for every officer with a protected standing, also in the months around the bar. Whoever agreed to
//! overtime all the same has the standing of everybody who is asked, and the reason is never kept: a row `raised-caps` of
//! `rules.csv` names such an officer, and a row `minors` does so by itself.

use super::example::Example;
use super::{Breach, LabourRule, Provision, RulePack, breach, overtime_monthly, overtime_yearly};
use crate::domain::officer::{Officer, OvertimeStanding};
use crate::domain::work_record::WorkRecord;

/// The month's cap of `officer`.
#[must_use]
pub fn month_cap(officer: &Officer, pack: &RulePack) -> i32 {
    cap(officer, pack, pack.overtime_month, pack.overtime_month_unraised)
}

/// The year's cap of `officer`.
#[must_use]
pub fn year_cap(officer: &Officer, pack: &RulePack) -> i32 {
    cap(officer, pack, pack.overtime_year, pack.overtime_year_unraised)
}

fn cap(officer: &Officer, pack: &RulePack, raised: i32, unraised: i32) -> i32 {
    if reaches(officer, pack) { raised } else { raised.min(unraised) }
}

/// Whether a raised cap reaches `officer`.
#[must_use]
pub fn reaches(officer: &Officer, pack: &RulePack) -> bool {
    officer.overtime != OvertimeStanding::Barred && !pack.never_raised
}

const EXAMPLES: &[Example] = &[
    Example::kept(
        "forty hours",
        "asks overtime-monthly 3600, barred 2026-02-28, overtime 2026-03 2340, 2026-03-03 R +60",
    ),
    Example::broken(
        "a minute more after the bar",
        "asks overtime-monthly 3600, barred 2026-02-28, overtime 2026-03 2341, 2026-03-03 R +60",
    ),
    Example::kept(
        "others follow the raised cap",
        "asks overtime-monthly 3600, overtime 2026-03 2341, 2026-03-03 R +60",
    ),
    Example::broken(
        "a helper under eighteen who may work overtime",
        "type TN, asks overtime-monthly 3600, asks minors 480, overtime 2026-03 2341, 2026-03-03 R +60",
    ),
    Example::broken(
        "somebody who agreed and is named",
        "standing consent, asks overtime-monthly 3600, asks raised-caps 1, overtime 2026-03 2341, 2026-03-03 R +60",
    ),
    Example::broken(
        "a minute over 200 hours a year",
        "asks overtime-yearly 18000, barred 2026-02-28, overtime 2026-02 11941, 2026-03-03 R +60",
    ),
];

/// The rule.
pub struct RaisedCaps;

impl LabourRule for RaisedCaps {
    fn id(&self) -> &'static str {
        "raised-caps"
    }

    fn citation(&self) -> &'static str {
        "Resolution 17/2022/UBTVQH15, art. 1"
    }

    fn provision(&self) -> Provision {
        Provision { since: (2022, 4, 1), ..Provision::labour_code("OT-06, OT-10", EXAMPLES) }
    }

    fn reads(&self) -> &'static [&'static str] {
        &["overtime-monthly", "overtime-yearly", "minors"]
    }

    fn breaches(&self, record: &WorkRecord, pack: &RulePack) -> Vec<Breach> {
        if reaches(&record.officer, pack) {
            return Vec::new();
        }
        // Where nothing is raised, the caps for everybody speak already.
        let mut found = Vec::new();
        if pack.overtime_month > pack.overtime_month_unraised {
            let unraised = RulePack { overtime_month: pack.overtime_month_unraised, ..pack.clone() };
            found.extend(overtime_monthly::OvertimeMonthly.breaches(record, &unraised));
        }
        if pack.overtime_year > pack.overtime_year_unraised {
            let unraised = RulePack { overtime_year: pack.overtime_year_unraised, ..pack.clone() };
            found.extend(overtime_yearly::OvertimeYearly.breaches(record, &unraised));
        }
        found
            .into_iter()
            .map(|found| breach(self, record, (found.from, found.to), found.observed, found.limit))
            .collect()
    }
}
