//! Labour law: each rule once, in its own file with its citation. The checker asks [`breaches_in`]; the optimiser and
//! the pages ask the same functions of the same files.

pub mod consent;
pub mod daily_hours;
pub mod double_booking;
pub mod leave;
pub mod overtime_monthly;
pub mod overtime_yearly;
pub mod pack;
pub mod protected_officers;
pub mod rest_between_shifts;
pub mod skills;
pub mod weekly_hours;
pub mod weekly_rest;

use chrono::NaiveDate;

use super::ids::OfficerCode;
use super::work_record::WorkRecord;
pub use pack::RulePack;

/// How a breach is treated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Severity {
    /// The roster cannot be submitted.
    Hard,
    /// A warning.
    Soft,
}

/// A measured value or a limit, with its unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Quantity {
    /// Minutes.
    Minutes(i32),
    /// A number of things: shifts, agreements, skills.
    Count(i32),
}

/// A broken rule: data, which the page, the export and the command line each word for their reader.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Breach {
    /// Id of the rule.
    pub rule: &'static str,
    /// How it is treated.
    pub severity: Severity,
    /// Who.
    pub officer: OfficerCode,
    /// First day that it concerns.
    pub from: NaiveDate,
    /// Last day that it concerns.
    pub to: NaiveDate,
    /// What was measured.
    pub observed: Quantity,
    /// What the rule allows.
    pub limit: Quantity,
    /// The article that says so.
    pub citation: &'static str,
}

/// A rule of labour law.
pub trait LabourRule: Sync {
    /// Stable identifier; the wording of its breaches is found under it.
    fn id(&self) -> &'static str;
    /// The article.
    fn citation(&self) -> &'static str;
    /// Every breach in one officer's record.
    fn breaches(&self, record: &WorkRecord, pack: &RulePack) -> Vec<Breach>;
}

/// Every rule that a roster must keep.
pub const LABOUR_RULES: &[&dyn LabourRule] = &[
    &double_booking::DoubleBooking,
    &leave::OnLeave,
    &skills::SkillsForTheCounter,
    &daily_hours::DailyHours,
    &rest_between_shifts::RestBetweenShifts,
    &weekly_rest::WeeklyRest,
    &weekly_hours::WeeklyHours,
    &consent::ConsentToOvertime,
    &protected_officers::ProtectedOfficers,
    &overtime_monthly::OvertimeMonthly,
    &overtime_yearly::OvertimeYearly,
];

/// Every breach in the records, the hard ones first, then by day and officer.
#[must_use]
pub fn breaches_in(records: &[WorkRecord], pack: &RulePack) -> Vec<Breach> {
    let mut breaches: Vec<Breach> =
        records.iter().flat_map(|record| LABOUR_RULES.iter().flat_map(|rule| rule.breaches(record, pack))).collect();
    breaches.sort_by(|a, b| (a.severity, a.from, &a.officer, a.rule).cmp(&(b.severity, b.from, &b.officer, b.rule)));
    breaches
}

#[cfg(test)]
pub(crate) mod example;

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn ids_are_unique_and_every_citation_names_an_article() {
        let ids: HashSet<_> = LABOUR_RULES.iter().map(|rule| rule.id()).collect();
        assert_eq!(ids.len(), LABOUR_RULES.len());
        for rule in LABOUR_RULES {
            assert!(rule.citation().contains("art."), "{} cites {:?}", rule.id(), rule.citation());
        }
    }

    #[test]
    fn an_office_week_is_lawful() {
        let record = example::record(&["2026-03-02 R", "2026-03-03 R", "2026-03-04 R", "2026-03-05 R", "2026-03-06 R"]);
        assert_eq!(breaches_in(&[record], &RulePack::vietnam()), []);
    }
}
