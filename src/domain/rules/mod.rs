//! Labour law: each rule once, in its own file with its citation. The checker asks [`breaches_in`]; the optimiser and
//! the pages ask the same functions of the same files.
//!
//! [`LABOUR_RULES`] judge one officer's record, [`CENTRE_RULES`] a centre's day. Every rule says in its [`Provision`]
//! which rows of the law it holds, since when, for which worker types, and with which worked examples. A [`RuleBook`]
//! is that pack with the local rows of a centre on top; it is refused when an example fails.

pub mod agreed_hours;
pub mod break_in_a_long_day;
pub mod centre_record;
pub mod consent;
pub mod consented_month;
pub mod daily_hours;
pub mod double_booking;
pub mod emergency;
pub mod example;
pub mod leave;
pub mod local;
pub mod minors;
pub mod next_day_desk;
pub mod normal_day;
pub mod overtime_monthly;
pub mod overtime_notice;
pub mod overtime_yearly;
pub mod pack;
pub mod protected_officers;
pub mod provision;
pub mod raised_caps;
pub mod rest_between_shifts;
pub mod rest_days_monthly;
pub mod rule_book;
pub mod short_rest;
pub mod shorter_day;
pub mod signatory;
pub mod skill_floors;
pub mod skills;
pub mod time_off_in_lieu;
pub mod unavailable;
pub mod week_ceiling;
pub mod weekly_hours;
pub mod weekly_rest;
mod worked_examples;

use chrono::NaiveDate;

use super::ids::OfficerCode;
use super::work_record::WorkRecord;
pub use centre_record::CentreRecord;
pub use pack::RulePack;
pub use provision::{Bound, Provision, Status};
pub use rule_book::RuleBook;

/// How a breach is treated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Severity {
    /// The roster cannot be submitted.
    Hard,
    /// A warning.
    Soft,
    /// Stands in nobody's way, because an emergency order lifts the rule on these days; told with the order.
    Lifted,
}

/// A measured value or a limit, with its unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Quantity {
    /// Minutes.
    Minutes(i32),
    /// A number of things: shifts, agreements, skills.
    Count(i32),
}

impl Quantity {
    /// The number without its unit.
    #[must_use]
    pub fn amount(self) -> i32 {
        match self {
            Self::Minutes(amount) | Self::Count(amount) => amount,
        }
    }
}

/// The row of `rules.csv` that speaks in a breach.
#[derive(Clone, Debug, PartialEq)]
pub struct LocalSource {
    /// Identifier of the row.
    pub row: String,
    /// What the row cites.
    pub citation: Option<String>,
    /// Price of a breach; none when the row is hard.
    pub weight: Option<f64>,
}

/// A broken rule: data, which the page, the export and the command line each word for their reader.
#[derive(Clone, Debug, PartialEq)]
pub struct Breach {
    /// Id of the rule, or the kind of the local row.
    pub rule: &'static str,
    /// How it is treated.
    pub severity: Severity,
    /// Who; nobody in particular when the whole centre is meant.
    pub officer: Option<OfficerCode>,
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
    /// The local row that says so, when one does.
    pub local: Option<LocalSource>,
}

impl Breach {
    /// Whether the breach is about `officer`.
    #[must_use]
    pub fn concerns(&self, officer: &OfficerCode) -> bool {
        self.officer.as_ref() == Some(officer)
    }

    /// How far the measured value is from the limit, in its unit.
    #[must_use]
    pub fn beyond(&self) -> i32 {
        (self.observed.amount() - self.limit.amount()).abs()
    }
}

/// A rule about one officer's work.
pub trait LabourRule: Sync {
    /// Stable identifier; the wording of its breaches is found under it.
    fn id(&self) -> &'static str;
    /// The article.
    fn citation(&self) -> &'static str;
    /// Every breach in one officer's record.
    fn breaches(&self, record: &WorkRecord, pack: &RulePack) -> Vec<Breach>;
    /// Since when, for whom, how strictly, and the worked examples.
    fn provision(&self) -> Provision;
    /// Whether a finding may join several broken spans into one, so that each stretch of days with its own local row is
    /// judged for itself.
    fn joins_findings(&self) -> bool {
        false
    }
    /// Other rules whose rows it goes by, so that it is judged with the values that hold for the officer on each day.
    fn reads(&self) -> &'static [&'static str] {
        &[]
    }
    /// Which side of its number a local row may set, when it has one.
    fn bound(&self) -> Option<Bound> {
        None
    }
    /// The number that a local row replaces.
    fn number<'pack>(&self, _pack: &'pack mut RulePack) -> Option<&'pack mut i32> {
        None
    }
}

/// A rule about what a centre's officers do together.
pub trait CentreRule: Sync {
    /// Stable identifier; the wording of its breaches is found under it.
    fn id(&self) -> &'static str;
    /// The article.
    fn citation(&self) -> &'static str;
    /// Every breach in the centre's period.
    fn breaches(&self, centre: &CentreRecord<'_>) -> Vec<Breach>;
    /// Since when and how strictly.
    fn provision(&self) -> Provision;
    /// Worked examples: a name, the blocks of a small centre, and how many breaches they hold.
    fn examples(&self) -> Vec<centre_record::CentreExample>;
}

/// Every rule about one officer that a roster must keep.
pub const LABOUR_RULES: &[&dyn LabourRule] = &[
    &double_booking::DoubleBooking,
    &leave::OnLeave,
    &unavailable::Unavailable,
    &skills::SkillsForTheCounter,
    &daily_hours::DailyHours,
    &normal_day::NormalDay,
    &break_in_a_long_day::BreakInALongDay,
    &rest_between_shifts::RestBetweenShifts,
    &short_rest::ShortRest,
    &weekly_rest::WeeklyRest,
    &rest_days_monthly::RestDaysMonthly,
    &weekly_hours::WeeklyHours,
    &week_ceiling::WeekCeiling,
    &consent::ConsentToOvertime,
    &protected_officers::ProtectedOfficers,
    &minors::Minors,
    &shorter_day::ShorterDay,
    &agreed_hours::AgreedHours,
    &overtime_monthly::OvertimeMonthly,
    &overtime_yearly::OvertimeYearly,
    &raised_caps::RaisedCaps,
    &overtime_notice::OvertimeNotice,
    &time_off_in_lieu::TimeOffInLieu,
];

/// Every rule about a centre's day.
pub const CENTRE_RULES: &[&dyn CentreRule] =
    &[&skill_floors::SkillFloors, &signatory::Signatory, &next_day_desk::NextDayDesk];

/// Every breach of the law in the records by the values of `pack` alone, the hard ones first, then by day and officer.
/// A rule is silent outside its effective dates and for other worker types; a [`RuleBook`] adds local rows.
#[must_use]
pub fn breaches_in(records: &[WorkRecord], pack: &RulePack) -> Vec<Breach> {
    let book = RuleBook::of_values(pack.clone());
    let mut breaches: Vec<Breach> = records.iter().flat_map(|record| book.breaches_of(record)).collect();
    sort(&mut breaches);
    breaches
}

/// A breach of `rule` by the officer of `record`, as strict as the rule is by itself.
pub(crate) fn breach(
    rule: &dyn LabourRule,
    record: &WorkRecord,
    (from, to): (NaiveDate, NaiveDate),
    observed: Quantity,
    limit: Quantity,
) -> Breach {
    Breach {
        rule: rule.id(),
        severity: rule.provision().severity,
        officer: Some(record.officer.code.clone()),
        from,
        to,
        observed,
        limit,
        citation: rule.citation(),
        local: None,
    }
}

/// The order in which breaches are read: hard ones first, then by day, officer and rule.
pub(crate) fn sort(breaches: &mut [Breach]) {
    breaches.sort_by(|a, b| (a.severity, a.from, &a.officer, a.rule).cmp(&(b.severity, b.from, &b.officer, b.rule)));
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn ids_are_unique_and_every_citation_names_an_article() {
        let mut ids = HashSet::new();
        let officers = LABOUR_RULES.iter().map(|rule| (rule.id(), rule.citation(), rule.provision()));
        let centres = CENTRE_RULES.iter().map(|rule| (rule.id(), rule.citation(), rule.provision()));
        for (id, citation, provision) in officers.chain(centres) {
            assert!(ids.insert(id), "{id} stands twice");
            assert!(citation.contains("art.") || provision.status == Status::House, "{id} cites {citation:?}");
        }
    }

    #[test]
    fn an_office_week_is_lawful() {
        let record = example::record(&["2026-03-02 R", "2026-03-03 R", "2026-03-04 R", "2026-03-05 R", "2026-03-06 R"]);
        assert_eq!(breaches_in(&[record], &RulePack::vietnam()), []);
    }

    #[test]
    fn every_rule_has_an_example_that_keeps_it_and_one_that_breaks_it() {
        for rule in LABOUR_RULES {
            let examples = rule.provision().examples;
            assert!(examples.iter().any(|example| example.broken), "{} breaks in no example", rule.id());
            assert!(examples.iter().any(|example| !example.broken), "{} holds in no example", rule.id());
        }
        for rule in CENTRE_RULES {
            assert!(rule.examples().iter().any(|example| example.breaches > 0), "{}", rule.id());
            assert!(rule.examples().iter().any(|example| example.breaches == 0), "{}", rule.id());
        }
    }
}
