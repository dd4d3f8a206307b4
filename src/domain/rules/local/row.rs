//! A row of `rules.csv`, as written.

use chrono::NaiveDate;

use crate::domain::ids::{CentreCode, OfficerCode, SkillCode};

/// Whom a local rule binds.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum RuleScope {
    /// Everybody (`*`).
    All,
    /// The officers of a centre.
    Centre(CentreCode),
    /// One officer.
    Officer(OfficerCode),
    /// The officers with a skill.
    Skill(SkillCode),
}

/// A local limit or wish (`rules.csv`).
#[derive(Clone, Debug, PartialEq)]
pub struct LocalRuleRow {
    /// Its identifier.
    pub id: String,
    /// A rule of the pack, or one of the local kinds.
    pub kind: String,
    /// Whom it binds.
    pub scope: RuleScope,
    /// The span over which it counts: `day`, `week`, `month`, `year`, `period`, `14d` or `4w`.
    pub window: Option<String>,
    /// At least so many (unit of the kind).
    pub minimum: Option<i64>,
    /// At most so many (unit of the kind).
    pub maximum: Option<i64>,
    /// Price of a breach; without it the rule is hard, with 0 it is switched off.
    pub weight: Option<f64>,
    /// First day.
    pub from: Option<NaiveDate>,
    /// Last day.
    pub to: Option<NaiveDate>,
    /// What only some kinds need.
    pub more: RowDetails,
}

/// The further columns of a row, as written; lists are separated by `;`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RowDetails {
    /// Worker types that it binds; without it, all.
    pub worker_types: Option<String>,
    /// Shift codes or kinds that it counts; without it, all.
    pub shifts: Option<String>,
    /// Shift codes or kinds that follow, for sequences; `off` is a free day.
    pub then: Option<String>,
    /// Skills or officers that it speaks of.
    pub with: Option<String>,
    /// Weekdays on which it counts, 1 = Monday.
    pub weekdays: Option<String>,
    /// Hours of the day on which it counts, `17:00-21:00`.
    pub hours: Option<String>,
    /// What it rests on: needed when it makes a rule of law milder.
    pub citation: Option<String>,
    /// Worked examples, `RECORD => kept; RECORD => broken`.
    pub examples: Option<String>,
}
